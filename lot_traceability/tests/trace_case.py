"""Helpers of the trace scenarios: asks ``trace()``, checks what holds for every answer, reads its figures.

Every answer is checked against the published JSON Schema and against itself, so that a scenario only states
what is special about it.
"""

import json

from jsonschema import Draft202012Validator

from odoo.tools import file_open

from .common import LotWorldCase

FLOWS = {
    "received_qty": 1, "produced_qty": 1, "returned_in_qty": 1, "found_qty": 1, "transferred_in_qty": 1,
    "on_hand_qty": -1, "consumed_qty": -1, "shipped_qty": -1, "returned_to_supplier_qty": -1, "scrapped_qty": -1,
    "lost_qty": -1, "transferred_out_qty": -1,
}  # fmt: skip
_validator = []


def schema_validator():
    """Validator over the published schema, read once."""
    if not _validator:
        with file_open("lot_traceability/static/trace.schema.json") as source:
            schema = json.load(source)
        Draft202012Validator.check_schema(schema)
        _validator.append(Draft202012Validator(schema))
    return _validator[0]


class TraceCase(LotWorldCase):
    """Helpers only; Odoo's loader does not collect inherited test methods."""

    def trace(self, lots, direction="downstream", user=None, companies=None, **options):
        """The answer, checked; ``user`` asks with ``companies`` (default: the user's own) switched on."""
        if user:
            lots = lots.with_user(user).with_context(allowed_company_ids=(companies or user.company_id).ids)
        answer = lots.trace(direction, options or None)
        self.check(answer)
        return answer

    def check(self, answer):
        """What every answer keeps: the schema (no null among it), edges between its nodes, sums that add up."""
        errors = [f"{error.json_path}: {error.message}" for error in schema_validator().iter_errors(answer)]
        self.assertEqual(errors, [])
        self.assertEqual(json.loads(json.dumps(answer, allow_nan=False)), answer)
        keys = [node["key"] for node in answer["nodes"]]
        self.assertEqual(len(keys), len(set(keys)))
        for edge in answer["edges"]:
            self.assertLessEqual({edge["from_key"], edge["to_key"]}, set(keys))
        for row in answer["balance"]:
            residual = sum(sign * row[column] for column, sign in FLOWS.items())
            self.assertAlmostEqual(row["residual_qty"], residual)

    # --- reading figures ---

    def label(self, answer, key):
        """A node's name: the lot, else the document, else the product."""
        node = next(node for node in answer["nodes"] if node["key"] == key)
        return node["lot"] or node["product"] or node["document"] or key

    def node(self, answer, record):
        """The node of a lot, or of an order (any other record)."""
        key = f"lot:{record.id}" if record._name == "stock.lot" else f"order:{record._name}:{record.id}"
        return next(node for node in answer["nodes"] if node["key"] == key)

    def lots(self, answer, side=None):
        """Names of the lots of a side (default: all but the origins), sorted."""
        return sorted(
            node["lot"]
            for node in answer["nodes"]
            if node["kind"] == "lot" and (node["side"] == side if side else node["side"] != "origin")
        )

    def of_kind(self, answer, kind):
        return [node for node in answer["nodes"] if node["kind"] == kind]

    def edges(self, answer):
        """``{(name, name): quantity}``."""
        return {
            (self.label(answer, edge["from_key"]), self.label(answer, edge["to_key"])): edge["qty"]
            for edge in answer["edges"]
        }

    def customers(self, answer):
        """``{customer: (shipped, returned, net)}``, summed over products."""
        found = {}
        for row in answer["customers"]:
            before = found.get(row["partner"], (0, 0, 0))
            columns = (row["shipped_qty"], row["returned_qty"], row["net_qty"])
            found[row["partner"]] = tuple(round(one + other, 6) for one, other in zip(before, columns, strict=True))
        return found

    def customer(self, answer, partner):
        """The only row of a customer."""
        (row,) = (row for row in answer["customers"] if row["commercial_partner_id"] == partner.id)
        return row

    def codes(self, answer):
        """Gap codes, sorted, repeated as often as they are there."""
        return sorted(gap["code"] for gap in answer["gaps"])

    def gap(self, answer, code):
        """The only gap with a code."""
        (found,) = (gap for gap in answer["gaps"] if gap["code"] == code)
        return found

    def assert_balance(self, answer, lot, residual=0, **expected):
        """The lot's balance has exactly these columns (without ``_qty``), all others 0."""
        (row,) = (row for row in answer["balance"] if row["lot_id"] == lot.id)
        found = {column[:-4]: round(row[column], 6) for column in FLOWS if row[column]}
        self.assertEqual(found, expected)
        self.assertAlmostEqual(row["residual_qty"], residual)

    def assert_share(self, answer, record, share):
        self.assertAlmostEqual(self.node(answer, record)["share"], share, places=9)
