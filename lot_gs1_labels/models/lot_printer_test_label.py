"""A label that says which printer printed it and when."""

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from odoo import fields, models
from odoo.tools import format_datetime

from ..report.fonts import can_print, font

WIDTH, HEIGHT = 50, 25  # mm


class LotPrinter(models.Model):
    _inherit = "lot.printer"

    def _get_test_label(self):
        """One label as bytes in the printer's language."""
        self.ensure_one()
        lines = [self.name, f"{self.dpi} dpi", format_datetime(self.env, fields.Datetime.now())]
        return _zpl(lines, int(self.dpi)) if self.language == "zpl" else _pdf(lines)


def _zpl(lines, dpi):
    dots = dpi / 25.4
    rows = "".join(
        f"^FO{2 * dots:.0f},{(3 + 7 * row) * dots:.0f}^A0N,{4 * dots:.0f}^FH_^FD{_zpl_text(line)}^FS"
        for row, line in enumerate(lines)
    )
    return f"^XA^CI28^PW{WIDTH * dots:.0f}^LL{HEIGHT * dots:.0f}{rows}^XZ\n".encode()


def _zpl_text(text):
    """Text in which nothing is a command: everything but ASCII letters, digits and blanks as hexadecimal UTF-8."""
    plain = (
        chr(byte) if chr(byte).isalnum() and byte < 128 or byte == 32 else f"_{byte:02X}" for byte in text.encode()
    )
    return "".join(plain)


def _pdf(lines):
    name, buffer = font("DejaVuSans"), io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH * mm, HEIGHT * mm))
    canvas.setFont(name, 9)
    for row, line in enumerate(lines):
        canvas.drawString(2 * mm, (HEIGHT - 6 - 7 * row) * mm, line if can_print(line, name) else "?")
    canvas.save()
    return buffer.getvalue()
