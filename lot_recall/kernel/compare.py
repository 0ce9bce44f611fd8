"""Has the world changed since a revision was frozen? Two contents in, differences out, by what a person would ask."""

from collections.abc import Callable, Collection

from .figures import customer_key
from .tables import Tables

NEW, GONE = ("new_lots", "new_deliveries", "new_customers"), ("gone_lots", "gone_deliveries")
SUMS = ("on_hand", "net")
# What cannot be told, by (something was hidden then, something is hidden now).
UNSURE = {
    (False, False): (),
    (True, False): (*NEW, *SUMS),
    (False, True): (*GONE, *SUMS),
    (True, True): (*NEW, *GONE, *SUMS),
}


def compare(then: dict, now: dict, *, is_new_told: bool = False) -> dict:
    """Compare a frozen content with a fresh one of the same scope.

    Args:
        is_new_told: call new what is not in ``then``, even if it was hidden from its reader.

    Returns:
        ``{"new_lots": […], "gone_lots": […], "renamed_lots": [(old, new), …], "new_deliveries": n,
        "gone_deliveries": n, "changed_deliveries": n, "new_customers": […], "on_hand": [(uom, then, now), …],
        "net": [(uom, then, now), …]}``; all empty or 0 when nothing changed. Names as texts, quantities as numbers.

        What one of the two readers may not see is no change: where records are hidden now, nothing is called gone,
        where they were hidden then, nothing new, and in both cases sums are not compared.
    """
    difference = _differences(then, now)
    for key in UNSURE[_hidden(then), _hidden(now)]:
        if not (is_new_told and key in NEW):
            difference[key] = 0 if isinstance(difference[key], int) else []
    return difference


def _hidden(content: dict) -> bool:
    return bool(content["answer"]["hidden_count"])


def _differences(then: dict, now: dict) -> dict:
    old, new = Tables(then), Tables(now)
    old_lots, new_lots = _affected(old), _affected(new)
    old_rows, new_rows = _deliveries(old), _deliveries(new)
    old_customers = {customer_key(row) for row in old.customers()}
    customers = {customer_key(row): row["partner"] for row in new.customers()}
    return {
        "new_lots": [name for lot_id, name in new_lots.items() if lot_id not in old_lots],
        "gone_lots": [name for lot_id, name in old_lots.items() if lot_id not in new_lots],
        "renamed_lots": [
            (name, new_lots[lot_id]) for lot_id, name in old_lots.items() if new_lots.get(lot_id, name) != name
        ],
        "new_deliveries": len(new_rows.keys() - old_rows.keys()),
        "gone_deliveries": len(old_rows.keys() - new_rows.keys()),
        "changed_deliveries": sum(old_rows[key] != new_rows[key] for key in old_rows.keys() & new_rows.keys()),
        "new_customers": [name or "?" for number, name in customers.items() if number not in old_customers],
        "on_hand": _units(then, now, "on_hand_qty"),
        "net": _units(then, now, "net_qty"),
    }


def is_same(difference: dict) -> bool:
    """Whether nothing changed."""
    return not any(difference.values())


def is_scope_same(difference: dict) -> bool:
    """Whether the same lots went to the same customers; what only moved or was renamed in the house is no matter."""
    return not any(value for key, value in difference.items() if key not in ("on_hand", "renamed_lots"))


def leave_out(difference: dict, rows: list[dict], line_ids: Collection[int]) -> tuple[dict, list[dict]]:
    """A difference and its rows without new deliveries and returns of these move lines, which were expected.

    Args:
        difference, rows: as of ``compare`` and ``changes``.
        line_ids: numbers of move lines.

    Returns:
        (difference, rows); nothing is different where nothing else was.
    """
    kept = [
        row
        for row in rows
        if not (row["about"] == "delivery" and row["change"] == "new" and row["move_line_id"] in line_ids)
    ]
    if len(kept) == len(rows):
        return difference, rows
    rest = {**difference, "new_deliveries": max(difference["new_deliveries"] - len(rows) + len(kept), 0)}
    return (rest if kept else {**rest, "net": []}), kept


def changes(then: dict, now: dict, *, is_new_told: bool = False) -> list[dict]:
    """The rows behind a difference: lots, then deliveries, each as of ``tables`` with two more keys.

    change: "new", "gone" or "changed" (as it is now, with the quantity until then as ``qty_before``, and the customer
        until then, where it was another one, as ``customer_before``).
    about: "lot" or "delivery".
    What one of the two readers may not see is no change, as in ``compare``.
    """
    hidden = _hidden(then) and not is_new_told, _hidden(now)
    old, new = Tables(then), Tables(now)
    lots = [{row["lot_id"]: row for row in tables.lots() if row["is_affected"]} for tables in (old, new)]
    rows = _moved("lot", *lots, lambda row: None, hidden)
    return rows + _moved("delivery", _delivery_rows(old), _delivery_rows(new), _facts, hidden)


def _moved(about: str, before: dict, after: dict, facts: Callable, hidden: tuple[bool, bool]) -> list[dict]:
    rows = []
    if not hidden[0]:
        rows += [("new", row) for key, row in after.items() if key not in before]
    rows += [
        ("changed", {**row, "qty_before": before[key].get("qty"), **_other_customer(before[key], row)})
        for key, row in after.items()
        if key in before and facts(row) != facts(before[key])
    ]
    if not hidden[1]:
        rows += [("gone", row) for key, row in before.items() if key not in after]
    return [{**row, "change": change, "about": about} for change, row in rows]


def _other_customer(before: dict, row: dict) -> dict:
    same = before.get("commercial_partner_id") == row.get("commercial_partner_id")
    return {} if same else {"customer_before": before.get("customer")}


def _affected(tables: Tables) -> dict[int, str]:
    return {row["lot_id"]: row["lot"] or "?" for row in tables.lots() if row["is_affected"]}


def _deliveries(tables: Tables) -> dict:
    return {key: _facts(row) for key, row in _delivery_rows(tables).items()}


def _delivery_rows(tables: Tables) -> dict:
    """Lines to and from customers by identity; imported shipments have no line and are told apart by what they say."""
    rows = {}
    for row in tables.deliveries():
        # a line from one customer to another is two rows, one out and one back
        line = row["move_line_id"] and (row["move_line_id"], row["qty"] < 0)
        rows[line or ("imported", row["model"], row["res_id"], *_facts(row))] = row
    return rows


def _facts(row: dict) -> tuple:
    return (row["lot_id"], row["commercial_partner_id"], row["date"], row["qty"])


def _units(then: dict, now: dict, key: str) -> list[tuple]:
    before, after = ({row["uom"]: row[key] for row in content["figures"]["units"]} for content in (then, now))
    units = sorted({*before, *after}, key=lambda uom: uom or "")
    rows = [(uom, before.get(uom, 0.0), after.get(uom, 0.0)) for uom in units]
    return [row for row in rows if row[1] != row[2]]
