"""The letter of a recall: what must be in it, what must not, and how names are put into it.

A letter is parts of plain text, each with a purpose, so that a missing purpose is found without understanding the
words. Names stand in braces, ``{consignee}``; a brace itself is written twice. Nothing is ever evaluated.

Sources: 21 CFR 7.49(c) and 810.15 (parts), FDA guidance of March 2020 on recall communications and MDR article 89(8)
(no advertising, nothing that plays the risk down).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

# In the order in which they are printed.
PARTS = ("heading", "goods", "reason", "hazard", "stop", "depth", "pass_on", "action", "reply", "contact")
NAMES = frozenset((
    "case", "revision", "date", "consignee", "company", "goods", "lots", "delivered", "delivered_from",
    "delivered_until", "reply_by", "contact",
))  # fmt: skip
# What a letter of each kind of action may leave out: nothing went wrong with a withdrawal that could harm.
MAY_LACK = {"withdrawal": frozenset(("hazard",)), "stock_recovery": frozenset(("hazard", "pass_on"))}
LONGEST = 8000  # characters of one part
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a letter.

    code: "missing" (an empty part), "name" (no such name in braces), "brace" (one that opens or closes nothing),
        "word" (one that a letter must not have), "too_long".
    part: one of ``PARTS``.
    start, end: where, in that part.
    got: the text there.
    """

    code: str
    part: str
    start: int = 0
    end: int = 0
    got: str = ""


def required(kind: str) -> tuple[str, ...]:
    """The parts that a letter of this kind of action must have."""
    return tuple(part for part in PARTS if part not in MAY_LACK.get(kind, ()))


def check(parts: Mapping[str, str], required: Collection[str], words: Sequence[str] = ()) -> tuple[Fault, ...]:
    """The faults of a letter, in the order of its parts.

    Args:
        parts: ``{part: text}``.
        required: the parts that must say something.
        words: words and phrases that must not be in it, in the letter's language; found as whole words, whatever
            their case and however many blanks lie between.
    """
    patterns = [_whole_words(word) for word in words]
    faults = []
    for part in PARTS:
        text = parts.get(part) or ""
        if not text.strip():
            if part in required:
                faults.append(Fault("missing", part))
            continue
        if len(text) > LONGEST:
            faults.append(Fault("too_long", part, LONGEST, len(text)))
        faults += _brace_faults(part, text)
        found = [hit for pattern in patterns for hit in pattern.finditer(text)]
        faults += [
            Fault("word", part, hit.start(), hit.end(), hit[0]) for hit in sorted(found, key=lambda hit: hit.start())
        ]
    return tuple(faults)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in the places of their names.

    Raises:
        KeyError: a name without value; ``check`` finds it before.
    """
    return _BRACES.sub(lambda hit: values[hit[1].strip()] if hit[1] is not None else hit[0][0], text)


def _brace_faults(part: str, text: str) -> list[Fault]:
    faults = []
    for hit in _BRACES.finditer(text):
        if hit[1] is not None and hit[1].strip() not in NAMES:
            faults.append(Fault("name", part, hit.start(), hit.end(), hit[0]))
        elif hit[0] in "{}":
            faults.append(Fault("brace", part, hit.start(), hit.end(), hit[0]))
    return faults


def _whole_words(phrase: str) -> re.Pattern:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)", re.IGNORECASE)
