"""The tables of a case, as rows with fixed keys: what screen, workbook and dossier all show.

Joins names to the rows of a frozen content; computes nothing. A content is a dict with ``case``, ``scope``,
``answer`` (trace contract 1), ``figures`` (see ``figures.build``) and ``names`` (company, package, owner by id as
text; of lots what they are known by outside, of lines without lot their products, both of which contents frozen by
earlier releases lack).
"""

from .figures import AFFECTED, label

BALANCE_QTY = (
    "received_qty",
    "produced_qty",
    "returned_in_qty",
    "found_qty",
    "transferred_in_qty",
    "on_hand_qty",
    "consumed_qty",
    "shipped_qty",
    "returned_to_supplier_qty",
    "scrapped_qty",
    "lost_qty",
    "transferred_out_qty",
    "residual_qty",
)


class Tables:
    """Rows of each table of one content, in the answer's order.

    Example: ``Tables(content).lots()`` → ``[{"lot_id": 7, "lot": "CAN-2407-B", "why": …}, …]``
    """

    def __init__(self, content: dict):
        self.answer = content["answer"]
        self.figures = content["figures"]
        self.names = content["names"]
        self.nodes = {node["key"]: node for node in self.answer["nodes"]}
        self.lot_nodes = {node["lot_id"]: node for node in self.answer["nodes"] if node["kind"] == "lot"}

    def lots(self) -> list[dict]:
        """Lots of the answer, the affected ones first, then those that they were made from."""
        balance = {row["lot_id"]: row for row in self.answer["balance"]}
        rows = []
        for node in self.lot_nodes.values():
            sums = balance.get(node["lot_id"], {})
            row = {key: node[key] for key in ("lot_id", "lot", "product_id", "product", "uom", "side", "depth")}
            row.update({key: node[key] for key in ("certainty", "by_date", "share", "expiration_date", "blocked")})
            row["company"] = self._name("company", node["company_id"])
            row["why"] = self.figures["why"].get(str(node["lot_id"]), "")
            row["identifiers"] = self.names.get("lot", {}).get(str(node["lot_id"]), False)
            row["is_affected"] = node["side"] in AFFECTED
            row.update(self._excluded(node["lot_id"]))
            row.update({key: sums.get(key, False) for key in BALANCE_QTY})
            rows.append(row)
        return sorted(
            rows, key=lambda row: (not row["is_affected"], abs(row["depth"]), row["lot"] or "", row["lot_id"])
        )

    def balance(self) -> list[dict]:
        """Received, made, shipped … of every affected lot, and what the sum does not explain."""
        return [row for row in self.lots() if row["received_qty"] is not False]

    def lineage(self) -> list[dict]:
        """Every quantity that passed from a lot into an order or back."""
        rows = []
        for edge in self.answer["edges"]:
            start, end = self.nodes.get(edge["from_key"]), self.nodes.get(edge["to_key"])
            lot = next((node for node in (start, end) if node and node["kind"] != "order"), None)
            rows.append(
                {
                    "from_name": label(start) if start else "?",
                    "to_name": label(end) if end else "?",
                    "product": lot["product"] if lot else False,
                    **{key: edge[key] for key in ("qty", "uom", "date", "kind", "certainty")},
                }
            )
        return rows

    def stock(self) -> list[dict]:
        """What is in the house or under way, by lot and place."""
        keys = ("lot_id", "location_id", "location", "usage", "qty", "reserved_qty", "uom")
        return [
            {
                **{key: row[key] for key in keys},
                **self._lot(row),
                **self._excluded(row["lot_id"]),
                "package": self._name("package", row["package_id"]),
                "owner": self._name("owner", row["owner_id"]),
                "company": self._name("company", row["company_id"]),
            }
            for row in self.answer["on_hand"]
        ]

    def open(self) -> list[dict]:
        """Transfers and orders that are not done yet and already hold an affected lot."""
        keys = ("move_line_id", "lot_id", "model", "res_id", "document", "partner_id", "partner", "state", "qty", "uom")
        return [
            {**{key: row[key] for key in keys}, **self._lot(row), **self._excluded(row["lot_id"])}
            for row in self.answer["open"]
        ]

    def deliveries(self) -> list[dict]:
        """Every line to or from a customer; returns are negative."""
        keys = ("move_line_id", "lot_id", "model", "res_id", "document", "date", "partner_id", "partner")
        keys += ("commercial_partner_id", "kind", "qty", "uom")
        customers = {row["commercial_partner_id"]: row["partner"] for row in self.answer["customers"]}
        customers.pop(False, None)  # unknown, or masked and then named in the row itself
        return [
            {
                **{key: row[key] for key in keys},
                **self._goods(row),
                **self._excluded(row["lot_id"]),
                "customer": customers.get(row["commercial_partner_id"]) or row["partner"],
                "company": self._name("company", row["company_id"]),
            }
            for row in self.answer["shipments"]
        ]

    def customers(self) -> list[dict]:
        """One row per customer and product, left-out lots not counted."""
        keys = ("commercial_partner_id", "partner", "product_id", "product", "lot_count", "delivery_count", "uom")
        keys += ("shipped_qty", "returned_qty", "net_qty", "by_date_qty", "proportional_qty")
        rows = [{key: row[key] for key in keys} for row in self.figures["customers"]]
        return sorted(
            rows, key=lambda row: (row["partner"] or "", row["commercial_partner_id"] or 0, row["product"] or "")
        )

    def suppliers(self) -> list[dict]:
        """Receipts from suppliers of the lots in question and of what they were made from."""
        keys = ("commercial_partner_id", "partner", "lot_id", "model", "res_id", "document", "date", "qty", "uom")
        return [
            {**{key: row[key] for key in (*keys, "supplier_lot")}, **self._lot(row)} for row in self.answer["suppliers"]
        ]

    def gaps(self) -> list[dict]:
        """What the records do not say or contradict."""
        return [
            {
                **{key: row[key] for key in ("code", "model", "res_id", "lot_id", "message")},
                "lot": self._lot(row)["lot"],
            }
            for row in self.answer["gaps"]
        ]

    def _lot(self, row: dict) -> dict:
        node = self.lot_nodes.get(row["lot_id"])
        return {
            "lot": node["lot"] if node else False,
            "product": node["product"] if node else row.get("product", False),
        }

    def _goods(self, row: dict) -> dict:
        """What a line delivered; of goods without lot the answer names no product, of older contents nobody does."""
        node = self.lot_nodes.get(row["lot_id"])
        if node:
            return {**self._lot(row), "product_id": node["product_id"]}
        product_id, product = self.names.get("line", {}).get(str(row["move_line_id"]), (False, False))
        return {"lot": False, "product": product, "product_id": product_id}

    def _excluded(self, lot_id: int) -> dict:
        reason = self.figures["excluded"].get(str(lot_id), False)
        return {"excluded": bool(reason), "excluded_reason": reason}

    def _name(self, kind: str, number: int) -> str | bool:
        return self.names[kind].get(str(number), False) if number else False
