"""A GS1-labelled product with lots, beside the helpers of lot_traceability."""

import pypdfium2
import zxingcpp

from odoo.addons.lot_traceability.tests.common import LotWorldCase

GTIN = "09506000134352"
GS = "\x1d"


def picture(pdf, page=0, dpi=300):
    """A page of a PDF (bytes) as an image."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()


def text_of(pdf, page=0):
    return pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_bounded().replace("\r\n", " ")


def read_symbols(pdf, page=0, dpi=300):
    """{(symbology identifier, data)} of every symbol on a page of a PDF (bytes), read by an independent reader."""
    found = zxingcpp.read_barcodes(picture(pdf, page, dpi))
    return {(symbol.symbology_identifier, symbol.bytes.decode()) for symbol in found}


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

    def design(self, name):
        """A ready label design."""
        return self.env.ref(f"lot_gs1_labels.lot_label_design_{name}")

    def pdf(self, name, records, quantities=None):
        """PDF (bytes) of some records' labels."""
        design = self.design(name)
        return design._render_pdf(design._labels(records, quantities))
