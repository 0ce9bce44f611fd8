"""The tables of a file for EUDAMED: our own, documented columns, after Reg. (EU) 2017/745 Annex VI A 2 and B.

The Commission's XML schema was not at hand: a converter or a person has to bring the tables into its form.
"""

from collections.abc import Iterable

from .attributes import EUDAMED, Attribute, Value
from .record import PRIMARY, Record
from .sheet import Sheet, Version

_BASIC, _UDI = "basic.", "udi."
_PACKAGES = ("udiDi", "packageDi", "issuingEntity", "level", "containsDi", "quantity", "status")
_OTHERS = ("udiDi", "di", "issuingEntity", "kind", "level")


def sheets(records: Iterable[tuple[Record, Version]], attributes: Iterable[Attribute]) -> list[Sheet]:
    """All tables for some devices that have a base package."""
    records, attributes = list(records), list(attributes)
    basic, basic_rows = _table(attributes, _BASIC), {}
    udi, udi_rows, packages, others = _table(attributes, _UDI), [], [], []
    for record, version in records:
        base = record.base()
        basic_rows.setdefault(record.basic_udi, (record.basic_udi, *_answers(record, basic)))
        head = (base.di, record.basic_udi, base.agency, str(version.number), version.day)
        udi_rows.append((*head, *_answers(record, udi)))
        inside = {base.di, *(one.di for one in record.packages())}
        packages += [
            (base.di, one.di, one.agency, one.level, one.contains, str(one.quantity), "ended" if one.end else "")
            for one in record.packages()
        ]
        others += [
            (base.di, one.di, one.agency, _kind(one), one.level) for one in record.identifiers if one.di not in inside
        ]
    return [
        Sheet("basicUdiDi", ("basicUdiDi", *basic), tuple(basic_rows.values())),
        Sheet("udiDi", ("udiDi", "basicUdiDi", "issuingEntity", "version", "versionDate", *udi), tuple(udi_rows)),
        Sheet("packages", _PACKAGES, tuple(packages)),
        Sheet("otherIdentifiers", _OTHERS, tuple(others)),
    ]


def _table(attributes, start):
    """{column: attributes} of one table, in order."""
    found: dict[str, list[Attribute]] = {}
    for attribute in attributes:
        column = attribute.column[EUDAMED]
        if column.startswith(start):
            found.setdefault(column.removeprefix(start), []).append(attribute)
    return found


def _answers(record, table):
    return [
        " | ".join(_text(value) for one in attributes for value in sorted(record.facts.get(one.code, ())))
        for attributes in table.values()
    ]


def _text(value: Value):
    span = f"{value.text} to {value.upto}".strip() if value.upto else value.text
    return f"{span} {value.unit}".strip()


def _kind(one):
    return "unitOfUse" if one.kind == PRIMARY else one.kind
