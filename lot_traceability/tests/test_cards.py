"""Cards, which a phone shows instead of a list: they know only the fields that their view names."""

import re

from odoo.tests import TransactionCase, tagged

ADDONS = ("lot_traceability", "lot_recall", "lot_gs1_labels", "lot_udi")


@tagged("post_install", "-at_install")
class TestCards(TransactionCase):
    def test_every_field_that_a_card_asks_for_is_named(self):
        data = self.env["ir.model.data"].search([("module", "in", ADDONS), ("model", "=", "ir.ui.view")])
        views = self.env["ir.ui.view"].browse(data.mapped("res_id"))
        cards = views.filtered(lambda view: view.type == "kanban" and not view.inherit_id)
        self.assertTrue(cards)
        for view in cards:
            named = set(re.findall(r'<field name="(\w+)"', view.arch))
            asked = set(re.findall(r"\brecord\.(\w+)\.", view.arch))
            self.assertLessEqual(asked, named, view.name)
