"""Shape of a scope: which values each way of choosing lots takes, and whether a given scope has them.

A scope is stored as JSON and can come from any client, so it is held against this table once, before it is used.
"""

import re
from datetime import date
from zoneinfo import available_timezones

LIMIT = 2**31 - 1  # PostgreSQL's integer, which record ids are
YEARS = range(1900, 2200)  # a midnight, moved by a zone and by one day, stays in the calendar
DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")  # Python reads more spellings, and other ones in every release
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
IDS, ID, TEXT, DAY, CHOICES = "ids", "id", "text", "day", "choices"
DAYS = {"date_from": DAY, "date_to": DAY}

# What a person fills in, by method.
FIELDS: dict[str, dict[str, str]] = {
    "lots": {"lot_ids": IDS},
    "pasted": {"pasted": TEXT, "choices": CHOICES},
    "supplier_lot": {"supplier_lot": TEXT, "partner_id": ID},
    "receipt": {"picking_id": ID},
    "production": {"production_id": ID},
    "component": {"component_product_id": ID, "component_lot_ids": IDS, **DAYS},
    "production_window": {"product_id": ID, **DAYS},
}


def first_flaw(scope: object) -> str:
    """Name of the first value that a scope cannot have, "" when it is sound.

    Beside the method's own fields a scope may hold ``lot_ids`` (the lots it meant when it was saved), ``tz`` and
    ``words``. A missing value counts as empty.
    """
    if not isinstance(scope, dict):
        return "scope"
    method = scope.get("method")
    if not isinstance(method, str) or method not in FIELDS:
        return "method"
    allowed = {"method": TEXT, "words": TEXT, "tz": TEXT, "lot_ids": IDS, **FIELDS[method]}
    for name, value in scope.items():
        if name not in allowed or not _is_sound(allowed[name], value):
            return name if isinstance(name, str) else "scope"
    zone = scope.get("tz")
    return "tz" if zone and zone not in available_timezones() else ""


def missing(scope: dict) -> str:
    """Name of the field that a sound scope cannot do without and that nobody filled in, "" when it is complete.

    A component may be given by its lots, so ``component_product_id`` stands for both.
    """
    needed = next(iter(FIELDS[scope["method"]]))
    if needed == "component_product_id" and scope.get("component_lot_ids"):
        return ""
    value = scope.get(needed)
    return "" if (value.strip() if isinstance(value, str) else value) else needed


def storable(text: str) -> str:
    """Return the text as PostgreSQL takes it: NUL and halves of characters become the sign for an unknown one."""
    return UNSTORABLE.sub("\ufffd", text)


def is_reasons(exclusions: object) -> bool:
    """Whether this is ``{lot id as text: reason}``, as lots are left out."""
    if exclusions in (None, False):
        return True
    return isinstance(exclusions, dict) and all(
        is_id_text(lot_id) and _is_text(reason) for lot_id, reason in exclusions.items()
    )


def is_ids(value: object) -> bool:
    """Whether this is a list of record ids."""
    return isinstance(value, (list, tuple)) and all(map(_is_id, value))


def is_choices(value: object) -> bool:
    """Whether this is ``{number: [lot id, …]}``, as ambiguous numbers are decided."""
    return isinstance(value, dict) and all(_is_text(name) and is_ids(ids) for name, ids in value.items())


def is_id_text(value: object) -> bool:
    """Whether this is a record id written as text, as JSON keys are."""
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11 and _is_id(int(value))


def _is_id(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LIMIT


def _is_sound(kind, value):
    if kind == IDS:
        return value in (None, False) or is_ids(value)
    if value in (None, False, ""):
        return True
    if kind == ID:
        return _is_id(value)
    if kind == CHOICES:
        return is_choices(value)
    return _is_text(value) and (kind == TEXT or _is_day(value))


def _is_text(value):
    return isinstance(value, str) and not UNSTORABLE.search(value)


def _is_day(value):
    try:
        return bool(DATE.fullmatch(value)) and date.fromisoformat(value).year in YEARS
    except ValueError:
        return False
