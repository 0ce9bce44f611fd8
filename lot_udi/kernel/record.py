"""A device as a registration database sees it, as one canonical text: what was sent can be compared for ever."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from .attributes import Value

PRIMARY, SECONDARY, DIRECT, PREVIOUS = "primary", "secondary", "direct", "previous"
_NEARLY = 1e-6
USE = "use"  # level of an identifier for the single device inside of a package that has a UDI


@dataclass(frozen=True, slots=True)
class Identifier:
    """One device identifier.

    ``level``: use, unit, inner, case or pallet; ``kind``: primary, secondary, direct or previous. ``contains``: the
    identifier that a package holds, ``quantity``: how many of it; "" and 0 for the base package. ``end``: ISO date
    since when it is out of use, "".
    """

    di: str
    agency: str
    kind: str
    level: str
    contains: str = ""
    quantity: int = 0
    end: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """``facts``: {code of the attribute: values}; ``basic_udi``: "" without."""

    facts: Mapping[str, Sequence[Value]]
    identifiers: Sequence[Identifier]
    basic_udi: str = ""

    def base(self) -> Identifier | None:
        """The identifier of the base package, the lowest one with a UDI; None without."""
        found = [one for one in self.identifiers if one.kind == PRIMARY and one.level != USE and not one.contains]
        return next((one for one in found if not one.end), found[0] if found else None)

    def packages(self) -> list[Identifier]:
        """Identifiers of the packages around the base package."""
        return [one for one in self.identifiers if one.kind == PRIMARY and one.contains]

    def first(self, code: str) -> str:
        """The first answer to an attribute, "" without."""
        values = self.facts.get(code, ())
        return values[0].text if values else ""


def nest(found: Sequence[tuple[Identifier, object, float]]) -> tuple[Identifier, ...]:
    """Packages with what they hold: the next smaller one of the same product that divides them.

    Args:
        found: (identifier, product, how many of the product it stands for).
    """
    return tuple(_with_content(one, product, size, found) for one, product, size in found)


def _with_content(package, product, size, found):
    inside = [
        (other_size, other)
        for other, other_product, other_size in found
        if other_product == product
        and (package.kind, other.kind) == (PRIMARY, PRIMARY)
        and USE not in (package.level, other.level)
        and other_size < size
        and is_whole(size / other_size)
        and (package.end or not other.end)
    ]
    if not inside:
        return package
    held_size, held = max(inside, key=lambda pair: pair[0])
    return replace(package, contains=held.di, quantity=round(size / held_size))


def is_whole(number: float) -> bool:
    """Whether a quotient of two quantities is a whole number, but for what computers lose."""
    return abs(number - round(number)) < _NEARLY


def write(record: Record) -> str:
    """Canonical JSON: the same record gives the same text."""
    content = {
        "basic_udi": record.basic_udi,
        "facts": {code: [asdict(value) for value in sorted(values)] for code, values in record.facts.items() if values},
        "identifiers": [asdict(one) for one in sorted(record.identifiers, key=_order)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


def read(text: str) -> Record:
    """The record that ``write`` wrote."""
    content = json.loads(text)
    facts = {code: tuple(Value(**value) for value in values) for code, values in content["facts"].items()}
    return Record(facts, tuple(Identifier(**one) for one in content["identifiers"]), content["basic_udi"])


def _order(one):
    return one.kind, one.quantity, one.agency, one.di
