"""Dossier of a revision: one PDF that tells the case, page x of y. Repeats the frozen content: no query, no arithmetic.

Made with reportlab, so no external program is needed. The same content, language and time zone give the same bytes.
"""

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from ..kernel.tables import Tables
from ..kernel.visual import has_right_to_left, visual
from . import fonts, summary
from .columns import columns, titles
from .page import NumberedCanvas
from .words import Words

PAGE = landscape(A4)
MARGIN = 14 * mm
FRAME = 6  # points that reportlab keeps free inside a page's frame
TEXT_SIZE, PADDING = 7.5, 3
NUMBERS = ("number", "count", "mean", "percent")
HEADING = 32 * mm  # that much of a page is left for a heading, or it goes to the next one with its first rows
BLOCK = 200  # rows laid out at once: the layout of one table grows faster than its rows
SPLIT = 30  # points: a cell taller than a page (a long reason) goes on over the page when as much fits on each side
TOGETHER = 1500  # characters: neighbours of one title share a cell up to here, or a pasted list fills 300 pages
HEAD, LINE, STRIPE = colors.HexColor("#dde3ea"), colors.HexColor("#b8c0ca"), colors.HexColor("#f6f7f9")
# In the order in which somebody acts on them, who has it first.
SECTIONS = ("customers", "lots", "stock", "open", "deliveries", "suppliers", "balance", "lineage", "gaps")
# Columns that only the workbook has room for.
LEFT_OUT_HERE = {
    "lots": ("depth", "expiration_date", "company", "share"),
    "stock": ("package", "owner", "company"),
    "deliveries": ("company",),
}
MAY_BE_EMPTY = ("excluded_reason", "identifiers")
# The balance has thirteen quantities; those that are 0 for every lot are not printed, except these.
ALWAYS = ("on_hand_qty", "residual_qty")


