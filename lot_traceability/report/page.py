"""The pages of a paper: footer, page x of y, a mark across them."""

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ..kernel.instants import read_instant
from ..kernel.visual import visual

MARGIN, SIZE = 14 * mm, 7.5
MOST_PAGES = 9999  # for the room beside the footer


class NumberedCanvas(Canvas):
    """Keeps the pages until the last one, since only then their number is known.

    ``footer`` is shortened to its room (…), ``proof`` behind it never. ``lacking``: what stands on each page when
    letters of the paper are in no font on the server.
    """

    def __init__(self, *args, font, footer, of_pages, instant, lacking, proof="", watermark="", **kwargs):
        super().__init__(*args, **kwargs)
        self.lacking = visual(lacking)
        self.footer_font, self.of_pages, self.watermark = font, of_pages, visual(watermark)
        proof = f" · {proof}" if proof else ""
        numbers = f"   {of_pages.format(page=MOST_PAGES, pages=MOST_PAGES)}"
        room = self._pagesize[0] - 2 * MARGIN - stringWidth(proof + numbers, font, SIZE)
        self.footer = visual(_shortened(footer, font, room) + proof)
        self.kept_pages = []
        # The date in the file is the revision's, so that the same revision gives the same file.
        self._doc._timeStamp.YMDhms = read_instant(instant).timetuple()[:6]

    def showPage(self):  # noqa: N802 (reportlab's name)
        self.kept_pages.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for number, page in enumerate(self.kept_pages, 1):
            self.__dict__.update(page)
            self._draw_paper(number)
            Canvas.showPage(self)
        return super().save()

    def _draw_paper(self, number):
        width, height = self._pagesize
        self.setFont(self.footer_font, SIZE)
        self.setFillColor(colors.HexColor("#555555"))
        self.drawString(MARGIN, 9 * mm, self.footer)
        self.drawRightString(width - MARGIN, 9 * mm, self.of_pages.format(page=number, pages=len(self.kept_pages)))
        if getattr(self._doc, "letters_lacking", None):
            self.drawString(MARGIN, 12.5 * mm, self.lacking)
        if self.watermark:
            self.saveState()
            self.setFillColor(colors.Color(0.8, 0.1, 0.1, alpha=0.12))
            wide = stringWidth(self.watermark, self.footer_font, 1)
            self.setFont(self.footer_font, min(130, 0.85 * width / wide))
            self.translate(width / 2, height / 2)
            self.rotate(30)
            self.drawCentredString(0, -45, self.watermark)
            self.restoreState()


def _shortened(text, font, room):
    """The text, or as much of its begin as there is room for."""
    if stringWidth(text, font, SIZE) <= room:
        return text
    while text and stringWidth(f"{text}…", font, SIZE) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
