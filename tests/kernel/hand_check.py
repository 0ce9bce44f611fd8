"""Hold an answer (dict of lists of dicts) against what a hand-computed case expects."""

import hand_worlds
import hand_worlds_ends
import hand_worlds_more
import hand_worlds_odd
from compare import same

MODULES = (hand_worlds, hand_worlds_more, hand_worlds_odd, hand_worlds_ends)
CASES = [
    value
    for module in MODULES
    for name, value in vars(module).items()
    if callable(value) and value.__module__ == module.__name__ and name[0] != "_" and name not in hand_worlds.HELPERS
]


def mismatches(answer, expect):
    """Readable lines: everything that is expected and not so."""
    found = []
    for name, wanted in expect.items():
        found += CHECKS[name](answer, wanted)
    return found


def _equal(name, wanted, got):
    return [] if wanted == got else [f"{name}: expected {wanted}, got {got}"]


def _nodes(kind, number):
    def check(answer, wanted):
        got = {number(node): (node["side"], node["depth"]) for node in answer["nodes"] if node["kind"] == kind}
        return _equal(f"{kind} nodes", wanted, got)

    return check


def _inferred(answer, wanted):
    return _equal("inferred", wanted, {node["key"] for node in answer["nodes"] if node["certainty"] == "inferred"})


def _edges(answer, wanted):
    got = {(row["from_key"], row["to_key"]): (row["qty"], row["kind"], row["certainty"]) for row in answer["edges"]}
    return _equal("edges", wanted, got)


def _dates(answer, wanted):
    return _equal("edge dates", wanted, {(row["from_key"], row["to_key"]): row["date"] for row in answer["edges"]})


def _since(answer, wanted):
    nodes = {node["key"]: node["since"] if node["by_date"] else False for node in answer["nodes"]}
    return [f"since {key}: expected {value}, got {nodes.get(key, 'no node')}" for key, value in wanted.items()
            if nodes.get(key, "no node") != value]  # fmt: skip


def _share(answer, wanted):
    nodes = {node["key"]: node["share"] for node in answer["nodes"]}
    return [f"share {key}: expected {value}, got {nodes.get(key)}" for key, value in wanted.items()
            if not same("share", value, nodes.get(key, "no node"))]  # fmt: skip


def _on_hand(answer, wanted):
    got = {}
    for row in answer["on_hand"]:
        got[row["lot_id"]] = got.get(row["lot_id"], 0) + row["qty"]
    return _equal("on hand", wanted, got)


def _open(answer, wanted):
    return _equal("open", wanted, {row["move_line_id"]: row["qty"] for row in answer["open"]})


def _shipments(answer, wanted):
    """One (kind, quantity) per line and lot, a list of them where a line is several rows."""
    got = {}
    for row in answer["shipments"]:
        got.setdefault((row["move_line_id"], row["lot_id"]), []).append((row["kind"], row["qty"]))
    wanted = {key: sorted(rows) if isinstance(rows, list) else [rows] for key, rows in wanted.items()}
    return _equal("shipments", wanted, {key: sorted(rows) for key, rows in got.items()})


def _customers(answer, wanted):
    got = {(row["commercial_partner_id"], row["product_id"]): row for row in answer["customers"]}
    wrong = [
        f"customer {key} {name}: expected {value}, got {got[key][name]}"
        for key, fields in wanted.items() if key in got
        for name, value in fields.items() if not same(name, value, got[key][name])
    ]  # fmt: skip
    return _equal("customers", sorted(wanted), sorted(got)) + wrong


def _suppliers(answer, wanted):
    got = {
        row["move_line_id"]: (row["commercial_partner_id"], row["lot_id"], row["qty"]) for row in answer["suppliers"]
    }
    return _equal("suppliers", wanted, got)


def _balance(answer, wanted):
    wrong = []
    rows = {row["lot_id"]: row for row in answer["balance"]}
    for lot, fields in wanted.items():
        got = {name.removesuffix("_qty"): qty for name, qty in rows[lot].items() if name.endswith("_qty") and qty}
        wrong += _equal(f"balance of lot {lot}", fields, got)
    return wrong


def _gaps(answer, wanted):
    return _equal("gaps", wanted, {(gap[0], gap[3]) for gap in answer["gaps"]})


def _told(answer, wanted):
    """All gaps of some codes: ``{code: {(model, id, lot)}}``."""
    got = {code: {gap[1:] for gap in answer["gaps"] if gap[0] == code} for code in wanted}
    return _equal("told", wanted, got)


def _value(name):
    return lambda answer, wanted: [] if same(name, wanted, answer[name]) else _equal(name, wanted, answer[name])


CHECKS = {
    "lots": _nodes("lot", lambda node: node["lot_id"]),
    "orders": _nodes("order", lambda node: f"{node['model']}:{node['res_id']}"),
    "untracked": _nodes("untracked", lambda node: int(node["key"].rpartition(":")[2])),
    "inferred": _inferred,
    "edges": _edges,
    "dates": _dates,
    "since": _since,
    "share": _share,
    "on_hand": _on_hand,
    "open": _open,
    "shipments": _shipments,
    "customers": _customers,
    "suppliers": _suppliers,
    "balance": _balance,
    "gaps": _gaps,
    "told": _told,
    "completeness": _value("completeness"),
    "truncated": _value("truncated"),
}
