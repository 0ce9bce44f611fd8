"""What registration databases want to know about a device: definitions, the check of a value, and when one is needed.

The definitions are rows of ``data/lot.udi.attribute.csv``. Sources: 21 CFR 830.310; Reg. (EU) 2017/745 Annex VI A 2
and B, C 3.9; names and forms of values from the public tables of AccessGUDID. What could not be held against a public
source stands in the addon's README.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

GUDID, EUDAMED = "gudid", "eudamed"
TARGETS = (GUDID, EUDAMED)
YES, NO = "yes", "no"
ALWAYS = "1"

_FORMS = {
    "digits": re.compile(r"[0-9]+"),
    "letters": re.compile(r"[A-Z]+"),
    "emdn": re.compile(r"[A-Z][0-9]{2,12}"),
    "srn": re.compile(r"[A-Z]{2}-(MF|AR|IM|PR)-[0-9]{9}"),
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "url": re.compile(r"https?://[^\s/]+\.\S+"),
}
_EXACT = ("digits", "letters")  # kinds whose length is given exactly
_NUMBERS = ("number", "measure", "range")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One definition.

    ``kind``: text, number, date, yesno, choice, measure (a number with a unit), range (two of them), or a key of
    ``_FORMS``. ``choices`` and ``units``: what may be chosen, empty for any. ``longest``: characters, 0 for any; of
    digits and letters exactly so many. ``needed``: by database, the condition on which it is (see ``holds``), "" never.
    ``triggers``: databases in which a change makes another device of it. ``column``: by database, where it stands in
    the file ("sheet.column"), "" nowhere.
    """

    code: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    longest: int = 0
    is_repeated: bool = False
    needed: Mapping[str, str] | None = None
    triggers: frozenset[str] = frozenset()
    column: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """What a device says to an attribute; ``upto``: the end of a range, whose beginning may be open (no text)."""

    text: str
    unit: str = ""
    upto: str = ""


Facts = Mapping[str, Sequence[Value]]


def definition(row: Mapping[str, object]) -> Attribute:
    """The definition in a row of the table, its cells as text or as Odoo reads them."""
    return Attribute(
        code=str(row["code"]),
        kind=str(row["kind"] or "text"),
        choices=_parts(row["choices"]),
        units=_parts(row["units"]),
        longest=int(str(row["longest"] or 0)),
        is_repeated=bool(row["is_repeated"]),
        needed={GUDID: str(row["required_us"] or ""), EUDAMED: str(row["required_eu"] or "")},
        triggers=frozenset(
            target for target, flag in ((GUDID, row["trigger_us"]), (EUDAMED, row["trigger_eu"])) if flag
        ),
        column={GUDID: str(row["gudid"] or ""), EUDAMED: str(row["eudamed"] or "")},
    )


def fault(attribute: Attribute, value: Value) -> str:
    """What is wrong with a value, "" when nothing is.

    Codes: ``empty``, ``long``, ``choice``, ``number``, ``date``, ``unit``, ``order`` (a range that ends before it
    begins), ``form`` (of a code, an address, a number).
    """
    text = value.text.strip()
    if not text and not (attribute.kind == "range" and value.upto.strip()):
        return "empty"
    if attribute.kind in _NUMBERS:
        return _number_fault(attribute, value)
    return _text_fault(attribute, text)


def holds(condition: str, facts: Facts) -> bool:
    """Whether a condition is true of a device.

    "1" always, "" never; "code" is answered, "!code" is not, "code=value" is answered so; "a&b" both, "a|b" either.
    """
    if condition in ("", ALWAYS):
        return bool(condition)
    return any(all(_term(term, facts) for term in option.split("&")) for option in condition.split("|"))


def _term(term, facts):
    name, sign, wanted = term.partition("=")
    if sign:
        return any(value.text == wanted for value in facts.get(name, ()))
    return not facts.get(name[1:]) if name.startswith("!") else bool(facts.get(name))


def _parts(cell):
    return tuple(str(cell).split("|")) if cell else ()


def _number_fault(attribute, value):
    ends = [value.text, value.upto] if attribute.kind == "range" else [value.text]
    numbers = [_number(text) for text in ends if text]
    if None in numbers:
        return "number"
    if attribute.kind == "number" and (numbers[0] < 1 or numbers[0] % 1):
        return "number"
    if attribute.units and value.unit not in attribute.units:
        return "unit"
    return "order" if len(numbers) > 1 and numbers[1] < numbers[0] else ""


def _text_fault(attribute, text):
    if attribute.kind == "date":
        return "" if _is_date(text) else "date"
    allowed = (YES, NO) if attribute.kind == "yesno" else attribute.choices
    if allowed:
        return "" if text in allowed else "choice"
    form = _FORMS.get(attribute.kind)
    if form and not form.fullmatch(text):
        return "form"
    if attribute.longest and (
        len(text) > attribute.longest or (attribute.kind in _EXACT and len(text) != attribute.longest)
    ):
        return "long"
    return ""


def _number(text):
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_date(text):
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
