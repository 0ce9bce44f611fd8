"""Ways round the protection of history by documents, places, products and contacts that done lines depend on."""

from odoo import Command
from odoo.tests import tagged

from .test_history_attacks import REASON, HistoryCase


@tagged("post_install", "-at_install")
class TestDocumentsStayDone(HistoryCase):
    def test_a_transfer_is_not_opened_by_its_state(self):
        """Once it was a draft, its partner changed without reason, and it was set done again."""
        for document in (self.delivery, self.order):
            for state in ("draft", "cancel", False):
                self.assert_refused(self.by(document).write, {"state": state}, words="stays done")
                self.assert_refused(self.by(document).with_context(**REASON).write, {"state": state})
        open_one = self.deliver(self.n1, 1, partner=self.clinic, done=False)
        self.assert_refused(self.by(open_one).write, {"state": "done"}, words="Validate it")
        self.assert_refused(self.by(self.delivery).write, {"name": "WH/OUT/99999"}, words="is done")
        self.by(self.delivery).with_context(**REASON).name = "WH/OUT/99999"
        self.assertEqual(self.entries("document_changed").reason, REASON["lot_reason"])

    def test_an_order_keeps_its_product(self):
        self.assert_refused(self.by(self.order).write, {"product_id": self.needle.id})

    def test_a_component_is_not_declared_used(self):
        self.make_product("Tube")
        order = self.env["mrp.production"].create(
            {"product_id": self.kit.id, "move_raw_ids": [Command.create({"product_id": self.needle.id})]}
        )
        order.action_confirm()
        move = self.by(order.move_raw_ids)
        self.env["stock.move.line"].create(
            {
                "move_id": move.id,
                "product_id": self.needle.id,
                "lot_id": self.n1.id,
                "quantity": 1,
                "location_id": move.location_id.id,
                "location_dest_id": move.location_dest_id.id,
            }
        )
        self.assert_refused(move.write, {"state": "done"}, words="Validate it")

    def test_tracking_switched_off_opens_nothing(self):
        manager = self.user_manager()
        template = self.needle.product_tmpl_id
        template.sudo().tracking = "none"
        told = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], limit=1)
        self.assertEqual((told.model, told.res_id), ("product.template", template.id))
        line = self.delivery.move_line_ids.with_user(manager)
        for values in ({"quantity": 0.5}, {"lot_id": False}, {"state": "cancel"}):
            self.assert_refused(line.write, values)
        self.assert_refused(self.delivery.move_ids.with_user(manager).write, {"state": "cancel"}, words="stays done")
        self.assert_refused(self.delivery.with_user(manager).write, {"partner_id": self.supplier.id}, words="is done")
        self.assert_refused(line.unlink)

    def test_a_scrap_order_stays_as_it_was_posted(self):
        scrap = self.scrap(self.n1, 1)
        self.env.flush_all()
        mine = self.by(scrap)
        self.assert_refused(mine.write, {"state": "draft"}, words="stays done")
        self.assert_refused(mine.write, {"lot_id": False}, words="is done")
        self.assert_refused(mine.do_scrap, words="is done")
        self.assert_refused(mine.sudo().with_context(_force_unlink=True).unlink, words="stays done")
        draft = self.by(self.env["stock.scrap"]).create({"product_id": self.needle.id, "lot_id": self.n1.id})
        self.assert_refused(draft.write, {"state": "done"}, words="Validate it")
        mine.with_context(**REASON).scrap_qty = 2
        self.assertEqual(self.entries("document_changed").res_id, scrap.id)


@tagged("post_install", "-at_install")
class TestAroundDoneLines(HistoryCase):
    def test_a_place_of_history_keeps_its_kind(self):
        suppliers = self.receipt.move_line_ids.location_id
        self.assert_refused(suppliers.with_user(self.user_manager()).sudo().write, {"usage": "internal"})
        suppliers.write({"usage": suppliers.usage, "name": "All vendors"})
        fresh = self.env["stock.location"].create({"name": "Shelf", "usage": "internal"})
        fresh.usage = "transit"

    def test_merging_contacts_is_told(self):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        double, name = self.make_partner("Clinic Ltd."), self.clinic.display_name
        wizard._merge((self.clinic | double).ids, double)
        self.assertEqual(self.delivery.partner_id, double)
        entry = self.env["lot.audit.entry"].search([("code", "=", "document_changed")], limit=1)
        self.assertEqual((entry.model, entry.res_id), ("stock.picking", self.delivery.id))
        self.assertIn(f"from {name} to Clinic Ltd.", entry.sentence)
        self.assertIn("was merged into Clinic Ltd.", entry.reason)
        self.assertIn(f"stock.lot,{self.n1.id}", entry._get_content()["about"])