class Dossier:
    """Lays the document out; one instance per download."""

    def __init__(self, env, content, sha256, signatures, progress=None):
        self.env = env
        self.content = content
        self.sha256 = sha256
        self.signatures = signatures
        self.progress = progress
        self.words = Words(env)
        self.columns = columns(env) | {part.key: part.columns for part in (progress.parts if progress else ())}
        self.width = PAGE[0] - 2 * MARGIN - 2 * FRAME
        regular, bold = fonts.register(env)
        base = ParagraphStyle("text", fontName=regular, fontSize=TEXT_SIZE, leading=TEXT_SIZE + 2, splitLongWords=1)
        self.styles = {
            "text": base,
            "number": ParagraphStyle("number", base, alignment=2),
            "head": ParagraphStyle("head", base, fontName=bold, fontSize=6.5),
            "number_head": ParagraphStyle("number_head", base, fontName=bold, fontSize=6.5, alignment=2),
            "title": ParagraphStyle("title", base, fontName=bold, fontSize=17, leading=22, spaceAfter=6),
            "section": ParagraphStyle(
                "section", base, fontName=bold, fontSize=12, leading=15, spaceBefore=12, spaceAfter=5
            ),
            "fact": ParagraphStyle("fact", base, fontSize=9, leading=12),
            "fact_title": ParagraphStyle("fact_title", base, fontName=bold, fontSize=9, leading=12),
        }
        self.style = self._table_style()

    def _table_style(self):
        return [
            ("BACKGROUND", (0, 0), (-1, 0), HEAD),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, STRIPE]),
            ("FONT", (0, 0), (-1, -1), self.styles["text"].fontName, TEXT_SIZE, TEXT_SIZE + 2),
            ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]

    def build(self):
        """Return the PDF as bytes."""
        buffer, case = io.BytesIO(), self.content["case"]
        document = SimpleDocTemplate(
            buffer,
            pagesize=PAGE,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN + 5 * mm,
            title=f"{case['name']} {case['title']}",
            author=case["made_by"],
            subject=f"SHA-256 {self.sha256}",
            invariant=1,
        )
        document.build(self._story(), canvasmaker=self._canvas)
        return buffer.getvalue()

    def _canvas(self, *args, **kwargs):
        case, answer = self.content["case"], self.content["answer"]
        footer = self.env._(
            "%(case)s · revision %(number)s · as of %(instant)s (%(zone)s)",
            case=case["name"],
            number=case["revision"],
            instant=self.words.instant(answer["as_of"]),
            zone=self.words.zone_name,
        )
        return NumberedCanvas(
            *args,
            font=fonts.register(self.env)[0],
            footer=footer,
            of_pages=self.env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=answer["as_of"],
            lacking=fonts.lacking(self.env),
            watermark=self.env._("DRILL") if case["kind"] == "drill" else "",
            **kwargs,
        )

    def _story(self):
        case, tables = self.content["case"], Tables(self.content)
        story = [self._paragraph(f"{case['name']} {case['title']}", "title")]
        story += self._facts(summary.case_facts(self.env, self.content, self.sha256))
        if self.signatures:
            story += [self._paragraph(self.env._("Signatures"), "section")]
            story += self._facts(summary.signatures(self.env, self.signatures))
        story += [self._paragraph(self.env._("What was found"), "section")]
        story += self._facts(summary.figures(self.env, self.content) + summary.units(self.env, self.content), 2)
        names = titles(self.env)
        story += self._section(names["products"], "products", self.content["figures"]["products"])
        for key in SECTIONS:
            story += self._section(names[key], key, getattr(tables, key)())
        story += [CondPageBreak(HEADING), self._paragraph(self.env._("Parameters"), "section")]
        story += self._facts(self._together(summary.parameters(self.env, self.content)))
        return story + (self._since() if self.progress else [])

    def _since(self):
        """What happened since the launch, on pages of its own: what stands before is frozen, this is not."""
        story = [PageBreak(), self._paragraph(self.env._("Since the launch"), "title")]
        story += self._facts([(self.env._("As of"), {"instant": self.progress.as_of}), *self.progress.facts], 2)
        story += [CondPageBreak(HEADING), self._paragraph(self.env._("Plan"), "section")]
        story += self._facts(self.progress.plan)
        if self.progress.end:
            story += [CondPageBreak(HEADING), self._paragraph(self.env._("End of the case, as frozen"), "section")]
            story += self._facts(self.progress.end)
        for part in self.progress.parts:
            story += self._section(part.title, part.key, part.rows)
        return story

    @staticmethod
    def _together(pairs):
        """Join neighbours of the same title. Letters from right to left stay alone: a cell of them would be turned."""
        joined = []
        for title, value in pairs:
            text = value.get("text", "")
            before = joined[-1][1].get("text", "") if joined and joined[-1][0] == title else ""
            both = f"{before} · {text}"
            if text and before and len(both) <= TOGETHER and not has_right_to_left(both):
                joined[-1] = (title, {"text": both})
            else:
                joined.append((title, value))
        return joined

    def _facts(self, pairs, across=1):
        """Titles and values in ``across`` pairs of columns."""
        cells = [
            [self._paragraph(title, "fact_title"), self._paragraph(self._fact(value), "fact")] for title, value in pairs
        ]
        empty = ["", ""]
        rows = [
            sum((cells[at] if at < len(cells) else empty for at in range(top, top + across)), [])
            for top in range(0, len(cells), across)
        ]
        title_width = 62 * mm
        widths = [title_width, self.width / across - title_width] * across
        plain = [rule for rule in self.style if rule[0] not in ("BACKGROUND", "ROWBACKGROUNDS")]
        return [
            Table(rows[top : top + BLOCK], colWidths=widths, style=plain, splitInRow=SPLIT)
            for top in range(0, len(rows), BLOCK)
        ]

    def _fact(self, value):
        if "text" in value:
            return value["text"]
        if "instant" in value:
            return f"{self.words.instant(value['instant'])} ({self.words.zone_name})"
        if "percent" in value:
            return self.words.percent(value["percent"])
        return self.words.quantity(value["number"], value.get("unit"))

    def _section(self, title, key, rows):
        # Not kept together with the whole table: that would leave half a page empty before a table of a page.
        heading = [
            CondPageBreak(HEADING),
            self._paragraph(self.env._("%(title)s (rows: %(count)s)", title=title, count=len(rows)), "section"),
        ]
        if not rows:
            return [*heading, self._paragraph(self.env._("None."), "fact")]
        shown = [column for column in self.columns[key] if self._is_shown(key, column, rows)]
        widths = self._widths(shown)
        head = [self._paragraph(column.title, "number_head" if column.kind in NUMBERS else "head") for column in shown]
        right = [("ALIGN", (at, 1), (at, -1), "RIGHT") for at, column in enumerate(shown) if column.kind in NUMBERS]
        story = heading
        for top in range(0, len(rows), BLOCK):
            lines = [
                [self._cell(column, row, width) for column, width in zip(shown, widths, strict=True)]
                for row in rows[top : top + BLOCK]
            ]
            style = [*self.style, *right]
            story.append(Table([head, *lines], colWidths=widths, repeatRows=1, style=style, splitInRow=SPLIT))
        return [*story, Spacer(1, 4)]

    def _widths(self, shown):
        """The columns' widths in points: as planned, but no word of a title is broken, in whatever language."""
        head = self.styles["head"]
        words = [column.title.split() or [""] for column in shown]
        least = [
            max(stringWidth(word, head.fontName, head.fontSize) for word in some) + 2 * PADDING + 1 for some in words
        ]
        planned = [self.width * column.width / sum(column.width for column in shown) for column in shown]
        spare = [max(wish - need, 0) for wish, need in zip(planned, least, strict=True)]
        lacking = sum(max(need - wish, 0) for wish, need in zip(planned, least, strict=True))
        if lacking >= sum(spare):
            return [self.width * need / sum(least) for need in least]
        given = 1 - lacking / sum(spare)
        return [need + room * given for need, room in zip(least, spare, strict=True)]

    @staticmethod
    def _is_shown(key, column, rows):
        if column.key in LEFT_OUT_HERE.get(key, ()):
            return False
        if key == "balance" and column.kind == "number" and column.key not in ALWAYS:
            return any(row[column.key] for row in rows)
        # Nothing was left out, no lot is a device: a whole column to say so is a waste of paper.
        return column.key not in MAY_BE_EMPTY or any(row[column.key] for row in rows)

    def _cell(self, column, row, width):
        """What stands in a cell: bare text where it fits on one line, which is laid out ten times faster."""
        written = self._text(column, row[column.key])
        text, name = visual(written), "number" if column.kind in NUMBERS else "text"
        style = self.styles[name]
        if "\n" not in text and stringWidth(text, style.fontName, style.fontSize) <= width - 2 * PADDING:
            return text
        return self._paragraph(written, name)

    def _text(self, column, value):
        if column.kind == "code":
            return column.word(value)
        if value is False or value is None:
            return column.unknown
        if column.kind in ("number", "count"):
            return self.words.number(value)
        if column.kind == "mean":
            return self.words.number(self.words.rounded(value))
        if column.kind == "percent":
            return self.words.percent(value)
        return self.words.instant(value) if column.kind == "instant" else str(value)

    def _paragraph(self, text, style):
        """A paragraph of plain text: nothing in a name can become markup."""
        lines = [escape(visual(line)) for line in str(text).splitlines()]
        return Paragraph("<br/>".join(lines), self.styles[style])


def build_dossier(env, content, sha256, signatures=(), progress=None):
    """Return the PDF of a frozen content, with the signatures over it and what happened since, as bytes."""
    return Dossier(env, content, sha256, signatures, progress).build()
