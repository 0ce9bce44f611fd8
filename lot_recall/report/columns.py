"""Columns of every list in workbook and dossier: what the rows' own models call their fields, so that papers and
screen say the same words. ``kernel.tables`` makes the rows.
"""

from typing import NamedTuple

# Table → (models of the rows, {field: width in characters}); a field is the first model's that has it.
TABLES = {
    "products": (
        ("lot.recall.customer", "lot.recall.stock", "lot.recall.lot"),
        {"product": 30, "lot_count": 8, "on_hand_qty": 12, "reserved_qty": 12, "shipped_qty": 12, "returned_qty": 12}
        | {"net_qty": 12, "uom": 9},
    ),
    "lots": (
        ("lot.recall.lot",),
        {
            "lot": 24,
            "identifiers": 34,
            "product": 30,
            "side": 16,
            "why": 50,
            "certainty": 11,
            "by_date": 10,
            "share": 10,
            "depth": 9,
        }
        | {"expiration_date": 17, "company": 22, "excluded_reason": 24},
    ),
    "stock": (
        ("lot.recall.stock",),
        {"location": 30, "usage": 12, "lot": 24, "product": 30, "qty": 12, "reserved_qty": 12, "uom": 9}
        | {"package": 14, "owner": 18, "company": 22, "excluded_reason": 24},
    ),
    "open": (
        ("lot.recall.open",),
        {"document": 20, "partner": 26, "state": 14, "lot": 24, "product": 30, "qty": 12, "uom": 9}
        | {"excluded_reason": 24},
    ),
    "deliveries": (
        ("lot.recall.delivery",),
        {"date": 20, "kind": 14, "document": 20, "customer": 28, "partner": 28, "lot": 22, "product": 30, "qty": 12}
        | {"uom": 9, "company": 22, "excluded_reason": 24},
    ),
    "customers": (
        ("lot.recall.customer",),
        {"partner": 30, "product": 30, "lot_count": 8, "delivery_count": 10, "shipped_qty": 12, "returned_qty": 12}
        | {"net_qty": 12, "by_date_qty": 12, "proportional_qty": 12, "uom": 9},
    ),
    "suppliers": (
        ("lot.recall.supplier",),
        {"partner": 28, "lot": 24, "supplier_lot": 20, "product": 30, "document": 20, "date": 17, "qty": 12, "uom": 9},
    ),
    # thirteen quantities beside each other: the names give way
    "balance": (
        ("lot.recall.lot",),
        {"lot": 18, "product": 28, "received_qty": 12, "produced_qty": 12, "returned_in_qty": 12, "found_qty": 12}
        | {"transferred_in_qty": 12, "on_hand_qty": 12, "consumed_qty": 12, "shipped_qty": 12}
        | {"returned_to_supplier_qty": 12, "scrapped_qty": 12, "lost_qty": 12, "transferred_out_qty": 12}
        | {"residual_qty": 12, "uom": 9},
    ),
    "lineage": (
        ("lot.recall.edge",),
        {"from_name": 26, "to_name": 26, "product": 30, "qty": 12, "uom": 9, "kind": 20, "date": 17, "certainty": 11},
    ),
    "gaps": (("lot.recall.gap",), {"message": 80, "lot": 24}),
}
KINDS = {"integer": "count", "datetime": "instant", "selection": "code", "boolean": "code"}
# Whom nobody knows is said; in other columns an empty cell says that there is none.
UNKNOWN = {("customers", "partner"), ("deliveries", "customer"), ("suppliers", "partner")}
FRACTION = (7, 6)  # digits of the fields that are shares of 1
MEANS = {"proportional_qty"}  # worked out by shares: their decimals mean nothing


class Column(NamedTuple):
    """One column. ``kind``: text, count, number (its unit is the next ``uom`` column), mean (a number that is rounded),
    percent, instant or code.

    ``unknown``: what stands there when the value is missing.
    """

    key: str
    title: str
    kind: str
    width: int
    words: dict
    unknown: str

    def word(self, code):
        """The word of a code; a code that nobody foresaw stands for itself."""
        return self.words.get(code, code or "")


def columns(env):
    """Return ``{table: [Column, …]}`` in the reader's language."""
    return {
        table: [
            _column(env, models, name, width, env._("Unknown") if (table, name) in UNKNOWN else "")
            for name, width in widths.items()
        ]
        for table, (models, widths) in TABLES.items()
    }


def of_model(env, model, widths):
    """Columns of one model's fields: ``{field: width}``."""
    return tuple(_column(env, (model,), name, width, "") for name, width in widths.items())


def titles(env):
    """What each table is called."""
    return {
        "products": env._("By product"),
        "lots": env._("Lots"),
        "stock": env._("On hand"),
        "open": env._("Reserved"),
        "deliveries": env._("Deliveries"),
        "customers": env._("Customers"),
        "suppliers": env._("Suppliers"),
        "balance": env._("Balance"),
        "lineage": env._("Lineage"),
        "gaps": env._("Gaps"),
    }


def _column(env, models, name, width, unknown):
    field = next(env[model]._fields[name] for model in models if name in env[model]._fields)
    kind = KINDS.get(field.type, "text")
    if field.type == "float":
        kind = "mean" if name in MEANS else "percent" if field.get_digits(env) == FRACTION else "number"
    return Column(name, field._description_string(env), kind, width, _words(env, field), unknown)


def _words(env, field):
    if field.type == "boolean":
        return {True: env._("yes"), False: env._("no")}
    return dict(field._description_selection(env)) if field.type == "selection" else {}
