"""A label that says which printer printed it and when."""

from odoo import fields, models
from odoo.tools import format_datetime

from ..kernel.label import carriers, pdf, place, zpl
from ..kernel.label import design as designs
from ..kernel.label.errors import LabelError

WIDTH, HEIGHT = 50, 25  # mm


class LotPrinter(models.Model):
    _inherit = "lot.printer"

    def _get_test_label(self):
        """One label as bytes in the printer's language."""
        self.ensure_one()
        lines = [self.name, f"{self.dpi} dpi", format_datetime(self.env, fields.Datetime.now())]
        items = tuple(designs.Item(designs.TEXT, 2, 2 + 7 * row, WIDTH - 4, 6, 10, 3, 2) for row in range(len(lines)))
        design = designs.Design(WIDTH, HEIGHT, int(self.dpi), carriers.HEALTHCARE, items)
        today = fields.Date.context_today(self)
        try:
            page = place.place(design, designs.Values(self.name, (), dict(enumerate(lines))), today)
        except LabelError:
            # A name that labels cannot print does not keep anybody from seeing that the printer is reached.
            page = place.place(design, designs.Values(self.name, (), dict(enumerate(["?", *lines[1:]]))), today)
        return "".join(zpl.write([page])).encode() if self.language == "zpl" else pdf.write([page], self.name)
