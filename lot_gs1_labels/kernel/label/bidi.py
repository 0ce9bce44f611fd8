"""Puts writing from right to left in the order in which it stands on paper, and joins Arabic letters.

PDF writer, printer and picture all draw one glyph a character from left to right, so both happen to the text before.

Source: Unicode Standard Annex #9, without explicit directions, which labels refuse;
joined forms from the decompositions of Arabic Presentation Forms in the Unicode Character Database.
"""

import unicodedata
from functools import cache

_RIGHT = ("R", "AL")
_STRONG = ("L", *_RIGHT)
# Directions that people cannot see, and marks above letters, which need more than a glyph a character.
_REFUSED = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_ISOLATED, _FINAL, _INITIAL, _MEDIAL = "<isolated>", "<final>", "<initial>", "<medial>"
_LAM = "\u0644"
_DIRECTED = ("L", "R", "EN", "AN")
_OPENING = {"(": ")", "[": "]", "{": "}"}
_FORMS = (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD))


def is_plain(text: str) -> bool:
    """Whether nothing of this is needed: all of the text runs from left to right."""
    return not any(unicodedata.bidirectional(sign) in (*_RIGHT, "AN", *_REFUSED) for sign in text)


def can_print(text: str) -> bool:
    """Whether one glyph a character is enough for the text."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    has_right = any(kind in _RIGHT for kind in kinds)
    return not _REFUSED & set(kinds) and not (has_right and "NSM" in kinds)


# --- joined forms ---


@cache
def _forms():
    """{letters: {form: character}}, of one Arabic letter or of lam with alef."""
    found: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if len(text) == 1 or (len(text) == 2 and text[0] == _LAM and code >= 0xFEF5):
            found.setdefault(text, {}).setdefault(form, chr(code))
    return found


def join(text: str) -> str:
    """The text, still in the order of reading, with Arabic letters in the forms that their neighbours ask for."""
    forms = _forms()
    letters, at = [], 0
    while at < len(text):
        length = 2 if text[at : at + 2] in forms else 1
        letters.append(text[at : at + length])
        at += length
    written = []
    for number, letter in enumerate(letters):
        known = forms.get(letter)
        if not known:
            written.append(letter)
            continue
        before = forms.get(letters[number - 1], {}) if number else {}
        after = forms.get(letters[number + 1], {}) if number + 1 < len(letters) else {}
        is_after = _INITIAL in before and _FINAL in known  # the letter before reaches on, this one takes it
        is_before = _INITIAL in known and _FINAL in after
        form = {(1, 1): _MEDIAL, (1, 0): _FINAL, (0, 1): _INITIAL, (0, 0): _ISOLATED}[is_after, is_before]
        written.append(known.get(form, letter))
    return "".join(written)


# --- order on paper ---


def ordered(line: str) -> str:
    """A line as it stands on paper from left to right; the first letter with a direction decides that of the line."""
    if is_plain(line):
        return line
    kinds = [unicodedata.bidirectional(sign) for sign in line]
    base = 1 if next((kind for kind in kinds if kind in _STRONG), "L") in _RIGHT else 0
    levels = _levels(_resolved(line, kinds, "R" if base else "L"), base)
    # A blank at the end belongs to the line, not to the last word.
    for at in range(len(line) - 1, -1, -1):
        if kinds[at] not in ("WS", "S", "B"):
            break
        levels[at] = base
    places = list(range(len(line)))
    for level in range(max(levels), 0, -1):
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and levels[places[end]] >= level:
                end += 1
            places[at:end] = places[at:end][::-1]
            at = max(end, at + 1)
    return "".join(_mirrored(line[at]) if levels[at] % 2 else line[at] for at in places)


def _resolved(line, kinds, base):
    """Rules W2 to W7 and N0 to N2: every character L, R, EN or AN."""
    kinds = list(kinds)
    strong = base
    for at, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        before, after = kinds[at - 1], kinds[at + 1]
        if before == after and (
            (kinds[at] in ("ES", "CS") and before == "EN") or (kinds[at] == "CS" and before == "AN")
        ):
            kinds[at] = before
    _spread(kinds, "ET", "EN")
    kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    strong = base
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    _set_brackets(line, kinds, base)
    return _neutral(kinds, base)


def _set_brackets(line, kinds, base):
    """Rule N0: both brackets of a pair get the direction of what they hold."""
    opened, pairs = [], []
    for at, sign in enumerate(line):
        if sign in _OPENING and kinds[at] == "ON":
            opened.append((_OPENING[sign], at))
        elif sign in _OPENING.values() and kinds[at] == "ON":
            found = next((place for place, (closing, _at) in reversed([*enumerate(opened)]) if closing == sign), None)
            if found is not None:
                pairs.append((opened[found][1], at))
                del opened[found:]
    for start, stop in sorted(pairs):
        sides = {_side(kind) for kind in kinds[start + 1 : stop] if kind in _DIRECTED}
        if not sides:
            continue
        outside = next((_side(kind) for kind in reversed(kinds[:start]) if kind in _DIRECTED), base)
        kinds[start] = kinds[stop] = base if base in sides else outside


def _spread(kinds, weak, number):
    """Signs beside a number (%, €) belong to it."""
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        before = None
        for at in order:
            if kinds[at] == weak and before == number:
                kinds[at] = number
            before = kinds[at]


def _neutral(kinds, base):
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] not in _DIRECTED:
            end += 1
        if end > at:
            before = _side(kinds[at - 1]) if at else base
            after = _side(kinds[end]) if end < len(kinds) else base
            kinds[at:end] = [before if before == after else base] * (end - at)
        at = max(end, at + 1)
    return kinds


def _side(kind):
    return "L" if kind == "L" else "R"


def _levels(kinds, base):
    more = {"L": (0, 1), "R": (1, 0), "EN": (2, 1), "AN": (2, 1)}
    return [base + more[kind][base] for kind in kinds]


_PAIRS = "()[]{}<>«»‹›≤≥"
_MIRRORED = {sign: _PAIRS[at ^ 1] for at, sign in enumerate(_PAIRS)}


def _mirrored(sign):
    return _MIRRORED.get(sign, sign)
