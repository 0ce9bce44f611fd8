"""Station sheet: the steps of a procedure on one page, with codes that a scanner reads. Same content, same bytes."""

import io
import warnings
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from ..kernel.visual import visual
from . import fonts
from .page import NumberedCanvas

MARGIN, FRAME = 14 * mm, 6
WIDTH = A4[0] - 2 * MARGIN - 2 * FRAME
HEIGHT = A4[1] - 2 * MARGIN - 5 * mm - 2 * FRAME
SIZES = (14, 12, 10, 8.5)  # points; the largest with which everything fits on the page
CODE_WIDTH, CODE_HEIGHT = 78 * mm, 13 * mm
# Width of the thinnest bar: laser scanners read 0.25 mm from an arm's length.
WIDEST, THINNEST = 0.42 * mm, 0.25 * mm
QUIET = 10  # modules left free on each side of a code
QR_SIDE = 24 * mm
LINE = colors.HexColor("#b8c0ca")


def _code(text):
    """A code as a flowable: Code 128, which every scanner reads; QR where that would be too fine or cannot say it."""
    with warnings.catch_warnings():
        # Here, not above: it looks for pylibdmtx, whose import warns of Python's old way to compare versions.
        warnings.simplefilter("ignore", DeprecationWarning)
        from reportlab.graphics.barcode.code128 import Code128
        from reportlab.graphics.barcode.qr import QrCodeWidget
    if text.isascii() and text.isprintable():
        modules = 11 * (len(text) + 2) + 13 + 2 * QUIET
        bar = min(WIDEST, CODE_WIDTH / modules)
        if bar >= THINNEST:
            return Code128(
                text, barWidth=bar, barHeight=CODE_HEIGHT, quiet=True, lquiet=QUIET * bar, rquiet=QUIET * bar
            )
    drawing = Drawing(QR_SIDE, QR_SIDE)
    drawing.add(QrCodeWidget(text, barWidth=QR_SIDE, barHeight=QR_SIDE, barLevel="M"))
    return drawing


class StationSheet:
    """Lays the page out; one instance per download."""

    def __init__(self, env, content, approved_by=""):
        self.env, self.content, self.approved_by = env, content, approved_by
        self.regular, self.bold = fonts.register(env)

    def title(self):
        head = self.content["head"]
        return f"{head['number']} {head['title']}".strip()

    def _style(self, size, **options):
        return ParagraphStyle(
            "text", fontName=self.regular, fontSize=size, leading=size * 1.25, splitLongWords=1, **options
        )

    def _paragraph(self, text, style):
        """A paragraph of plain text: nothing in a name can become markup."""
        return Paragraph(escape(visual(text)), style)

    def _head(self):
        head = self.content["head"]
        facts = [
            self.env._("Revision %(revision)s", revision=head["revision"]),
            self.env._("holds from %(day)s", day=head["effective_from"]),
            head["company"],
            self.approved_by,
        ]
        title = self._style(20, spaceAfter=3)
        title.fontName = self.bold
        return [
            self._paragraph(self.title(), title),
            self._paragraph(" · ".join(filter(None, facts)), self._style(9)),
            Spacer(1, 5 * mm),
        ]

    def _steps(self, size):
        text, small = self._style(size), self._style(8, alignment=1)
        rows = []
        for number, step in enumerate(self.content["steps"], 1):
            code = [_code(step["barcode"]), self._paragraph(step["barcode"], small)] if step["barcode"] else ""
            rows.append([self._paragraph(f"{number}", text), self._paragraph(step["text"], text), code])
        style = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (2, 0), (2, -1), "CENTER"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("TOPPADDING", (0, 0), (-1, -1), size * 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), size * 0.5),
        ]
        first = 12 * mm
        return Table(rows, colWidths=[first, WIDTH - first - CODE_WIDTH - 4 * mm, CODE_WIDTH + 4 * mm], style=style)

    def story(self):
        """Flowables of the page, as large as they fit; none when they do not fit at all."""
        for size in SIZES if self.content["steps"] else ():
            head, table = self._head(), self._steps(size)
            used = sum(part.wrap(WIDTH, HEIGHT)[1] + part.getSpaceAfter() for part in (*head, table))
            if used <= HEIGHT:
                return [*head, table]
        return []


def fits(env, content):
    """Whether the steps of a procedure fit on a page; none always do."""
    return not content["steps"] or bool(StationSheet(env, content).story())


def build_station_sheet(env, content, sha256, instant, approved_by="", watermark=""):
    """Return the PDF of a station sheet as bytes; the steps have to fit (``fits``).

    Args:
        content: see ``lot.procedure.version._get_content``.
        sha256: of the content, hexadecimal.
        instant: ISO 8601, when it was approved; the date in the file.
        approved_by: text about the approval.
        watermark: across the page of a draft.
    """
    sheet = StationSheet(env, content, approved_by)
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 5 * mm,
        title=sheet.title(),
        author=content["head"]["company"],
        invariant=1,
    )

    def canvas(*args, **kwargs):
        return NumberedCanvas(
            *args,
            font=sheet.regular,
            footer=sheet.title(),
            proof=f"SHA-256 {sha256[:16]}",
            of_pages=env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=instant,
            watermark=watermark,
            lacking=fonts.lacking(env),
            **kwargs,
        )

    document.build(sheet.story(), canvasmaker=canvas)
    return buffer.getvalue()
