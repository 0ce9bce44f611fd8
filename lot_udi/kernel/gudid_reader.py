"""Reads tables as ``gudid`` writes them, and as AccessGUDID publishes them, back into records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import gudid
from .attributes import GUDID, NO, YES, Attribute, Value
from .production_ids import OFF, UDI
from .record import DIRECT, PREVIOUS, PRIMARY, SECONDARY, USE, Identifier, Record

Rows = Sequence[Mapping[str, str]]

_FLAGS = {"true": YES, "yes": YES, "y": YES, "1": YES, "false": NO, "no": NO, "n": NO, "0": NO}
_KINDS = {"Secondary": SECONDARY, "Direct Marking": DIRECT, "Previous": PREVIOUS}
_LEVELS = {"case": "case", "carton": "case", "pallet": "pallet"}


@dataclass(frozen=True, slots=True)
class Read:
    """One device of a file: ``di`` of its base package, and the row of the first table, from 2 on (1 is the header)."""

    di: str
    row: int
    record: Record


def read(tables: Mapping[str, Rows], attributes: Iterable[Attribute]) -> list[Read]:
    """The devices in some tables ({name: rows}); only ``device`` is needed. Answers are not judged here."""
    by_column: dict[str, Attribute] = {one.column[GUDID]: one for one in attributes if one.column[GUDID]}
    others = {name: _by_device(rows) for name, rows in tables.items() if name != "device"}
    found = []
    for number, row in enumerate(tables.get("device", ()), 2):
        di = row.get("PrimaryDI", "").strip()
        if di:
            of_device = {name: rows.get(di, []) for name, rows in others.items()}
            facts = _facts(row, by_column) | _listed(of_device, by_column)
            found.append(Read(di, number, Record(facts, _identifiers(di, of_device.get("identifiers", [])))))
    return found


def _by_device(rows):
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row.get("PrimaryDI", "").strip(), []).append(row)
    return found


def _facts(row, by_column):
    facts = {}
    for column in gudid.DEVICE:
        text, attribute = row.get(column, "").strip(), by_column.get(f"device.{column}")
        if text and attribute:
            facts[attribute.code] = (Value(_answer(attribute, text)),)
    if _FLAGS.get(row.get("DMExempt", "").strip().casefold()) == YES:
        facts["direct_marking"] = (Value("exempt"),)
    return facts


def _answer(attribute, text):
    flag = _FLAGS.get(text.casefold())
    if attribute.kind == "yesno":
        return flag or text
    if attribute.code.startswith("pi_"):
        return {YES: UDI, NO: OFF}.get(flag, text)
    if attribute.code == "status":
        return "in distribution" if text == "In Commercial Distribution" else "not in distribution"
    return text


def _listed(tables, by_column):
    """Answers from the tables that have a row for each."""
    facts: dict[str, tuple[Value, ...]] = {}

    def add(column, *parts):
        if (attribute := by_column.get(column)) and (parts[0] or parts[-1]):
            facts[attribute.code] = (*facts.get(attribute.code, ()), Value(*parts))

    for name, rows in tables.items():
        for row in rows:
            if name == "deviceSizes":
                unit = row.get("sizeUnit", "").strip()
                size = row.get("sizeValue", "") or row.get("sizeText", "")
                add(f"{name}.{row.get('sizeType', '')}", size, unit if size else "")
            elif name == "environmentalConditions":
                low, high = (row.get(f"storageHandling{end} (Value)", "") for end in ("Low", "High"))
                text = row.get("storageHandlingSpecialConditionText", "")
                unit = row.get("storageHandlingLow (Unit)", "") or row.get("storageHandlingHigh (Unit)", "")
                add(f"{name}.{row.get('storageHandlingType', '')}", low or text, unit, high)
            else:
                for column, text in row.items():
                    add(f"{name}.{column}", text.strip())
    return facts


def _identifiers(di, rows):
    base = Identifier(di, _agency(rows, di), PRIMARY, "unit")
    return (base, *(_identifier(row) for row in rows if row.get("deviceId", "").strip() not in ("", di)))


def _agency(rows, di):
    return next(
        (row.get("deviceIdIssuingAgency", "") for row in rows if row.get("deviceId", "").strip() == di), ""
    ).upper()


def _identifier(row):
    said, contains = row.get("deviceIdType", "").strip(), row.get("containsDINumber", "").strip()
    level = USE if said == "Unit of Use" else "unit"
    if said == "Package":
        level = _LEVELS.get(row.get("pkgType", "").strip().casefold(), "inner")
    quantity = row.get("pkgQuantity", "").strip()
    return Identifier(
        row["deviceId"].strip(),
        row.get("deviceIdIssuingAgency", "").strip().upper(),
        _KINDS.get(said, PRIMARY),
        level,
        contains,
        int(quantity) if quantity.isascii() and quantity.isdigit() else 0,
        row.get("pkgDiscontinueDate", "").strip(),
    )
