"""A GS1-labelled product with lots, beside the helpers of lot_traceability."""

from odoo.addons.lot_traceability.tests.common import LotWorldCase

GTIN = "09506000134352"
GS = "\x1d"


class Gs1Case(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.tz = "UTC"
        cls.set = cls.world.make_product("Infusion set")
        cls.set.barcode = "9506000134352"
        cls.lot = cls.world.make_lot(cls.set, "INF-24/7")
        cls.lot.expiration_date = "2027-06-30 12:00:00"
        cls.pump = cls.world.make_product("Pump", tracking="serial")
        cls.pump.barcode = "19506000134359"
        cls.serial = cls.world.make_lot(cls.pump, "P(1)")
