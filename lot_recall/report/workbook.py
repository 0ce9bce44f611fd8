"""Workbook of a revision for auditors. Repeats the frozen content: no query, no arithmetic.

Dates are real dates in the reader's time zone (named on the first sheet), numbers are numbers with their unit in the
column beside them. Texts are written as texts, whatever they look like: a lot called ``=1+1`` stays one.
"""

import io

from odoo.addons.lot_traceability.report import book as books

from ..kernel.instants import read_instant
from ..kernel.tables import Tables
from . import summary
from .columns import columns, titles
from .words import Words

# After the summary, in this order.
SHEETS = ("lots", "lineage", "stock", "open", "deliveries", "customers", "suppliers", "balance", "gaps")
PERCENT = "0.00%"


class Workbook:
    """Builds the file; one instance per download."""

    def __init__(self, env, content, sha256, signatures, progress=None):
        self.env = env
        self.content = content
        self.sha256 = sha256
        self.signatures = signatures
        self.progress = progress
        self.words = Words(env)
        self.columns = columns(env) | {part.key: part.columns for part in (progress.parts if progress else ())}
        self.buffer = io.BytesIO()
        self.book = books.new_book(self.buffer, in_memory=True)
        self.formats = {
            "title": self.book.add_format({"bold": True, "font_size": 16}),
            "head": self.book.add_format({**books.HEAD, "text_wrap": True, "valign": "top", "bottom": 1}),
            "label": self.book.add_format({"bold": True, "valign": "top"}),
            "text": self.book.add_format({"text_wrap": True, "valign": "top"}),
            "count": self.book.add_format({"num_format": "0", "valign": "top"}),
            "number": self.book.add_format({"num_format": books.NUMBER, "valign": "top"}),
            "whole": self.book.add_format({"num_format": books.WHOLE, "valign": "top"}),
            "percent": self.book.add_format({"num_format": PERCENT, "valign": "top"}),
            "instant": self.book.add_format({"num_format": books.INSTANT, "valign": "top", "align": "left"}),
        }

    def build(self):
        """Return the file as bytes; the same content, language and zone give the same bytes."""
        case, tables = self.content["case"], Tables(self.content)
        self.book.set_properties(
            {
                "title": f"{case['name']} {case['title']}",
                "author": case["made_by"],
                "company": case["company"],
                "comments": f"SHA-256 {self.sha256}",
                # Of the revision, not of the download: the same revision gives the same file.
                "created": read_instant(self.content["answer"]["as_of"]),
            }
        )
        self._summary_sheet(self.env._("Summary"))
        names = titles(self.env)
        for key in SHEETS:
            self._table_sheet(names[key], key, getattr(tables, key)())
        sheet = self._new_sheet(self.env._("Parameters"), (34, 100))
        self._pairs(sheet, 0, summary.parameters(self.env, self.content))
        if self.progress:
            self._since()
        self.book.close()
        return self.buffer.getvalue()

    def _since(self):
        """What happened since the launch: a sheet of figures, then one for each list."""
        sheet = self._new_sheet(self.env._("Since the launch"), (44, 24, 14))
        self._pairs(sheet, 0, [(self.env._("As of"), {"instant": self.progress.as_of}), *self.progress.facts])
        self._pairs(self._new_sheet(self.env._("Plan"), (44, 100)), 0, self.progress.plan)
        if self.progress.end:
            self._pairs(self._new_sheet(self.env._("End"), (44, 100)), 0, self.progress.end)
        for part in self.progress.parts:
            # The frozen part has sheets of the same names: stock, deliveries …
            self._table_sheet(self._free_name(part.title), part.key, part.rows)

    def _free_name(self, name):
        taken = {sheet.get_name().casefold() for sheet in self.book.worksheets()}
        return name if self._sheet_name(name).casefold() not in taken else f"{name} 2"

    def _sheet_name(self, name):
        mark = self.env._("DRILL") + " " if self.content["case"]["kind"] == "drill" else ""
        return books.sheet_name(mark + name)

    def _new_sheet(self, name, widths):
        sheet = self.book.add_worksheet(self._sheet_name(name))
        if self.content["case"]["kind"] == "drill":
            sheet.set_tab_color("#C01A1A")
            sheet.set_header(f'&C&24&"Arial,Bold"{self.env._("DRILL")}')
        books.lay_out(sheet, widths)
        return sheet

    def _summary_sheet(self, name):
        sheet = self._new_sheet(name, (34, 40, 14, 14, 14, 14, 14, 12))
        case = self.content["case"]
        sheet.write_string(0, 0, books.cut(f"{case['name']} {case['title']}"), self.formats["title"])
        row = self._pairs(sheet, 2, summary.case_facts(self.env, self.content, self.sha256))
        zone = (self.env._("Time zone of all times"), {"text": self.words.zone_name})
        row = self._pairs(sheet, row, [zone])
        if self.signatures:
            sheet.write_string(row + 1, 0, self.env._("Signatures"), self.formats["label"])
            row = self._pairs(sheet, row + 2, summary.signatures(self.env, self.signatures))
        row = self._pairs(sheet, row + 1, summary.figures(self.env, self.content))
        row = self._pairs(sheet, row + 1, summary.units(self.env, self.content))
        self._table(sheet, row + 1, "products", self.content["figures"]["products"])

    def _pairs(self, sheet, row, pairs):
        for title, value in pairs:
            sheet.write_string(row, 0, title, self.formats["label"])
            if "text" in value:
                self._write(sheet, row, 1, "text", value["text"])
            elif "instant" in value:
                self._write(sheet, row, 1, "instant", value["instant"])
            elif "percent" in value:
                self._write(sheet, row, 1, "percent", value["percent"])
            else:
                self._write(sheet, row, 1, "number", value["number"])
                self._write(sheet, row, 2, "text", value.get("unit", ""))
            row += 1
        return row

    def _table_sheet(self, name, key, rows):
        sheet = self._new_sheet(name, [column.width for column in self.columns[key]])
        last = self._table(sheet, 0, key, rows)
        books.keep_heads(sheet, last - 1, len(self.columns[key]))

    def _table(self, sheet, top, key, rows):
        for place, column in enumerate(self.columns[key]):
            sheet.write_string(top, place, column.title, self.formats["head"])
        for line, row in enumerate(rows, top + 1):
            for place, column in enumerate(self.columns[key]):
                self._cell(sheet, line, place, column, row[column.key])
        return top + 1 + len(rows)

    def _cell(self, sheet, row, place, column, value):
        if column.kind == "code":
            self._write(sheet, row, place, "text", column.word(value))
        elif column.kind == "mean":
            self._write(sheet, row, place, "number", self.words.rounded(value))
        else:
            self._write(sheet, row, place, column.kind, value or column.unknown or value)

    def _write(self, sheet, row, place, kind, value):
        if value is None or value is False or value == "":
            return
        if kind == "text":
            sheet.write_string(row, place, books.cut(str(value)), self.formats["text"])
        elif kind == "instant":
            sheet.write_datetime(row, place, self.words.local(value), self.formats["instant"])
        elif kind == "number" and float(value).is_integer():
            sheet.write_number(row, place, value, self.formats["whole"])
        else:
            sheet.write_number(row, place, value, self.formats[kind])


def build_workbook(env, content, sha256, signatures=(), progress=None):
    """Return the XLSX file of a frozen content, with the signatures over it and what happened since, as bytes."""
    return Workbook(env, content, sha256, signatures, progress).build()
