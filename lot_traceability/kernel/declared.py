"""Lines of declared history: text → values (this file), values → known lots and partners (``declared_names``).

Declared history is what the system before this one recorded: which component lot went into which produced lot
(``genealogy``), and which lot was shipped to whom (``shipment``). Every line is read or gets at least one issue
that names the line, the column and what stands there; nothing is guessed and nothing is cut.
"""

import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

GENEALOGY, SHIPMENT = "genealogy", "shipment"
# Columns of each kind: name → required.
COLUMNS = {
    GENEALOGY: {
        "component_product": False,
        "component_lot": True,
        "produced_product": False,
        "produced_lot": True,
        "qty": True,
        "produced_qty": False,
        "date": True,
        "document": False,
    },
    SHIPMENT: {"product": False, "lot": True, "partner": True, "qty": True, "date": True, "document": False},
}
# Other words that people write above a column.
ALIASES = {
    "quantity": "qty",
    "quantity_used": "qty",
    "quantity_made": "produced_qty",
    "produced_quantity": "produced_qty",
    "component": "component_product",
    "component_serial": "component_lot",
    "produced_serial": "produced_lot",
    "serial": "lot",
    "customer": "partner",
    "shipped_to": "partner",
}
DATE_ORDERS = ("ymd", "dmy", "mdy")

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$",
    re.ASCII,
)
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?)?$", re.ASCII)
# Numbers as people and programs write them, sign taken off. Thousands stand in groups of three.
_POINT = re.compile(r"(?:\d+|\d*\.\d+)$", re.ASCII)
_COMMA = re.compile(r"\d+,\d+$", re.ASCII)
_THOUSANDS = (
    (re.compile(r"\d{1,3}(?:,\d{3})+\.\d+$|\d{1,3}(?:,\d{3}){2,}$", re.ASCII), ","),
    (re.compile(r"\d{1,3}(?:\.\d{3})+,\d+$|\d{1,3}(?:\.\d{3}){2,}$", re.ASCII), "."),
    (re.compile(r"\d{1,3}(?:[ '\u2019\u00a0\u202f]\d{3})+(?:[.,]\d+)?$", re.ASCII), " '\u2019\u00a0\u202f"),
)
_ONE_COMMA_THREE_DIGITS = re.compile(r"[1-9]\d{0,2},\d{3}$", re.ASCII)
_MAX_QTY = Decimal(10) ** 12  # more is a column mix-up, e.g. a barcode


class RowIssue(NamedTuple):
    """Why a line cannot be taken over; ``line`` 0 = the file as a whole, ``detail`` e.g. the other line."""

    line: int
    code: str
    field: str = ""
    got: str = ""
    detail: str = ""


class Row(NamedTuple):
    """One readable line. Quantities in the products' reference units, ``date`` naive UTC; ``None`` = not told."""

    line: int
    names: dict[str, str]  # text columns (lots, products, partner) as written
    qty: Decimal
    produced_qty: Decimal | None
    date: datetime
    document: str


class Reading(NamedTuple):
    """Result of ``read_rows``; ``line_count`` = lines below the header, ``ignored`` = columns nobody asked for.

    ``unfinished``: (line, names) of lines with a bad value, so that their names can be judged in the same go.
    """

    rows: list[Row]
    unfinished: list[tuple[int, dict[str, str]]]
    issues: list[RowIssue]
    line_count: int
    ignored: list[str]


class Rules(NamedTuple):
    """How values are read.

    ``zone``: IANA name of the zone in which the old system wrote its dates; a date without time is its 00:00.
    ``date_order``: what 03/04/2024 means, "dmy" or "mdy"; "ymd" refuses such dates. ``digits``: decimals that
    quantities keep. ``now``: naive UTC instant; history does not lie in the future.
    """

    now: datetime
    zone: str = "UTC"
    date_order: str = "ymd"
    digits: int = 2


class _ValueProblemError(Exception):
    """Internal: the code of what is wrong with one cell."""


def read_rows(table: list[tuple[int, list[str]]], kind: str, rules: Rules) -> Reading:
    """Read the lines of a file whose first row is the header.

    Args:
        table: (line number, cells) rows, blank ones left out.
        kind: "genealogy" or "shipment".
    """
    places, issues, ignored = read_header(table[0], kind)
    lines = table[1:]
    if issues:
        return Reading([], [], issues, len(lines), ignored)
    reading = Reading([], [], issues, len(lines), ignored)
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(table[0][1]) :]):
            # A separator inside an unquoted text shifts every column behind it: no value of the line can be trusted.
            extra = next(cell for cell in cells[len(table[0][1]) :] if cell.strip())
            issues.append(RowIssue(number, "too_many_cells", got=extra))
            continue
        texts = {name: cells[index] if index < len(cells) else "" for name, index in places.items()}
        _read_row(number, texts, kind, rules, reading)
    return reading


