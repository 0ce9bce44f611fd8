"""A subcontractor's use of blocked goods: entered in the portal, or booked by the receipt."""

from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import Form, tagged

from .common import World
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestGateSubcontractor(HoldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.world.has_subcontracting():
            return
        cls.grinder = cls.world.make_partner("Grinder")
        cls.place = cls.grinder.property_stock_subcontractor
        cls.world.transfer({cls.lot: 5, cls.other: 5}, None, cls.stock, cls.place)
        syringe = cls.world.make_product("Syringe")
        cls.made = cls.world.make_lot(syringe, "S1")
        cls.receipt = cls.world.subcontract(cls.made, {cls.lot: 1}, subcontractor=cls.grinder, done=False)
        cls.order = cls.receipt._get_subcontract_production()
        cls.visitor = cls.world.new_portal_user("grinder", cls.grinder)
        cls.visitor.group_ids += cls.env.ref("stock.group_production_lot")

    def test_a_refused_receipt_leaves_nothing_half_done(self):
        if not self.has_subcontracting():
            return
        self.hold()
        states = (self.receipt.state, self.order.state)
        self.assert_refused(lambda: self.validate(self.receipt), "N1", "into production")
        self.env.invalidate_all()
        self.assertEqual((self.receipt.state, self.order.state), states)
        self.assertEqual(self.on_hand(self.lot, self.place), 5)

    def test_the_right_is_the_user_s_though_odoo_books_as_superuser(self):
        if not self.has_subcontracting():
            return
        self.lot._write_disposition("rejected", "bent")
        self.order.picking_type_id.lot_accepts_held = True
        operator, quality = (self.actor(role) for role in ("operator", "quality"))
        self.assert_refused(lambda: self.validate_as(operator, lot_reason="for training"), "N1", "Quality")
        with self.assertRaises(RedirectWarning) as asked:
            self.validate_as(quality)
        self.assertEqual(asked.exception.args[3]["default_res_model"], "stock.picking", "the receipt finishes it")
        self.env.invalidate_all()
        self.validate_as(quality, lot_reason="for training")
        self.assertEqual(self.order.state, "done")

    def actor(self, role):
        return self.new_user(f"grinding-{role}", f"stock.group_stock_manager,lot_traceability.group_{role}")

    def validate_as(self, user, **context):
        return World(self.env(user=user, context={**self.env.context, **context})).validate(self.receipt)

    def entered(self, lot):
        """The component entered by the subcontractor on the form of the portal."""
        move = self.order.move_raw_ids
        move.move_line_ids.unlink()
        action = move.with_user(self.visitor).with_context(is_subcontracting_portal=1).action_show_details()
        visited = move.with_user(self.visitor).with_context(**action["context"])
        move_form = Form(visited, view=action["view_id"])
        with move_form.move_line_ids.new() as line:
            line.lot_id = lot
            line.quantity = 1
            line.picked = True
        move_form.save()
        return move

    def test_a_visitor_enters_free_goods(self):
        if not self.has_subcontracting():
            return
        self.hold()
        move = self.entered(self.other)
        self.validate(self.receipt)
        self.assertEqual((move.state, move.lot_ids), ("done", self.other))

    def test_a_visitor_is_refused_and_not_told_our_reasons(self):
        if not self.has_subcontracting():
            return
        self.hold()
        with self.assertRaises(UserError) as caught:
            self.entered(self.lot)
        self.assertIn("N1", str(caught.exception))
        self.assertNotIn("seal broken", str(caught.exception))
