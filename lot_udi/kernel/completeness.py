"""What is missing or wrong before a device can be registered in a database."""

from collections.abc import Iterable
from dataclasses import dataclass

from .attributes import EUDAMED, GUDID, Attribute, fault, holds
from .production_ids import breaches
from .record import DIRECT, USE, Record

_AGENCIES = {GUDID: ("GS1", "HIBCC", "ICCBBA"), EUDAMED: ("GS1", "HIBCC", "ICCBBA", "IFA")}


@dataclass(frozen=True, slots=True)
class Gap:
    """``code``: ``missing`` (no answer), ``fault`` (a wrong one) or a rule; ``about``: attribute or identifier.

    Rules: ``no_base``, ``agency``, ``no_basic_udi``, ``use_needless`` (an identifier for single devices, but the base
    package holds one), ``direct_missing``, ``quantity`` (of a package, fewer than 2), and those of ``production_ids``.
    ``fault``: one of ``attributes.fault``, or ``repeated``.
    """

    code: str
    about: str = ""
    fault: str = ""
    got: str = ""


def gaps(record: Record, attributes: Iterable[Attribute], target: str) -> list[Gap]:
    """Everything that keeps a device out of a database, identifiers first, attributes in their order."""
    found = _of_identifiers(record, target)
    for attribute in attributes:
        values = record.facts.get(attribute.code, ())
        if not values and holds(attribute.needed[target], record.facts):
            found.append(Gap("missing", attribute.code))
        if not (attribute.column[target] or attribute.needed[target]):
            continue  # no business of this database
        for value in values:
            if wrong := fault(attribute, value):
                found.append(Gap("fault", attribute.code, wrong, value.text))
        if len(values) > 1 and not attribute.is_repeated:
            found.append(Gap("fault", attribute.code, "repeated", ", ".join(value.text for value in values)))
    return found + [Gap(code, about) for code, about in breaches(record, target)]


def _of_identifiers(record, target):
    found, base = [], record.base()
    inside = [one for one in record.identifiers if one.level == USE and not one.end]
    if base is None:
        found.append(Gap("no_base"))
    elif base.agency not in _AGENCIES[target]:
        found.append(Gap("agency", base.di, got=base.agency))
    if target == EUDAMED and not record.basic_udi:
        found.append(Gap("no_basic_udi"))
    count = record.first("count")
    if inside and count == "1":
        found.append(Gap("use_needless", inside[0].di))
    if record.first("direct_marking") == "other" and not any(one.kind == DIRECT for one in record.identifiers):
        found.append(Gap("direct_missing"))
    return found + [Gap("quantity", one.di) for one in record.packages() if one.quantity < 2]
