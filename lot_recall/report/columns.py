"""Columns of every list in workbook and dossier: key in ``kernel.tables``, title, how the value is written.

Kinds: ``text``, ``count``, ``number`` (its unit is the next ``uom`` column), ``percent``, ``instant``, ``yes`` and the
coded ones ``side``, ``certainty``, ``shipment``, ``usage``, ``edge`` (words in ``CodeWords``).
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column; ``width`` in characters."""

    key: str
    title: str
    kind: str = "text"
    width: int = 14


def columns(env):
    """Return ``{table: [Column, …]}`` in the reader's language."""
    return {**_goods(env), **_parties(env), "lineage": _lineage(env), "gaps": _gaps(env)}


def _shared(env):
    """Columns that several lists have."""
    return {
        "lot": Column("lot", env._("Lot"), width=24),
        "product": Column("product", env._("Product"), width=30),
        "unit": Column("uom", env._("Unit"), width=9),
        "left_out": Column("excluded_reason", env._("Left out because"), width=24),
        "date": Column("date", env._("Date"), "instant", 17),
        "document": Column("document", env._("Document"), width=20),
        "company": Column("company", env._("Company"), width=22),
        "certainty": Column("certainty", env._("Certainty"), "certainty", 11),
        "qty": Column("qty", env._("Quantity"), "number", 12),
    }


def _goods(env):
    shared = _shared(env)
    lot, product, unit, left_out = (shared[key] for key in ("lot", "product", "unit", "left_out"))
    return {
        "lots": [
            lot,
            product,
            Column("side", env._("Part"), "side", 16),
            Column("why", env._("Why"), width=50),
            shared["certainty"],
            Column("by_date", env._("Reached by date"), "yes", 10),
            Column("share", env._("Expected share"), "percent", 10),
            Column("depth", env._("Orders in between"), "count", 9),
            Column("expiration_date", env._("Expires"), "instant", 17),
            shared["company"],
            left_out,
        ],
        "stock": [
            Column("location", env._("Place"), width=30),
            Column("usage", env._("Kind"), "usage", 12),
            lot,
            product,
            Column("qty", env._("On hand"), "number", 12),
            Column("reserved_qty", env._("Reserved"), "number", 12),
            unit,
            Column("package", env._("Package")),
            Column("owner", env._("Owner"), width=18),
            shared["company"],
            left_out,
        ],
        "balance": [lot, product, *_balance(env), unit],
        "products": [product, Column("lot_count", env._("Lots"), "count", 8), *_sums(env), unit],
    }


def _parties(env):
    shared = _shared(env)
    lot, product, unit, left_out = (shared[key] for key in ("lot", "product", "unit", "left_out"))
    document, date, qty = shared["document"], shared["date"], shared["qty"]
    state, kind = Column("state", env._("State"), "state", 14), Column("kind", env._("Kind"), "shipment", 14)
    customer = Column("customer", env._("Customer"), width=28)
    address = Column("partner", env._("Delivered to"), width=28)
    return {
        "open": [document, Column("partner", env._("For"), width=26), state, lot, product, qty, unit, left_out],
        "deliveries": [date, kind, document, customer, address, lot, product, qty, unit, shared["company"], left_out],
        "customers": [
            Column("partner", env._("Customer"), width=30),
            product,
            Column("lot_count", env._("Lots"), "count", 8),
            Column("delivery_count", env._("Deliveries"), "count", 10),
            Column("shipped_qty", env._("Shipped"), "number", 12),
            Column("returned_qty", env._("Returned"), "number", 12),
            Column("net_qty", env._("Still there, at worst"), "number", 12),
            Column("by_date_qty", env._("Of it by date"), "number", 12),
            Column("proportional_qty", env._("Expected"), "number", 12),
            unit,
        ],
        "suppliers": [
            Column("partner", env._("Supplier"), width=28),
            lot,
            Column("supplier_lot", env._("Supplier's lot"), width=20),
            product,
            document,
            date,
            Column("qty", env._("Received"), "number", 12),
            unit,
        ],
    }


def _lineage(env):
    shared = _shared(env)
    return [
        Column("from_name", env._("From"), width=26),
        Column("to_name", env._("Into"), width=26),
        shared["product"],
        shared["qty"],
        shared["unit"],
        Column("kind", env._("How"), "edge", 20),
        shared["date"],
        shared["certainty"],
    ]


def _gaps(env):
    return [Column("message", env._("What is not known"), width=80), _shared(env)["lot"]]


def _sums(env):
    return [
        Column("on_hand_qty", env._("On hand"), "number", 12),
        Column("reserved_qty", env._("Reserved"), "number", 12),
        Column("shipped_qty", env._("Shipped"), "number", 12),
        Column("returned_qty", env._("Returned"), "number", 12),
        Column("net_qty", env._("Still there, at worst"), "number", 12),
    ]


def _balance(env):
    titles = {
        "received_qty": env._("Received"),
        "produced_qty": env._("Made"),
        "returned_in_qty": env._("Came back"),
        "found_qty": env._("Found"),
        "transferred_in_qty": env._("From other company"),
        "on_hand_qty": env._("On hand"),
        "consumed_qty": env._("Used up"),
        "shipped_qty": env._("Shipped"),
        "returned_to_supplier_qty": env._("Back to supplier"),
        "scrapped_qty": env._("Scrapped"),
        "lost_qty": env._("Lost"),
        "transferred_out_qty": env._("To other company"),
        "residual_qty": env._("Left unexplained"),
    }
    return [Column(key, title, "number", 11) for key, title in titles.items()]


class CodeWords:
    """The answer's codes in words."""

    def __init__(self, env):
        self.words = {
            "side": {
                "origin": env._("Recalled"),
                "downstream": env._("Made from it"),
                "upstream": env._("It was made from"),
            },
            "certainty": {"recorded": env._("Recorded"), "inferred": env._("Probable")},
            "usage": {"internal": env._("In stock"), "transit": env._("In transit")},
            "yes": {True: env._("yes"), False: env._("no")},
            "shipment": {
                "delivery": env._("Delivery"),
                "dropship": env._("Drop-ship"),
                "pos": env._("Point of sale"),
                "other": env._("Other"),
                "return": env._("Return"),
            },
            "state": {
                "draft": env._("Draft"),
                "waiting": env._("Waiting"),
                "confirmed": env._("Waiting"),
                "partially_available": env._("Partly reserved"),
                "assigned": env._("Reserved"),
            },
            "edge": {
                "production": env._("Manufacturing"),
                "as_built": env._("Manufacturing, allotted"),
                "unbuild": env._("Taken apart"),
                "repair": env._("Repair"),
                "repack": env._("Repacking"),
                "transfer": env._("To another company"),
                "declared": env._("Declared from before"),
                "inferred": env._("Probably"),
            },
        }

    def knows(self, kind):
        return kind in self.words

    def word(self, kind, code):
        """The word of a code; a code that nobody foresaw stands for itself."""
        return self.words[kind].get(code, code or "")
