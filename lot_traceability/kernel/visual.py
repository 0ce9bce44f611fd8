"""Text in the order in which it is drawn, for a PDF writer that knows left to right only.

A small part of the Unicode bidirectional algorithm (UAX #9), enough for names: runs of right-to-left letters are turned
round, numbers inside them keep their own order, brackets are mirrored; Arabic letters get the form that joins them
to their neighbours (from the Unicode decomposition tables, no table of our own). Control signs that could turn
the rest of a line round are shown as ``·``, so that a name cannot hide itself.
"""

import re
import unicodedata
from functools import lru_cache

RIGHT = frozenset(("R", "AL"))
NUMBERS = frozenset(("EN", "AN"))
SEPARATORS = frozenset(("ES", "CS"))
CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FENCE = re.compile("[\u2068\u2069]")  # first strong isolate and its end, see figures.isolated
MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«"))
FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")


def visual(text: str) -> str:
    """Return the text ready to be drawn from left to right. Text without right-to-left letters comes back unchanged
    but for control signs.
    """
    if FENCE.search(text):
        # Names that were fenced in keep their places beside each other, whatever is in them.
        return "".join(visual(part) for part in FENCE.split(text))
    if text.isascii() and text.isprintable():
        return text  # nearly every name; twenty thousand of them are looked at for one dossier
    shown = "".join("·" if sign in CONTROLS or unicodedata.category(sign) == "Cc" else sign for sign in text)
    if not has_right_to_left(shown):
        return shown
    return "".join(_turn(run) if is_right else run for is_right, run in _runs(_shape(shown)))


def is_right_to_left(text: str) -> bool:
    """Whether a line runs from right to left: its first letter says so (UAX #9 P2, P3)."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in RIGHT for kind in kinds if kind in RIGHT or kind == "L"), False)


def visual_from_right(line: str) -> str:
    """Return a line that runs from right to left, already as short as the paper, ready to be drawn from left to right.

    Words of the other direction beside each other keep their order; a number goes with the word before it.
    """
    shown = "".join("·" if sign in CONTROLS or unicodedata.category(sign) == "Cc" else sign for sign in line)
    groups: list[tuple[bool, list[str]]] = []
    for word in shown.split():
        is_right = groups[-1][0] if groups else True
        if any(sign.isalpha() for sign in word):
            is_right = has_right_to_left(word)
        if not groups or groups[-1][0] != is_right:
            groups.append((is_right, []))
        groups[-1][1].append(_turn(_shape(word)) if is_right else word)
    return " ".join(word for is_right, words in reversed(groups) for word in (reversed(words) if is_right else words))


def has_right_to_left(text: str) -> bool:
    """Whether some letter of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in RIGHT for sign in text)


def _runs(text: str) -> list[tuple[bool, str]]:
    """Split into right-to-left runs and the rest.

    Numbers after a right-to-left letter belong to its run (UAX #9 W7, I1), neutral signs when both neighbours do (N1).
    """
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    right = [kind in RIGHT or kind == "NSM" for kind in kinds]
    last = None
    for place, kind in enumerate(kinds):
        if kind == "L":
            last = None
        elif kind in RIGHT or (kind in NUMBERS and last is not None):
            if last is not None:
                right[last:place] = [True] * (place - last)
            right[place], last = True, place
    runs, start = [], 0
    for place in range(1, len(text) + 1):
        if place == len(text) or right[place] != right[start]:
            runs.append((right[start], text[start:place]))
            start = place
    return runs


def _turn(run: str) -> str:
    """Turn a run round; numbers in it keep their own direction."""
    pieces, number = [], ""
    kinds = [unicodedata.bidirectional(sign) for sign in run]
    for place, sign in enumerate(run):
        # A sign between two digits is part of the number: 12.5, 3/4 (W4).
        is_inside = kinds[place] in SEPARATORS and 0 < place < len(run) - 1
        if kinds[place] in NUMBERS or (is_inside and {kinds[place - 1], kinds[place + 1]} <= NUMBERS):
            number += sign
            continue
        if number:
            pieces.append(number)
            number = ""
        if pieces and kinds[place] == "NSM":
            pieces[-1] += sign  # a mark stays on its letter
        else:
            pieces.append(MIRRORED.get(sign, sign))
    return "".join(reversed([*pieces, number]))


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """``{letter: {form: presentation letter}}`` for Arabic, read from Unicode's own decompositions."""
    forms = {}
    for code in range(0xFE80, 0xFEFD):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0] in FORMS:
            forms.setdefault(chr(int(parts[1], 16)), {})[parts[0]] = chr(code)
    return forms


def _shape(text: str) -> str:
    """Give Arabic letters their joined forms."""
    forms, shaped = _forms(), []
    letters = [place for place, sign in enumerate(text) if unicodedata.bidirectional(sign) != "NSM"]
    neighbours = {
        place: (
            text[letters[index - 1]] if index else "",
            text[letters[index + 1]] if index + 1 < len(letters) else "",
        )
        for index, place in enumerate(letters)
    }
    for place, sign in enumerate(text):
        own = forms.get(sign)
        if not own or place not in neighbours:
            shaped.append(sign)
            continue
        before, after = neighbours[place]
        joins_before = "<initial>" in forms.get(before, ()) and "<final>" in own
        joins_after = "<initial>" in own and "<final>" in forms.get(after, ())
        form = FORMS[2 * joins_after + joins_before]
        shaped.append(own.get(form, sign))
    return "".join(shaped)
