"""Batch record on paper: one PDF, page x of y. Repeats the content: no query, no arithmetic.

The same content, signatures, language and time zone give the same bytes.
"""

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Image, KeepTogether, Paragraph, SimpleDocTemplate, Table

from ..kernel.visual import visual
from . import fonts
from .batch_words import NUMBERS, BatchWords
from .page import NumberedCanvas

PAGE, MARGIN, FRAME, PADDING = landscape(A4), 14 * mm, 6, 3
SIZE = 7.5
HEADING = 32 * mm  # that much of a page is left for a heading, or it goes to the next one
PICTURE = (110 * mm, 70 * mm)  # the most room that a specimen takes
SPLIT = 30  # points: a cell taller than a page goes on over the page
HEAD, LINE, STRIPE = colors.HexColor("#dde3ea"), colors.HexColor("#b8c0ca"), colors.HexColor("#f6f7f9")


class BatchPaper:
    """Lays the document out; one instance per download."""

    def __init__(self, env, content, options):
        self.env, self.content, self.options = env, content, options
        self.words = BatchWords(env, content)
        self.width = PAGE[0] - 2 * MARGIN - 2 * FRAME
        self.regular, bold = fonts.register(env)
        text = ParagraphStyle("text", fontName=self.regular, fontSize=SIZE, leading=SIZE + 2, splitLongWords=1)
        self.styles = {
            "text": text,
            "head": ParagraphStyle("head", text, fontName=bold, fontSize=6.5),
            "head_right": ParagraphStyle("head_right", text, fontName=bold, fontSize=6.5, alignment=TA_RIGHT),
            "title": ParagraphStyle("title", text, fontName=bold, fontSize=17, leading=22, spaceAfter=6),
            "section": ParagraphStyle(
                "section", text, fontName=bold, fontSize=12, leading=15, spaceBefore=12, spaceAfter=5
            ),
            "fact": ParagraphStyle("fact", text, fontSize=9, leading=12),
            "fact_title": ParagraphStyle("fact_title", text, fontName=bold, fontSize=9, leading=12),
            "specimen": ParagraphStyle("specimen", text, fontName=bold, spaceBefore=10, spaceAfter=4),
        }

    def build(self):
        """Return the PDF as bytes."""
        buffer, head = io.BytesIO(), self.content["head"]
        document = SimpleDocTemplate(
            buffer,
            pagesize=PAGE,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN + 5 * mm,
            title=self.words.title(),
            author=head["company"],
            subject=f"SHA-256 {self.options['sha256']}",
            invariant=1,
        )
        document.build(self._story(), canvasmaker=self._canvas)
        return buffer.getvalue()

    def _canvas(self, *args, **kwargs):
        parts = [self.words.title(), self.content["head"]["product"]]
        if self.content["head"]["confidential"]:
            parts.insert(0, self.env._("CONFIDENTIAL"))
        return NumberedCanvas(
            *args,
            font=self.regular,
            footer=" · ".join(parts),
            proof=f"SHA-256 {self.options['sha256'][:16]}",
            of_pages=self.env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=self.options["instant"],
            lacking=fonts.lacking(self.env),
            watermark=self.options["watermark"],
            **kwargs,
        )

    def _story(self):
        facts = [
            *self.words.head(),
            (self.env._("State"), self.options["state"]),
            (self.env._("Time zone of all times"), self.words.words.zone_name),
            ("SHA-256", self.options["sha256"]),
        ]
        story = [self._paragraph(self.words.title(), "title"), *self._facts(facts)]
        if self.options["signatures"]:
            story += [self._paragraph(self.env._("Signatures"), "section"), *self._facts(self._signature_facts())]
        story += [self._paragraph(self.env._("Quantities"), "section"), *self._facts(self.words.quantities())]
        for key, title, columns, rows in self.words.sections():
            story += self._section(title, columns, rows)
            story += self._specimens() if key == "labels" else []
        return story

    def _specimens(self):
        """Pictures of the labels, each once, below their names and hashes."""
        names = {row["specimen"]: row["name"] for row in self.content["labels"] if row.get("specimen")}
        return [KeepTogether(self._specimen(name, digest)) for digest, name in names.items()]

    def _specimen(self, name, digest):
        title = self.env._("Specimen of %(design)s, SHA-256 %(hash)s", design=name, hash=digest[:16])
        picture = self.options["pictures"].get(digest)
        if not picture:
            return [self._paragraph(title, "specimen"), self._paragraph(self.env._("The picture is gone."), "fact")]
        image = Image(io.BytesIO(picture), hAlign="LEFT")
        share = min(1, *(most / size for most, size in zip(PICTURE, (image.drawWidth, image.drawHeight))))
        image.drawWidth, image.drawHeight = image.drawWidth * share, image.drawHeight * share
        return [self._paragraph(title, "specimen"), image]

    def _signature_facts(self):
        facts = []
        for line in self.options["signatures"]:
            parts = [line["signer"], line["at"], line["reason"]]
            if line["void"]:
                parts.append(self.env._("VOID: %(why)s", why=line["void"]))
            facts.append((line["meaning"], " · ".join(filter(None, parts))))
        return facts

    def _facts(self, pairs):
        rows = [[self._paragraph(title, "fact_title"), self._paragraph(text, "fact")] for title, text in pairs]
        widths = [62 * mm, self.width - 62 * mm]
        plain = [rule for rule in self._style() if rule[0] not in ("BACKGROUND", "ROWBACKGROUNDS")]
        return [Table(rows, colWidths=widths, style=plain, splitInRow=SPLIT)] if rows else []

    def _style(self):
        return [
            ("BACKGROUND", (0, 0), (-1, 0), HEAD),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, STRIPE]),
            ("FONT", (0, 0), (-1, -1), self.regular, SIZE, SIZE + 2),
            ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]

    def _section(self, title, columns, rows):
        heading = self.env._("%(title)s (rows: %(count)s)", title=title, count=len(rows))
        story = [CondPageBreak(HEADING), self._paragraph(heading, "section")]
        if not rows:
            return [*story, self._paragraph(self.env._("None."), "fact")]
        total = sum(width for _key, _title, width in columns)
        widths = [self.width * width / total for _key, _title, width in columns]
        head = [self._paragraph(title, "head_right" if key in NUMBERS else "head") for key, title, _width in columns]
        lines = [[self._cell(text, width) for text, width in zip(row, widths)] for row in rows]
        right = [("ALIGN", (at, 1), (at, -1), "RIGHT") for at, (key, *_rest) in enumerate(columns) if key in NUMBERS]
        style = [*self._style(), *right]
        return [*story, Table([head, *lines], colWidths=widths, repeatRows=1, style=style, splitInRow=SPLIT)]

    def _cell(self, text, width):
        """Bare text where it fits on one line, which is laid out ten times faster."""
        text = visual(text)
        if "\n" not in text and stringWidth(text, self.regular, SIZE) <= width - 2 * PADDING:
            return text
        return Paragraph(escape(text), self.styles["text"])

    def _paragraph(self, text, style):
        """A paragraph of plain text: nothing in a name can become markup."""
        lines = [escape(visual(line)) for line in str(text).splitlines()]
        return Paragraph("<br/>".join(lines), self.styles[style])


def build_batch_pdf(env, content, sha256, instant, signatures=(), watermark="", state="", pictures=None):
    """Return the PDF of a batch record as bytes.

    Args:
        content: see ``lot.batch.record._get_content``.
        sha256: of the content, hexadecimal.
        instant: ISO 8601, when the content was frozen or read; the date in the file.
        signatures: dicts of texts ``meaning``, ``signer``, ``at``, ``reason``, ``void``.
        watermark: across each page of what is not frozen.
        state: of the record, in words: how it was decided.
        pictures: ``{SHA-256: PNG bytes}`` of the specimens that the rows of labels name.
    """
    options = {
        "sha256": sha256,
        "instant": instant,
        "signatures": signatures,
        "watermark": watermark,
        "state": state,
        "pictures": pictures or {},
    }
    return BatchPaper(env, content, options).build()
