"""Everything a case counts or sums, worked out once from a trace answer and the lots left out of it.

The Press room (screen, workbook, dossier) only repeats these numbers, so they are the same everywhere. Left-out lots
stay listed with their reason but count in no total; what was made from them stays in scope unless left out itself.

Sums are made in ``Decimal`` of the numbers as written in the answer, so 0.1 + 0.2 is 0.3.
"""

import unicodedata
from collections import defaultdict
from decimal import Decimal

from .why import Allotted, shortest_paths

AFFECTED = ("origin", "downstream")
TURNING = frozenset(("R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"))
SUMS = ("on_hand_qty", "reserved_qty", "open_qty", "shipped_qty", "returned_qty", "net_qty")


def build(answer: dict, exclusions: dict[int, str] | None = None, allotted: Allotted = ()) -> dict:
    """Work out a case's figures.

    Args:
        answer: a trace answer (contract 1).
        exclusions: ``{lot_id: reason}``, lots that somebody left out; ids without a node are ignored.
        allotted: as-built rows of the answer's orders, (order key, component lot key, produced lot key).

    Returns:
        dict with ``why`` ``{str(lot_id): text}``, ``excluded`` ``{str(lot_id): reason}``, ``customers`` (as the
        answer's, without left-out lots), ``products`` and ``units`` (one row per product and unit / per unit, keys
        ``SUMS``), ``counts`` (see ``_counts``). Keys are text because the result is kept as JSON.
    """
    return {"why": why_texts(answer, allotted), **sums(answer, exclusions)}


def sums(answer: dict, exclusions: dict[int, str] | None = None) -> dict:
    """What ``build`` works out, without the ways to each lot, which cost most of its time."""
    affected = {node["lot_id"]: node for node in answer["nodes"] if node["kind"] == "lot" and node["side"] in AFFECTED}
    excluded = {lot_id: reason for lot_id, reason in (exclusions or {}).items() if lot_id in affected}
    customers = _customers(answer, affected, excluded)
    products = _by_product(answer, affected, excluded)
    return {
        "excluded": {str(lot_id): reason for lot_id, reason in sorted(excluded.items())},
        "customers": customers,
        "products": products,
        "units": _by_unit(products),
        "counts": _counts(answer, affected, excluded, customers),
    }


def why_texts(answer: dict, allotted: Allotted = ()) -> dict[str, str]:
    """Return ``{str(lot_id): "CAN-2407-B → MO/00012 → SUB-001"}``; arrows point back on the way upstream."""
    nodes = {node["key"]: node for node in answer["nodes"]}
    paths = shortest_paths(answer["nodes"], answer["edges"], answer["origin_keys"], allotted)
    names = {key: isolated(label(nodes[key])) for key in set().union(*paths.values())}
    texts = {}
    for lot_id, path in sorted(paths.items()):
        arrow = " ← " if nodes[path[-1]]["side"] == "upstream" else " → "
        texts[str(lot_id)] = arrow.join(names[key] for key in path)
    return texts


def isolated(name: str) -> str:
    """Fence a right-to-left name in, so that it cannot turn the order of the names and arrows beside it.

    Source: UAX #9, first strong isolate (U+2068) and pop directional isolate (U+2069).
    """
    if name.isascii() or all(unicodedata.bidirectional(sign) not in TURNING for sign in name):
        return name
    return f"\u2068{name}\u2069"


def label(node: dict) -> str:
    """Name of a node as people know it: the lot, the document, the untracked product; ``?`` when it is hidden."""
    if node["kind"] == "lot":
        return node["lot"] or "?"
    if node["kind"] == "untracked":
        return " ".join(text for text in (node["document"], node["product"]) if text) or "?"
    return node["document"] or "?"


def in_scope(row: dict, excluded: dict) -> bool:
    """Whether a row counts: its lot was not left out (rows without lot always count)."""
    return not row["lot_id"] or row["lot_id"] not in excluded


def customer_key(row: dict) -> int | str | bool:
    """What tells customers apart: their id, the masked name of another company's customer, False when unknown."""
    return row["commercial_partner_id"] or row["partner"] or False


def _number(value: float | bool | None) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value or 0)


def _counts(answer: dict, affected: dict, excluded: dict, customers: list[dict]) -> dict[str, int]:
    kept = {lot_id: node for lot_id, node in affected.items() if lot_id not in excluded}
    shipments = [row for row in answer["shipments"] if in_scope(row, excluded)]
    sent = [row for row in shipments if row["qty"] > 0]
    return {
        "lots": len(kept),
        "excluded_lots": len(excluded),
        "lots_not_by_date": sum(not node["by_date"] for node in kept.values()),
        "inferred_lots": sum(node["certainty"] == "inferred" for node in kept.values()),
        "deliveries": len({(row["model"], row["res_id"] or row["move_line_id"]) for row in sent}),
        "delivery_lines": len(sent),
        "return_lines": len(shipments) - len(sent),
        "customers": len({customer_key(row) for row in customers} - {False}),
        "places": len({row["location_id"] for row in answer["on_hand"] if in_scope(row, excluded)}),
        "open_lines": sum(in_scope(row, excluded) for row in answer["open"]),
        "suppliers": len({customer_key(row) for row in answer["suppliers"]} - {False}),
        "gaps": len(answer["gaps"]),
        "hidden": answer["hidden_count"],
    }


