"""Every door of the gate, also those that Odoo leaves open: lines of done moves, changed done lines, typed numbers."""

from odoo.exceptions import RedirectWarning
from odoo.tests import tagged

from .. import messages_hold as messages
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestGateDoors(HoldCase):
    def test_a_sentence_says_what_why_and_whom_to_ask(self):
        hold = self.hold()
        because = messages.because_hold(self.env, hold)
        sentence = messages.refused(self.env, "N1", "customer", because)
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer), sentence)

    def test_a_refusal_is_recorded(self):
        self.hold()
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer))
        with self.registry.cursor() as cr:  # written apart, so that it survives the refused transaction
            ledger = self.env(cr=cr)["lot.audit.entry"]
            entry = ledger.search([("code", "=", "refused"), ("res_id", "=", self.lot.id)], limit=1)
            self.assertIn("HOLD/", entry.reason)

    def test_a_blocked_lot_cannot_be_picked_by_hand(self):
        self.hold()
        picking = self.planned(5)
        self.assert_refused(lambda: picking.move_line_ids.write({"lot_id": self.lot.id}), "N1")

    def test_code_that_validates_without_buttons(self):
        picking = self.reserve(self.lot, 2, self.customer)
        self.hold()
        self.assert_refused(lambda: picking._action_done(), "N1")

    def test_a_line_added_to_a_done_move(self):
        picking = self.deliver(self.other, 2, self.customer)
        self.hold()
        values = {
            "move_id": picking.move_ids.id,
            "picking_id": picking.id,
            "product_id": self.needle.id,
            "lot_id": self.lot.id,
            "quantity": 1,
            "location_id": picking.location_id.id,
            "location_dest_id": picking.location_dest_id.id,
        }
        create = self.env["stock.move.line"].with_context(lot_reason="forgotten").create
        self.assert_refused(lambda: create(values), "N1")

    def test_a_done_line_that_is_changed(self):
        picking = self.deliver(self.other, 2, self.customer)
        held = self.deliver(self.lot, 2, self.customer)
        self.hold()
        line = picking.move_line_ids.with_context(lot_reason="typing error")
        self.assert_refused(lambda: line.write({"lot_id": self.lot.id}), "N1")
        mine = held.move_line_ids.with_context(lot_reason="typing error")
        self.assert_refused(lambda: mine.write({"quantity": 3}), "N1")
        shelf = self.new_location("Shelf", self.stock)
        self.assert_refused(lambda: mine.write({"location_id": shelf.id}), "N1")
        mine.write({"quantity": 1})
        self.assertEqual(self.on_hand(self.lot), 9, "what comes back is welcome")

    def test_taking_back_what_was_received_is_a_correction(self):
        receipt = self.receive(self.lot, 5, partner=self.supplier)
        self.hold()
        line = receipt.move_line_ids.with_user(self.user_operator()).with_context(lot_reason="typing error")
        self.assert_refused(lambda: line.sudo(False).write({"quantity": 1}), "Quality")
        receipt.move_line_ids.with_context(lot_reason="typing error").write({"quantity": 1})

    def test_a_typed_number_of_a_blocked_lot(self):
        self.hold()
        kind = self.warehouse().out_type_id
        kind.use_create_lots = True
        picking = self.planned(1)
        picking.move_line_ids.write({"lot_id": False, "lot_name": "N1", "picked": True})
        self.assert_refused(lambda: picking._action_done(), "N1")

    def test_a_line_that_names_no_lot_may_take_the_blocked_one(self):
        kind = self.warehouse().out_type_id
        kind.write({"use_create_lots": False, "use_existing_lots": False})
        picking = self.reserve(self.needle, 1, self.customer)
        self.hold()
        self.assert_refused(lambda: picking._action_done(), "N1")

    def test_moving_the_lot_from_its_form(self):
        self.hold()
        shelf = self.new_location("Shelf", self.stock)
        self.env.company.lot_held_inside = "refused"
        self.assert_refused(lambda: self.lot.write({"location_id": shelf.id}), "N1")
        self.env.company.lot_held_inside = "allowed"
        self.lot.write({"location_id": shelf.id})
        self.assertEqual(self.on_hand(self.lot, shelf), 10)

    def test_moving_out_of_the_place_that_is_on_hold(self):
        shelf = self.new_location("Shelf", self.stock)
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        self.hold(location_id=shelf.id)
        mover = self.user_operator()
        quants = self.env["stock.quant"].search([("lot_id", "=", self.lot.id), ("location_id", "=", shelf.id)])
        self.assert_refused(lambda: quants.with_user(mover).move_quants(self.stock), "N1", "Quality")
        area = self.warehouse()._get_quarantine()
        quants.move_quants(area)
        self.assertEqual(self.on_hand(self.lot, area), 4)

    def test_quality_passes_with_a_reason(self):
        self.hold()
        self.assert_refused(lambda: self.scrap_as("operator"), "N1", "Quality")
        with self.assertRaises(RedirectWarning) as caught:
            self.scrap_as("quality")
        context = caught.exception.args[3]
        self.assertEqual(context["default_res_model"], "stock.scrap")
        scrap = self.scrap_as("quality", lot_reason="destroyed as agreed")
        self.assertEqual(scrap.state, "done")
        entry = self.env["lot.audit.entry"].search([("code", "=", "gate_passed"), ("res_id", "=", self.lot.id)])
        self.assertEqual(entry.reason, "destroyed as agreed")
        self.assertTrue(entry.sentence)

    def scrap_as(self, role, **context):
        user = getattr(self, f"user_{role}")()
        scrap = (
            self.env["stock.scrap"]
            .with_user(user)
            .with_context(**context)
            .create(
                {
                    "product_id": self.needle.id,
                    "product_uom_id": self.needle.uom_id.id,
                    "lot_id": self.lot.id,
                    "scrap_qty": 1,
                    "location_id": self.stock.id,
                }
            )
        )
        scrap.action_validate()
        return scrap

    def test_the_dialog_goes_on_where_it_was_stopped(self):
        self.hold()
        self.scrap_as("quality", lot_reason="sample")
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": self.needle.id,
                "product_uom_id": self.needle.uom_id.id,
                "lot_id": self.lot.id,
                "scrap_qty": 1,
                "location_id": self.stock.id,
            }
        )
        quality = self.user_quality()
        passing = (
            self.env["lot.gate.pass"]
            .with_user(quality)
            .create({"res_model": "stock.scrap", "res_id": scrap.id, "reason": "destroyed"})
        )
        passing.action_pass()
        self.assertEqual(scrap.state, "done")

    def test_blocked_goods_come_in_to_quarantine(self):
        shipped = self.deliver(self.lot, 3, self.customer)
        self.hold()
        back = self.return_(shipped, self.lot, 3)
        area = self.warehouse().lot_quarantine_id
        self.assertTrue(area.lot_is_quarantine)
        self.assertEqual(back.move_line_ids.location_dest_id, area)
        self.assertEqual(self.on_hand(self.lot, area), 3)
        self.receive(self.lot, 2, partner=self.supplier)
        self.assertEqual(self.on_hand(self.lot, area), 5, "one area, made once")

    def test_new_lots_that_start_in_quarantine_are_brought_there(self):
        self.warehouse().in_type_id.lot_starts_in_quarantine = True
        receipt = self.receive(self.needle, 2, partner=self.supplier, done=False)
        receipt.move_line_ids.lot_name = "N9"
        self.validate(receipt)
        self.assertEqual(receipt.move_line_ids.lot_id.disposition, "quarantine")
        self.assertEqual(receipt.move_line_ids.location_dest_id, self.warehouse().lot_quarantine_id)

    def test_what_accepts_held_stock(self):
        self.hold()
        kind = self.warehouse().out_type_id
        kind.lot_accepts_held = True
        operator = self.user_operator()
        picking = self.reserve(self.lot, 1, self.customer)
        self.assert_refused(lambda: picking.with_user(operator)._action_done(), "Quality")
        picking.with_context(lot_reason="sample for the authority")._action_done()
        self.assertEqual(picking.state, "done")
        self.lot._set_disposition("rejected", "leaks")
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer), "N1")

    def test_free_lots_pass_untouched(self):
        self.hold()
        self.deliver(self.other, 10, self.customer)
        self.assertEqual(self.on_hand(self.other), 0)
