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
    _ = env._
    lot, product = Column("lot", _("Lot"), width=24), Column("product", _("Product"), width=30)
    unit = Column("uom", _("Unit"), width=9)
    left_out = Column("excluded_reason", _("Left out because"), width=24)
    date, document = Column("date", _("Date"), "instant", 17), Column("document", _("Document"), width=20)
    company = Column("company", _("Company"), width=22)
    return {
        "lots": [
            lot, product, Column("side", _("Part"), "side", 16), Column("why", _("Why"), width=50),
            Column("certainty", _("Certainty"), "certainty", 11), Column("by_date", _("Reached by date"), "yes", 10),
            Column("share", _("Expected share"), "percent", 10), Column("depth", _("Orders in between"), "count", 9),
            Column("expiration_date", _("Expires"), "instant", 17), company, left_out,
        ],
        "lineage": [
            Column("from_name", _("From"), width=26), Column("to_name", _("Into"), width=26), product,
            Column("qty", _("Quantity"), "number", 12), unit, Column("kind", _("How"), "edge", 20), date,
            Column("certainty", _("Certainty"), "certainty", 11),
        ],
        "stock": [
            Column("location", _("Place"), width=30), Column("usage", _("Kind"), "usage", 12), lot, product,
            Column("qty", _("On hand"), "number", 12), Column("reserved_qty", _("Reserved"), "number", 12), unit,
            Column("package", _("Package")), Column("owner", _("Owner"), width=18), company, left_out,
        ],
        "open": [
            document, Column("partner", _("For"), width=26), Column("state", _("State"), "state", 14), lot, product,
            Column("qty", _("Quantity"), "number", 12), unit, left_out,
        ],
        "deliveries": [
            date, Column("kind", _("Kind"), "shipment", 14), document, Column("customer", _("Customer"), width=28),
            Column("partner", _("Delivered to"), width=28), lot, product, Column("qty", _("Quantity"), "number", 12), unit,
            company, left_out,
        ],
        "customers": [
            Column("partner", _("Customer"), width=30), product, Column("lot_count", _("Lots"), "count", 8),
            Column("delivery_count", _("Deliveries"), "count", 10), Column("shipped_qty", _("Shipped"), "number", 12),
            Column("returned_qty", _("Returned"), "number", 12), Column("net_qty", _("Still there, at worst"), "number", 12),
            Column("by_date_qty", _("Of it by date"), "number", 12), Column("proportional_qty", _("Expected"), "number", 12),
            unit,
        ],
        "suppliers": [
            Column("partner", _("Supplier"), width=28), lot, Column("supplier_lot", _("Supplier's lot"), width=20), product,
            document, date, Column("qty", _("Received"), "number", 12), unit,
        ],
        "balance": [lot, product, *_balance(_), unit],
        "gaps": [Column("message", _("What is not known"), width=80), lot],
        "products": [product, Column("lot_count", _("Lots"), "count", 8), *_sums(_), unit],
    }  # fmt: skip


def _sums(_):
    return [
        Column("on_hand_qty", _("On hand"), "number", 12),
        Column("reserved_qty", _("Reserved"), "number", 12),
        Column("shipped_qty", _("Shipped"), "number", 12),
        Column("returned_qty", _("Returned"), "number", 12),
        Column("net_qty", _("Still there, at worst"), "number", 12),
    ]


def _balance(_):
    titles = {
        "received_qty": _("Received"),
        "produced_qty": _("Made"),
        "returned_in_qty": _("Came back"),
        "found_qty": _("Found"),
        "transferred_in_qty": _("From other company"),
        "on_hand_qty": _("On hand"),
        "consumed_qty": _("Used up"),
        "shipped_qty": _("Shipped"),
        "returned_to_supplier_qty": _("Back to supplier"),
        "scrapped_qty": _("Scrapped"),
        "lost_qty": _("Lost"),
        "transferred_out_qty": _("To other company"),
        "residual_qty": _("Left unexplained"),
    }
    return [Column(key, title, "number", 11) for key, title in titles.items()]


class CodeWords:
    """The answer's codes in words."""

    def __init__(self, env):
        _ = env._
        self.words = {
            "side": {"origin": _("Recalled"), "downstream": _("Made from it"), "upstream": _("It was made from")},
            "certainty": {"recorded": _("Recorded"), "inferred": _("Probable")},
            "usage": {"internal": _("In stock"), "transit": _("In transit")},
            "yes": {True: _("yes"), False: _("no")},
            "shipment": {
                "delivery": _("Delivery"),
                "dropship": _("Drop-ship"),
                "pos": _("Point of sale"),
                "other": _("Without transfer"),
                "return": _("Return"),
            },
            "state": {
                "draft": _("Draft"),
                "waiting": _("Waiting"),
                "confirmed": _("Waiting"),
                "partially_available": _("Partly reserved"),
                "assigned": _("Reserved"),
            },
            "edge": {
                "production": _("Manufacturing"),
                "as_built": _("Manufacturing, allotted"),
                "unbuild": _("Taken apart"),
                "repair": _("Repair"),
                "repack": _("Repacking"),
                "transfer": _("To another company"),
                "declared": _("Declared from before"),
                "inferred": _("Probably"),
            },
        }

    def knows(self, kind):
        return kind in self.words

    def word(self, kind, code):
        """The word of a code; a code that nobody foresaw stands for itself."""
        return self.words[kind].get(code, code or "")
