"""Claims upstream, and handing over to whoever sells; works whether or not sales and invoices are kept."""

import base64
import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import messages_claim as messages
from .back_case import BackCase


@tagged("post_install", "-at_install")
class TestClaim(BackCase):
    def files(self):
        domain = [("res_model", "=", "lot.recall"), ("res_id", "=", self.recall.id), ("name", "like", "Sharpline")]
        return self.env["ir.attachment"].search(domain)

    def test_each_supplier_gets_a_letter_once(self):
        recall = self.recall.with_user(self.manager)
        recall.action_claim_suppliers()
        text = PdfReader(io.BytesIO(base64.b64decode(self.files().datas))).pages[0].extract_text()
        for words in ("Claim: ", "Sharpline", "N1", "SL-1", self.receipt.name, "100"):
            self.assertIn(words, text)
        self.assertTrue(recall.activity_ids.filtered(lambda one: "claims" in one.summary))
        with self.assertRaisesRegex(UserError, "written already"):
            recall.action_claim_suppliers()
        with self.assertRaises(AccessError):
            self.recall.with_user(self.quality).action_claim_suppliers()

    def test_what_came_back_is_handed_over(self):
        with self.assertRaisesRegex(UserError, "nothing to credit"):
            self.at_clinic.action_credit()
        self.got(self.make(self.at_clinic))
        if "sale.order" not in self.env and "account.move" not in self.env:
            with self.assertRaisesRegex(UserError, "where your books are"):
                self.at_clinic.action_credit()
            return
        if "sale.order" not in self.env:
            with self.assertRaisesRegex(UserError, "No sales order"):
                self.at_clinic.action_credit()
            return
        order = self.env["sale.order"].create(
            {"partner_id": self.clinic.id, "order_line": [(0, 0, {"product_id": self.kit.id, "product_uom_qty": 10})]}
        )
        self.delivery.move_ids.sale_line_id = order.order_line
        self.recall.back_ids.picking_id.move_ids.sale_line_id = order.order_line
        for _again in range(2):
            self.assertEqual(self.at_clinic.action_credit()["domain"], [("id", "in", order.ids)])
        summary = messages.to_credit(self.env, self.recall.name, "")
        self.assertEqual(len(order.activity_ids.filtered(lambda one: one.summary.startswith(summary.strip()))), 1)
