"""What a consignee answers: read from the fields of a form, line by line, and never guessed.

A line is one lot at the consignee. Of what was delivered: had (on hand when the notice came), used, sold on; of what
they had: destroyed, corrected, returning. What the sums mean stands in ``balance.py``. More than was delivered is taken
as it is told; it is shown to us, not refused.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

# A plain number with a point or a comma; 1.000 and 1,000 could be one or a thousand, so they are asked for again.
_NUMBER = re.compile(r"\d{1,12}(?:[.,](\d{1,6}))?")
_THOUSAND = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
OUTCOMES = ("acknowledged", "none", "quantities")
OWN_TOLD = ("none", "yes", "no")  # their own customers: there are none, they were told, they were not
MOST_OWN = 500  # of their own customers, as lines


@dataclass(frozen=True)
class LineAnswer:
    """What is told of one lot, in its unit."""

    had: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    sold_on: Decimal = Decimal(0)
    destroyed: Decimal = Decimal(0)
    corrected: Decimal = Decimal(0)
    returning: Decimal = Decimal(0)


# Where one single piece is, which is asked in one question.
_ONE = Decimal(1)
FATES = {
    "kept": LineAnswer(had=_ONE),
    "returning": LineAnswer(had=_ONE, returning=_ONE),
    "destroyed": LineAnswer(had=_ONE, destroyed=_ONE),
    "corrected": LineAnswer(had=_ONE, corrected=_ONE),
    "used": LineAnswer(used=_ONE),
    "sold_on": LineAnswer(sold_on=_ONE),
    "missing": LineAnswer(),
}
NAMES = tuple(item.name for item in fields(LineAnswer))
OF_HAD = ("destroyed", "corrected", "returning")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line.

    code: "not_a_number", "negative", "unclear" (1.000), "more_than_had".
    line: number of the line.
    name: one of ``NAMES``.
    got: what was written there.
    """

    code: str
    line: int
    name: str
    got: str = ""


@dataclass(frozen=True)
class Answer:
    """A form as it was read.

    lines: ``{line: LineAnswer}`` of the lines that say something and are sound.
    faults: of the others; what is sound is kept all the same.
    """

    lines: Mapping[int, LineAnswer] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read(form: Mapping[str, str], lines: Iterable[int]) -> Answer:
    """Read the quantities of a form.

    Args:
        form: texts by field, named ``had-17`` for line 17, or one of ``FATES`` as ``fate-17``; other fields are not
            looked at, nor are those of lines that are not the consignee's.
        lines: the consignee's own.

    Returns:
        Lines in which nothing is written stay unanswered: a form may be saved half filled in.
    """
    answers, faults = {}, []
    for line in lines:
        fate = FATES.get(str(form.get(f"fate-{line}") or ""))
        if fate:
            answers[line] = fate
            continue
        texts = {name: str(form.get(f"{name}-{line}") or "").strip() for name in NAMES}
        if not any(texts.values()):
            continue
        values, wrong = _read_line(line, texts)
        faults += wrong
        if not wrong:
            answers[line] = LineAnswer(**values)
    return Answer(answers, tuple(faults))


def own_customers(text: str) -> tuple[str, ...]:
    """Their own customers, one in each line that says something; what is too much is left out."""
    lines = (" ".join(line.split())[:200] for line in text.splitlines())
    return tuple(line for line in lines if line)[:MOST_OWN]


def nothing(lines: Iterable[int]) -> Answer:
    """The answer of somebody who has none of it."""
    return Answer({line: LineAnswer() for line in lines})


def shown(text: str | None, lines: Iterable[int]) -> list[int]:
    """The lines that a form showed, by its own list of numbers; all of them where it has none."""
    wanted = set((text or "").split(","))
    return [line for line in lines if not text or str(line) in wanted]


def read_quantity(text: str) -> Decimal | str:
    """The number that a text holds, else the code of what is wrong with it."""
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)  # digits as other scripts write them
    text = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("\u066b", ".")
    if not text:
        return Decimal(0)
    if text[0] in "-\u2212" and _NUMBER.fullmatch(text[1:]):
        return "negative"
    if _THOUSAND.fullmatch(text):
        return "unclear"
    if not text.isascii() or not _NUMBER.fullmatch(text):
        return "not_a_number"
    return Decimal(text.replace(",", "."))


def _read_line(line: int, texts: Mapping[str, str]) -> tuple[dict[str, Decimal], list[Fault]]:
    values, faults = {}, []
    for name, text in texts.items():
        value = read_quantity(text)
        if isinstance(value, str):
            faults.append(Fault(value, line, name, text[:40]))
        else:
            values[name] = value
    if not faults and sum(values[name] for name in OF_HAD) > values["had"]:
        faults.append(Fault("more_than_had", line, "had", texts["had"][:40]))
    return values, faults
