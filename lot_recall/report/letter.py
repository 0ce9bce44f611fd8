"""The letter to one consignee as a PDF: letterhead, parts, their lots, the link as a code to scan.

Made with reportlab like the dossier; the same letter, consignee, link and instant give the same bytes.
"""

import io
import warnings
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from ..kernel.visual import is_right_to_left, visual, visual_from_right
from . import fonts
from .page import NumberedCanvas

MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN - 12  # reportlab keeps 6 points free inside a page's frame, both sides
PADDING = 6  # points: reportlab's own, left and right of a cell
SPLIT = 30  # points: a row taller than a page goes on over it when as much fits on each side
CODE = 32 * mm
LINE = colors.HexColor("#b8c0ca")


@dataclass(frozen=True)
class Letter:
    """A letter ready to be laid out; every value is plain text.

    sender, addressee: lines of an address.
    paragraphs: the parts in order, without the heading.
    titles, rows: the table of lots.
    instant: ISO 8601 text of the letter's date, which goes into the file.
    direction: "ltr" or "rtl", of the language.
    """

    heading: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    date: str
    paragraphs: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    link: str
    footer: str
    of_pages: str
    instant: str
    watermark: str = ""
    direction: str = "ltr"


def build_letter(env, letter):
    """Return the PDF as bytes."""
    regular, bold = fonts.register(env)
    text = ParagraphStyle("text", fontName=regular, fontSize=10, leading=14, spaceAfter=7, splitLongWords=1)
    styles = {
        "text": text,
        "address": ParagraphStyle("address", text, spaceAfter=0, fontSize=9, leading=12),
        "heading": ParagraphStyle(
            "heading", text, fontName=bold, fontSize=15, leading=19, spaceBefore=12, spaceAfter=10
        ),
        "cell": ParagraphStyle("cell", text, fontSize=9, leading=11, spaceAfter=0),
        "head": ParagraphStyle("head", text, fontName=bold, fontSize=9, leading=11, spaceAfter=0),
        "link": ParagraphStyle("link", text, fontSize=8, leading=10),
    }
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=letter.heading,
        author=letter.sender[0] if letter.sender else "",
        invariant=1,
    )
    document.build(_story(letter, styles), canvasmaker=lambda *args, **kwargs: _canvas(env, letter, args, kwargs))
    return buffer.getvalue()


def _canvas(env, letter, args, kwargs):
    return NumberedCanvas(
        *args,
        font=fonts.register(env)[0],
        footer=letter.footer,
        of_pages=letter.of_pages,
        instant=letter.instant,
        lacking=fonts.lacking(env),
        watermark=letter.watermark,
        **kwargs,
    )


def _story(letter, styles):
    story = [_paragraph("\n".join(letter.sender), styles["address"]), Spacer(1, 8 * mm)]
    story += [_paragraph("\n".join(letter.addressee), styles["address"]), Spacer(1, 4 * mm)]
    story += [_paragraph(letter.date, styles["address"]), _paragraph(letter.heading, styles["heading"])]
    story += [_paragraph(text, styles["text"]) for text in letter.paragraphs]
    if letter.link:  # before the lots, of which there may be pages
        story.append(KeepTogether([_code(letter.link), _paragraph(letter.link, styles["link"])]))
    return [*story, Spacer(1, 2 * mm), _table(letter, styles)]


def _table(letter, styles):
    widths = [WIDTH * share for share in (0.45, 0.35, 0.2)]
    inside = [width - 2 * PADDING for width in widths]
    head = [_paragraph(title, styles["head"], width) for title, width in zip(letter.titles, inside)]
    rows = [[_paragraph(cell, styles["cell"], width) for cell, width in zip(row, inside)] for row in letter.rows]
    style = [("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table([head, *rows], colWidths=widths, repeatRows=1, style=style, hAlign="LEFT", splitInRow=SPLIT)


def _code(link):
    # Here, not above: it looks for pylibdmtx, which on being imported warns of Python's old way to compare versions.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from reportlab.graphics.barcode.qr import QrCodeWidget
    code = QrCodeWidget(link, barLevel="M", barWidth=CODE, barHeight=CODE)
    drawing = Drawing(CODE, CODE)
    drawing.add(code)
    return drawing


def _paragraph(text, style, width=WIDTH):
    """A paragraph of plain text: nothing in a name can become markup."""
    if is_right_to_left(str(text)):
        # Lines are broken here, in the order of reading: what is turned round first would be broken from its end.
        lines = [
            visual_from_right(piece)
            for line in str(text).splitlines()
            for piece in simpleSplit(line, style.fontName, style.fontSize, width - 4)
        ]
        style = ParagraphStyle("right", style, alignment=TA_RIGHT)
    else:
        lines = [visual(line) for line in str(text).splitlines()]
    return Paragraph("<br/>".join(map(escape, lines)), style)
