"""Status report as PDF: the numbered points of 21 CFR 7.53(b), then lots and consignees. Repeats frozen figures only.

Made with reportlab like the dossier; the same content, language and time zone give the same bytes.
"""

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

from odoo.tools import format_date

from ..kernel.visual import visual
from ..models.messages_check import result_words
from . import fonts, summary
from .page import NumberedCanvas
from .words import Words

MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN - 12  # reportlab keeps 6 points free inside a page's frame, both sides
HEAD, LINE = colors.HexColor("#dde3ea"), colors.HexColor("#b8c0ca")


def build_status(env, content, words, signatures, sha256):
    """Return the PDF as bytes.

    Args:
        content: of ``lot.recall.report``, read from its text.
        words: ``{"expected_end", "next_due", "remarks", "names_silent"}`` as written, ``is_drill``.
        signatures: lines as ``lot.signature`` gives them, void ones too.
    """
    return _Status(env, content, words, signatures, sha256).build()


class _Status:
    def __init__(self, env, content, words, signatures, sha256):
        self.env, self.content, self.said, self.sha256 = env, content, words, sha256
        self.signatures = signatures
        self.words = Words(env)
        regular, bold = fonts.register(env)
        text = ParagraphStyle("text", fontName=regular, fontSize=9, leading=12, splitLongWords=1)
        self.font = regular
        self.styles = {
            "text": text,
            "bold": ParagraphStyle("bold", text, fontName=bold),
            "number": ParagraphStyle("number", text, alignment=2),
            "head": ParagraphStyle("head", text, fontName=bold, fontSize=6.5, leading=8),
            "number_head": ParagraphStyle("number_head", text, fontName=bold, fontSize=6.5, leading=8, alignment=2),
            "title": ParagraphStyle("title", text, fontName=bold, fontSize=16, leading=21, spaceAfter=6),
            "section": ParagraphStyle(
                "section", text, fontName=bold, fontSize=11, leading=14, spaceBefore=10, spaceAfter=4
            ),
        }

    def build(self):
        buffer = io.BytesIO()
        title = self.env._("Status report %(number)s", number=self.content["number"])
        document = SimpleDocTemplate(
            buffer, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN + 5 * mm,
            title=f"{self.content['case']} {title}", subject=f"SHA-256 {self.sha256}", invariant=1,
        )  # fmt: skip
        story = [self._text(f"{self.content['case']}: {title}", "title"), *self._points(), *self._lots()]
        story += self._consignees()
        if self.signatures:
            story.append(self._text(self.env._("Signatures"), "section"))
            story += self._facts(summary.signatures(self.env, self.signatures))
        document.build(story, canvasmaker=self._canvas)
        return buffer.getvalue()

    def _canvas(self, *args, **kwargs):
        footer = self.env._(
            "%(case)s · status report %(number)s · as of %(instant)s (%(zone)s)",
            case=self.content["case"],
            number=self.content["number"],
            instant=self.words.instant(self.content["until"]),
            zone=self.words.zone_name,
        )
        return NumberedCanvas(
            *args, font=self.font, footer=footer,
            of_pages=self.env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=self.content["until"],
            lacking=fonts.lacking(self.env),
            watermark=self._watermark(),
            **kwargs,
        )  # fmt: skip

    def _watermark(self):
        if self.said["is_drill"]:
            return self.env._("DRILL")
        return "" if self.signatures else self.env._("DRAFT")

    # --- the points of 7.53(b) ---

    def _points(self):
        content, env, people = self.content, self.env, self.content["people"]
        before = content["before"]
        ways = dict(env["lot.recall.notice"]._fields["channel"]._description_selection(env))
        methods = ", ".join(f"{ways[key]}: {count}" for key, count in sorted(content["methods"].items()))
        silent = f"{people['silent']}"
        if self.said["names_silent"] and content["silent"]:
            silent += "\n" + "\n".join(content["silent"])
        facts = [
            (env._("Period"), f"{self._instant('from')} – {self._instant('until')} ({self.words.zone_name})"),
            (env._("1 Consignees told"), self._since("notified", people, before)),
            (env._("By kind of consignee"), self._recipients()),
            (env._("Notices, by way"), methods),
            (env._("First notice"), self._instant("first_notice")),
            (env._("Latest notice"), self._instant("last_notice")),
            (env._("2 Consignees who answered"), f"{self._since('answered', people, before)} ({self._share(people)})"),
            (env._("On hand with them when the notice came"), self._sums("had")),
            (env._("3 Not answered"), silent),
            (env._("Mail came back undelivered"), str(people["bounced"])),
            (env._("Cannot be told"), str(people["unreachable"])),
            (env._("4 Received back"), self._sums("received")),
            (env._("Destroyed there"), self._sums("destroyed")),
            (env._("Corrected there"), self._sums("corrected")),
            (env._("Used, documented"), self._sums("used")),
            (env._("Not accounted for"), self._sums("unaccounted")),
            (env._("5 Effectiveness checks"), result_words(env, content["checks"])),
            (env._("What became of what came back"), self._goods()),
            (env._("6 Expected to be done by"), self._day("expected_end")),
            (env._("Next report by"), self._day("next_due")),
            (env._("Corrective action"), content["capa"]),
            (env._("Remarks"), self.said["remarks"] or ""),
            ("SHA-256", self.sha256),
        ]
        return self._facts([(label, {"text": text}) for label, text in facts if text])

    def _since(self, name, people, before):
        """A count, and how much more it is than in the report before."""
        if name not in before:
            return str(people[name])
        return self.env._("%(count)s (since the last report: %(more)s)", count=people[name],
                          more=f"{people[name] - before[name]:+d}")  # fmt: skip

    def _recipients(self):
        """How many of each kind were told; nothing where no kind is known, or in reports made before it was asked."""
        words = dict(self.env["lot.recall.consignee"]._fields["recipient"]._description_selection(self.env))
        told = self.content.get("recipients", {})
        rows = [(words.get(kind) or self.env._("Unknown"), count) for kind, count in sorted(told.items())]
        return ", ".join(f"{word}: {count}" for word, count in rows) if any(told) else ""

    def _share(self, people):
        """Of everybody whom it concerns: who answered may have heard of it in another way than by our notice."""
        return self.words.percent(people["answered"] / people["concerned"] if people["concerned"] else 0.0)

    def _sums(self, name):
        rows = [{"qty": float(row[f"{name}_qty"]), "uom": row["uom"]} for row in self.content["sums"]]
        return self.words.sums(rows, "qty")

    def _goods(self):
        words = dict(self.env["lot.recall.disposal"]._fields["outcome"]._description_selection(self.env))
        return ", ".join(f"{words[key]}: {count}" for key, count in sorted(self.content["goods"].items()))

    def _instant(self, name):
        return self.words.instant(self.content[name]) if self.content[name] else ""

    def _day(self, name):
        return format_date(self.env, self.said[name]) if self.said[name] else ""

    # --- lists ---

    def _lots(self):
        env = self.env
        titles = (env._("Lot"), env._("With consignees"), env._("Not answered for"), env._("They had"), env._("Used"),
                  env._("Received back"), env._("Destroyed, corrected"), env._("Without an end"))  # fmt: skip
        rows = [
            (
                f"{row['lot']}\n{row['product']}",
                *(self._number(row[f"{name}_qty"]) for name in ("net", "unanswered", "had", "used", "received")),
                self._number(float(row["destroyed_qty"]) + float(row["corrected_qty"])),
                self.words.quantity(float(row["residual_qty"]), row["uom"]),
            )
            for row in self.content["lots"]
            if any(float(row[f"{name}_qty"]) for name in ("net", "received", "had", "used"))
        ]
        return self._table(env._("Lots"), titles, rows, (0.28, *([0.1] * 6), 0.12))

    def _consignees(self):
        env = self.env
        titles = (env._("Consignee"), env._("Lot"), env._("They had"), env._("Received back"),
                  env._("Destroyed there"), env._("Corrected there"))  # fmt: skip
        rows = [
            (row["name"], row["lot"], *(self._number(row[name]) for name in ("had", "received", "destroyed")),
             self.words.quantity(float(row["corrected"]), row["uom"]))
            for row in self.content["consignees"]
        ]  # fmt: skip
        return self._table(env._("Per consignee"), titles, rows, (0.34, 0.18, 0.12, 0.12, 0.12, 0.12), words=2)

    def _number(self, text):
        return self.words.number(float(text))

    # --- laying out ---

    def _facts(self, pairs):
        rows = [[self._text(label, "bold"), self._text(value["text"], "text")] for label, value in pairs]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE)]
        return [LongTable(rows, colWidths=[WIDTH * 0.36, WIDTH * 0.64], style=style, splitInRow=30)]

    def _table(self, title, titles, rows, shares, words=1):
        """A list; the first columns (``words`` of them) hold words, the others numbers."""
        story = [self._text(title, "section")]
        if not rows:
            return [*story, self._text(self.env._("None."), "text")]
        head = [self._text(text, "number_head" if at >= words else "head") for at, text in enumerate(titles)]
        cells = [[self._text(cell, "number" if at >= words else "text") for at, cell in enumerate(row)] for row in rows]
        style = [
            ("BACKGROUND", (0, 0), (-1, 0), HEAD),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ]
        widths = [WIDTH * share for share in shares]
        return [
            *story,
            LongTable([head, *cells], colWidths=widths, repeatRows=1, style=style, splitInRow=30),
            Spacer(1, 4),
        ]

    def _text(self, text, style):
        """A paragraph of plain text: nothing in a name can become markup."""
        lines = [escape(visual(line)) for line in str(text).splitlines()]
        return Paragraph("<br/>".join(lines), self.styles[style])
