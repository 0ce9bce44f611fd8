"""Certificate of a drill: one page for the auditor. Repeats what the drill wrote down; no query, no arithmetic.

The same values give the same bytes.
"""

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from ..kernel.visual import visual
from . import fonts
from .page import NumberedCanvas

MARGIN = 22 * mm
WIDTH = A4[0] - 2 * MARGIN - 12  # reportlab keeps 6 points free inside a page's frame, both sides
LINE = colors.HexColor("#b8c0ca")


@dataclass(frozen=True)
class Certificate:
    """A certificate ready to be laid out; every value is plain text.

    verdict: passed or not, in a sentence.
    facts, limits: rows of (title, value) and of (limit, taken, kept).
    """

    title: str
    company: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, str], ...]
    signed: tuple[str, ...]
    footer: str
    of_pages: str
    instant: str
    watermark: str


def build_certificate(env, certificate):
    """Return the PDF as bytes."""
    regular, bold = fonts.register(env)
    text = ParagraphStyle("text", fontName=regular, fontSize=10, leading=14, splitLongWords=1)
    styles = {
        "text": text,
        "bold": ParagraphStyle("bold", text, fontName=bold),
        "title": ParagraphStyle("title", text, fontName=bold, fontSize=20, leading=26, spaceAfter=4),
        "verdict": ParagraphStyle(
            "verdict", text, fontName=bold, fontSize=13, leading=18, spaceBefore=6, spaceAfter=10
        ),
    }
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=certificate.title, author=certificate.company, invariant=1,
    )  # fmt: skip

    def canvas(*args, **kwargs):
        return NumberedCanvas(
            *args, font=regular, footer=certificate.footer, of_pages=certificate.of_pages,
            instant=certificate.instant, lacking=fonts.lacking(env), watermark=certificate.watermark, **kwargs,
        )  # fmt: skip

    document.build(_story(certificate, styles), canvasmaker=canvas)
    return buffer.getvalue()


def _story(certificate, styles):
    story = [_paragraph(certificate.company, styles["text"]), Spacer(1, 6 * mm)]
    story += [_paragraph(certificate.title, styles["title"]), _paragraph(certificate.verdict, styles["verdict"])]
    story += [_table(certificate.facts, (0.38, 0.62), styles), Spacer(1, 7 * mm)]
    story += [_table(certificate.limits, (0.5, 0.25, 0.25), styles, head=True), Spacer(1, 7 * mm)]
    if certificate.notes:
        story += [_table(certificate.notes, (0.38, 0.62), styles), Spacer(1, 7 * mm)]
    lines = [_paragraph(line, styles["text"]) for line in certificate.signed]
    ruled = [("LINEABOVE", (0, 0), (-1, 0), 0.6, colors.black)]
    return [*story, Spacer(1, 22 * mm), Table([lines], colWidths=[WIDTH / len(lines)] * len(lines), style=ruled)]


def _table(rows, shares, styles, head=False):
    cells = [
        [
            _paragraph(value, styles["bold" if at == 0 or (head and row == 0) else "text"])
            for at, value in enumerate(values)
        ]
        for row, values in enumerate(rows)
    ]
    style = [("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(cells, colWidths=[WIDTH * share for share in shares], style=style, hAlign="LEFT", splitInRow=30)


def _paragraph(text, style):
    """A paragraph of plain text: nothing in a name can become markup."""
    return Paragraph("<br/>".join(escape(visual(line)) for line in str(text).splitlines()), style)
