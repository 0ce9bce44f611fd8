"""Devices of the agencies beside GS1, each with a product."""

from datetime import date

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from ..kernel import writer
from ..kernel.udi import Udi

TODAY = date(2026, 7, 1)
HIBC, HIBC_CASE, TISSUE, PPN = "A99912340", "A99912345", "A9999XYZ100T0944", "110375286414"


def carrier(agency, di, **names):
    """Text of a carrier; it must be a right one."""
    text, issues = writer.build(Udi(agency, di, **names), TODAY)
    assert not issues, issues
    return text


class UdiCase(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.tz = "UTC"
        cls.pump = cls.device("hibcc", HIBC, "Pump")
        cls.graft = cls.device("iccbba", TISSUE, "Graft", tracking="serial")
        cls.drops = cls.device("ifa", PPN, "Drops")
        cls.case = cls.pump.udi_di_ids.copy({
            "name": HIBC_CASE, "level": "case", "uom_id": cls.env.ref("uom.product_uom_dozen").id,
        })  # fmt: skip

    @classmethod
    def device(cls, agency, di, name, tracking="lot", **values):
        """A product with a registered identifier."""
        product = cls.world.make_product(name, tracking=tracking)
        product.write({"is_udi_device": True, "udi_agency": agency, "use_expiration_date": True})
        cls.env["lot.udi.device"].create({
            "name": name, "agency": agency, "di_ids": [(0, 0, {"name": di, "product_id": product.id})], **values,
        })  # fmt: skip
        return product