def _by_product(answer: dict, affected: dict, excluded: dict) -> list[dict]:
    """One row per (product, unit) with its lots and sums, sorted by product name."""
    rows = defaultdict(lambda: dict.fromkeys(SUMS, Decimal()))
    lots = defaultdict(set)
    products = {lot_id: (node["product"], node["product_id"]) for lot_id, node in affected.items()}
    steps = {node["product_id"]: node["product"] for node in answer["nodes"] if node["product_id"]}

    def bucket(row: dict) -> dict:
        product, product_id = products.get(row["lot_id"]) or _product_of(row, steps)
        return rows[product, product_id, row["uom"]]

    for lot_id, node in affected.items():
        if lot_id not in excluded:
            lots[node["product"], node["product_id"], node["uom"]].add(lot_id)
    for row in answer["on_hand"]:
        if in_scope(row, excluded):
            bucket(row)["on_hand_qty"] += _number(row["qty"])
            bucket(row)["reserved_qty"] += _number(row["reserved_qty"])
    for row in answer["open"]:
        if in_scope(row, excluded):
            bucket(row)["open_qty"] += _number(row["qty"])
    for row in answer["shipments"]:
        if in_scope(row, excluded):
            qty, into = _number(row["qty"]), bucket(row)
            into["shipped_qty" if qty > 0 else "returned_qty"] += abs(qty)
            into["net_qty"] += qty
    keys = sorted({*rows, *lots}, key=lambda key: (key[0] or "", key[1] or 0, key[2] or ""))
    return [
        {
            "product": key[0],
            "product_id": key[1],
            "uom": key[2],
            "lot_count": len(lots.get(key, ())),
            **{name: float(value) for name, value in rows[key].items()},
        }
        for key in keys
    ]


def _product_of(row: dict, steps: dict) -> tuple:
    """Product of a row without lot: the untracked product itself, if the answer names it."""
    product_id = row.get("product_id") or False
    return steps.get(product_id, False), product_id


def _by_unit(products: list[dict]) -> list[dict]:
    units = defaultdict(lambda: dict.fromkeys(SUMS, Decimal()))
    for row in products:
        for name in SUMS:
            units[row["uom"]][name] += _number(row[name])
    return [
        {"uom": uom, **{name: float(value) for name, value in row.items()}}
        for uom, row in sorted(units.items(), key=lambda item: item[0] or "")
    ]


def _customers(answer: dict, affected: dict, excluded: dict) -> list[dict]:
    """The answer's rows per (customer, product); worked out anew where a left-out lot took part."""
    if not excluded:
        return answer["customers"]
    touched = defaultdict(list)
    dirty = set()
    for row in answer["shipments"]:
        node = affected.get(row["lot_id"])
        key = (customer_key(row), node["product_id"] if node else row.get("product_id") or False)
        if in_scope(row, excluded):
            touched[key].append(row)
        else:
            dirty.add(key)
    rows = []
    for row in answer["customers"]:
        key = (customer_key(row), row["product_id"])
        if key not in dirty:
            rows.append(row)
        elif touched[key]:
            rows.append({**row, **_customer_sums(touched[key], affected)})
    return rows


def _customer_sums(shipments: list[dict], affected: dict) -> dict:
    sent = [row for row in shipments if row["qty"] > 0]
    by_date = [row for row in shipments if _reached_by_date(row, affected)]
    shipped, net = (sum((_number(row["qty"]) for row in rows), Decimal()) for rows in (sent, shipments))
    return {
        "lot_count": len({row["lot_id"] for row in shipments}),
        "delivery_count": len({(row["model"], row["res_id"] or row["move_line_id"]) for row in sent}),
        "shipped_qty": float(shipped),
        "returned_qty": float(shipped - net),
        "net_qty": float(net),
        "by_date_qty": float(sum((_number(row["qty"]) for row in by_date), Decimal())),
        # Needs the share of every single line, which only the whole answer has: not known, rather than guessed.
        "proportional_qty": False,
    }


def _reached_by_date(row: dict, affected: dict) -> bool:
    node = affected.get(row["lot_id"])
    return bool(node and node["by_date"] and (not node["since"] or row["date"] >= node["since"]))
