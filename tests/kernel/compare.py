"""Bring answers of the kernel and of the oracle into one shape and say how they differ."""

from decimal import Decimal
from fractions import Fraction

LISTS = ("nodes", "edges", "on_hand", "open", "shipments", "customers", "suppliers", "balance")
IDENTITY = {
    "nodes": ("key",),
    "edges": ("from_key", "to_key"),
    "on_hand": ("lot_id", "location_id", "package_id", "owner_id", "company_id", "qty"),
    "open": ("move_line_id",),
    "shipments": ("move_line_id", "lot_id", "date", "partner_id", "qty"),
    "customers": ("commercial_partner_id", "product_id"),
    "suppliers": ("move_line_id",),
    "balance": ("lot_id",),
}
# the kernel hands on the ledger's own rows of what is planned; the contract's names of their fields
RENAMED = {("OpenLine", "id"): "move_line_id", ("OpenLine", "doc_model"): "model", ("OpenLine", "doc_id"): "res_id"}
# shares and what is counted with them: a kernel may divide in floating point
LOOSE = {"share", "proportional_qty", "completeness"}


def as_dict(lineage):
    """The kernel's ``Lineage`` as the oracle's dict of lists of dicts."""
    answer = {name: [_row(row) for row in getattr(lineage, name)] for name in LISTS}
    answer["gaps"] = sorted({(gap.code, gap.model, gap.res_id, gap.lot_id) for gap in lineage.gaps})
    answer["truncated"] = lineage.truncated
    answer["completeness"] = lineage.completeness
    return answer


def _row(row):
    names = getattr(row, "_fields", None) or type(row).__slots__
    return {RENAMED.get((type(row).__name__, name), name): getattr(row, name) for name in names}


def same(name, left, right):
    """Equality of two values of a field; quantities exact, shares to nine places."""
    numbers = (Decimal, Fraction, float, int)
    if isinstance(left, numbers) and isinstance(right, numbers):
        if name in LOOSE:
            return abs(Fraction(left) - Fraction(right)) < Fraction(1, 10**9)
        return Fraction(left) == Fraction(right)
    return left == right


def differences(expected, got):
    """Readable lines, one per value of ``expected`` that ``got`` does not have, and per row too many or too few."""
    found = [
        f"{name}: expected {expected[name]}, got {got[name]}"
        for name in ("truncated", "completeness") if not same(name, expected[name], got[name])
    ]  # fmt: skip
    for name in LISTS:
        found += _list_differences(name, _keyed(name, expected[name]), _keyed(name, got[name]))
    found += [f"gaps: missing {gap}" for gap in expected["gaps"] if gap not in got["gaps"]]
    found += [f"gaps: not expected {gap}" for gap in got["gaps"] if gap not in expected["gaps"]]
    return found


def _keyed(name, rows):
    keyed = {}
    for row in rows:
        key = tuple(_plain(row[field]) for field in IDENTITY[name])
        while key in keyed:  # equal rows stay apart
            key = (*key, "again")
        keyed[key] = row
    return keyed


def _plain(value):
    return Fraction(value) if isinstance(value, Decimal) else value


def _list_differences(name, expected, got):
    found = [f"{name}: missing row {_show(expected[key])}" for key in expected if key not in got]
    found += [f"{name}: row not expected {_show(got[key])}" for key in got if key not in expected]
    for key in expected:
        if key in got:
            wrong = [
                field for field in expected[key] if not same(field, expected[key][field], got[key].get(field, "absent"))
            ]
            found += [
                f"{name} {'/'.join(map(str, key))}: {field} expected {expected[key][field]}, got {got[key].get(field)}"
                for field in wrong
            ]
    return found


def _show(row):
    return ", ".join(f"{name}={value}" for name, value in row.items() if value not in (0, "", None))
