"""Tools of the tests of holds and gate."""

from odoo.exceptions import UserError

from .common import LotWorldCase


class HoldCase(LotWorldCase):
    """A product with two lots of ten in stock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Needle")
        cls.lot, cls.other = cls.world.make_lots(cls.needle, ["N1", "N2"])
        cls.customer = cls.world.make_partner("Clinic")
        cls.supplier = cls.world.make_partner("Wire mill")
        cls.stock = cls.world.warehouse().lot_stock_id
        cls.world.receive({cls.lot: 10}, partner=cls.supplier)
        cls.world.receive({cls.other: 10}, partner=cls.supplier)

    def hold(self, lot=None, **values):
        return (lot or self.lot)._hold("seal broken", **values)

    def planned(self, qty, product=None):
        """A delivery as Odoo reserves it by itself."""
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse().out_type_id.id,
                "partner_id": self.customer.id,
                "location_id": self.stock.id,
                "location_dest_id": self.env.ref("stock.stock_location_customers").id,
            }
        )
        product = product or self.needle
        self.env["stock.move"].create(
            {
                "picking_id": picking.id,
                "product_id": product.id,
                "product_uom_qty": qty,
                "location_id": picking.location_id.id,
                "location_dest_id": picking.location_dest_id.id,
            }
        )
        picking.action_confirm()
        picking.action_assign()
        return picking

    def reserved(self, picking):
        return {line.lot_id.name or False: line.quantity for line in picking.move_line_ids}

    def sweep(self):
        """Clear up within the test's transaction."""
        for _piece in range(20):
            if not self.env["lot.sweep"]._do_piece():
                return

    def assert_refused(self, call, *words):
        with self.assertRaises(UserError) as caught:
            call()
        for word in words:
            self.assertIn(word, str(caught.exception))

    def on_hand(self, lot, location=None):
        domain = [("lot_id", "=", lot.id), ("location_id", "child_of", (location or self.stock).id)]
        return sum(self.env["stock.quant"].search(domain).mapped("quantity"))