def read_header(header: tuple[int, list[str]], kind: str) -> tuple[dict[str, int], list[RowIssue], list[str]]:
    """Where each column stands: ({column: index}, issues, titles that mean nothing here)."""
    number, cells = header
    places: dict[str, int] = {}
    issues, ignored = [], []
    for index, title in enumerate(cells):
        name = re.sub(r"\W+", "_", title.strip().lower()).strip("_")
        name = ALIASES.get(name, name)
        if name not in COLUMNS[kind]:
            ignored += [title] if title.strip() else []
        elif name in places:
            issues.append(RowIssue(number, "column_twice", name, title))
        else:
            places[name] = index
    for name, required in COLUMNS[kind].items():
        if required and name not in places:
            issues.append(RowIssue(number, "column_missing", name))
    return places, issues, ignored


def _read_row(number: int, texts: dict[str, str], kind: str, rules: Rules, reading: Reading) -> None:
    """Put one line among the rows, or its issues among the issues."""
    issues = []
    values: dict[str, object] = {"qty": None, "produced_qty": None, "date": None}
    for name, text in texts.items():
        if not text.strip():
            if COLUMNS[kind][name]:
                issues.append(RowIssue(number, "missing", name))
            continue
        try:
            if name in ("qty", "produced_qty"):
                values[name] = parse_qty(text, rules.digits)
            elif name == "date":
                values[name] = parse_date(text, rules)
        except _ValueProblemError as problem:
            issues.append(RowIssue(number, str(problem), name, text))
    names = {name: text for name, text in texts.items() if name not in values and name != "document" and text.strip()}
    if issues:
        reading.issues.extend(issues)
        reading.unfinished.append((number, names))
    else:
        document = texts.get("document", "").strip()
        reading.rows.append(Row(number, names, document=document, **values))  # type: ignore[arg-type]


def parse_qty(text: str, digits: int) -> Decimal:
    """A quantity more than zero, written with point or comma.

    ``1,234`` is refused: it is a thousand in one country and one and a bit in the next. ``1.234`` is read as the
    decimal number that spreadsheets and programs write.
    """
    text = text.strip()
    unsigned = text[1:] if text[:1] in ("+", "-") else text
    if _ONE_COMMA_THREE_DIGITS.match(unsigned):
        raise _ValueProblemError("qty_ambiguous")
    if not _POINT.match(unsigned) and not _COMMA.match(unsigned):
        separators = next((marks for pattern, marks in _THOUSANDS if pattern.match(unsigned)), None)
        if separators is None:
            raise _ValueProblemError("qty")
        unsigned = "".join(mark for mark in unsigned if mark not in separators)
    value = Decimal(unsigned.replace(",", "."))
    if value <= 0 or text[0] == "-":
        raise _ValueProblemError("qty_not_positive")
    if value >= _MAX_QTY:
        raise _ValueProblemError("qty_too_big")
    if value != round(value, digits):
        raise _ValueProblemError("qty_decimals")
    return value.normalize()


def parse_date(text: str, rules: Rules) -> datetime:
    """An instant in naive UTC to the second; a date alone is 00:00 in ``rules.zone``."""
    text = text.strip()
    offset = None
    if match := _ISO.match(text):
        year, month, day, *clock, offset = match.groups()
    elif match := _DAY_OR_MONTH_FIRST.match(text):
        first, separator, second, year, *clock = match.groups()
        # With points the day always comes first; with strokes that depends on the country.
        order = "dmy" if separator == "." else rules.date_order
        if order == "ymd":
            raise _ValueProblemError("date_order")
        day, month = (first, second) if order == "dmy" else (second, first)
    else:
        raise _ValueProblemError("date")
    zone = _offset_zone(offset) or ZoneInfo(rules.zone)
    try:
        local = datetime(int(year), int(month), int(day), *(int(part or 0) for part in clock), tzinfo=zone)
        instant = local.astimezone(timezone.utc).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise _ValueProblemError("date") from None
    if instant.year < 1900:
        raise _ValueProblemError("date")
    if instant > rules.now:
        raise _ValueProblemError("date_future")
    return instant


def _offset_zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    if offset == "Z":
        return timezone.utc
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        raise _ValueProblemError("date")
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if offset[0] == "-" else size)
