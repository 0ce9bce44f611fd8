"""Batch record as workbook: one sheet per section; texts, numbers and real dates, never a formula. No query.

The same content, signatures, language and time zone give the same bytes.
"""

import io
from datetime import datetime

from ..kernel.instants import read_instant
from . import book as books
from .batch_words import INSTANTS, NUMBERS, BatchWords

MAX_WIDTH, INSTANT_WIDTH, NUMBER_WIDTH = 60, 17, 12  # characters


class BatchBook:
    """Builds the file; one instance per download."""

    def __init__(self, env, content):
        self.env, self.words = env, BatchWords(env, content)
        self.buffer = io.BytesIO()
        self.book = books.new_book(self.buffer, in_memory=True)
        self.formats = {}

    def build(self, facts, sections):
        """Return the file as bytes.

        Args:
            facts: ``[(title, text or (number, unit))]`` of the first sheet.
            sections: see ``BatchWords.sections``.
        """
        sheet = self._new_sheet(self.env._("Batch record"), (34, 90))
        for line, (title, value) in enumerate(facts):
            self._write(sheet, line, 0, title, bold=True)
            self._write(sheet, line, 1, value, align="left")
        for _key, title, columns, rows in sections:
            self._table(title, columns, rows)
        self.book.close()
        return self.buffer.getvalue()

    def _new_sheet(self, name, widths):
        sheet = self.book.add_worksheet(books.sheet_name(name))
        books.lay_out(sheet, widths)
        return sheet

    def _table(self, title, columns, rows):
        sheet = self._new_sheet(title, [_width(key, width) for key, _head, width in columns])
        for place, column in enumerate(columns):
            self._write(sheet, 0, place, column[1], **books.HEAD, bottom=1)
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                self._write(sheet, line, place, value)
        books.keep_heads(sheet, len(rows), len(columns))

    def _write(self, sheet, line, place, value, **look):
        if isinstance(value, datetime):
            sheet.write_datetime(line, place, value, self._format(num_format=books.INSTANT, align="left"))
        elif isinstance(value, str):
            if value:
                sheet.write_string(line, place, books.cut(value), self._format(text_wrap=True, **look))
        else:
            number, unit = value if isinstance(value, tuple) else (value, "")
            shown = (books.WHOLE if number == int(number) else books.NUMBER) + _literal(unit)
            sheet.write_number(line, place, number, self._format(num_format=shown, **look))

    def _format(self, **look):
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **look})
        return self.formats[key]


def _width(key, width):
    return INSTANT_WIDTH if key in INSTANTS else NUMBER_WIDTH if key in NUMBERS else min(width, MAX_WIDTH)


def _literal(unit):
    """A unit behind a number of a cell, which stays a number."""
    return f' "{unit.replace(chr(34), chr(39))}"' if unit else ""


def build_batch_xlsx(env, content, sha256, instant, signatures=(), watermark="", state="", pictures=None):
    """Return the workbook of a batch record as bytes; arguments as those of ``build_batch_pdf``, without pictures."""
    paper = BatchBook(env, content)
    words = paper.words
    paper.book.set_properties(
        {"title": words.title(), "company": content["head"]["company"], "comments": f"SHA-256 {sha256}",
         "created": read_instant(instant)}
    )  # fmt: skip
    facts = [
        (words.title(), watermark),
        *words.head(),
        (env._("State"), state),
        (env._("Time zone of all times"), words.words.zone_name),
        ("SHA-256", sha256),
        *((title, (number, unit)) for title, number, unit in words.figures()),
        *((line["meaning"], _signed(line)) for line in signatures),
    ]
    return paper.build(facts, words.sections(has_values=True))


def _signed(line):
    return " · ".join(filter(None, (line["signer"], line["at"], line["reason"], line["void"])))
