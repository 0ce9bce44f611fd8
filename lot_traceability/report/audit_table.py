"""The audit ledger as a file: columns for people, then the columns that prove each row without the database.

Texts are written as texts, whatever they look like: a lot called ``=1+1`` stays one and computes nothing.
"""

import csv
import io

import pytz
import xlsxwriter

from odoo.tools import split_every

from ..kernel import audit_file
from ..kernel.audit_chain import genesis, instant
from ..sql import audit_export as sql

BATCH = 1000
MAX_ROWS = 1_048_575  # of a sheet, below its headings
CELL = 32_000  # of 32,767 characters that a cell holds
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
BOOK = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class AuditTable:
    """Entries in the order of their chains; read as the environment's user, a thousand at a time."""

    def __init__(self, env, entries):
        self.env = env
        self.ledger = env["lot.audit.entry"]
        self.ids = [entry for (entry,) in env.execute_query(sql.in_order(entries.ids))]
        self.zone = pytz.timezone(env.context.get("tz") or env.user.tz or "UTC")

    def headings(self, parts=1):
        """Titles of the columns; ``parts`` cells hold one content."""
        more = [f"{audit_file.CONTENT}_{part}" for part in range(2, parts + 1)]
        return [
            self.env._("When (%(zone)s)", zone=self.zone.zone),
            self.env._("By"),
            self.env._("What happened"),
            self.env._("Why"),
            self.env._("Where from"),
            *audit_file.COLUMNS,
            audit_file.CONTENT,
            *more,
        ]

    def rows(self):
        """Lists of texts and whole numbers, content last."""
        for ids in split_every(BATCH, self.ids):
            entries = self.ledger.browse(ids)
            words = {entry.id: self._prepare_words(entry) for entry in entries}
            for row in self.env.execute_query(sql.rows(ids)):
                yield [*words[row[0]], *_proof(*row)]
            entries.invalidate_recordset()

    def _prepare_words(self, entry):
        when = pytz.utc.localize(entry.at).astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S")
        return [when, entry.writer or "", entry.sentence, entry.reason or "", entry.origin]

    def longest(self):
        """Characters of the longest content."""
        return self.env.execute_query(sql.longest(self.ids))[0][0]


def _proof(entry_id, company_id, seq, sealed_at, previous, content_hash, digest, content):
    if not seq:
        return [company_id, "", entry_id, "", "", "", "", content]
    hashes = [bytes(item).hex() for item in (previous or genesis(company_id), content_hash, digest)]
    return [company_id, seq, entry_id, instant(sealed_at), *hashes, content]


def write_csv(table, file):
    """Write the table into a binary file; UTF-8 with a mark, so that spreadsheets read the names right."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(table.headings())
    for row in table.rows():
        writer.writerow([_harmless(cell) for cell in row])
    text.detach()


def _harmless(cell):
    """A text that a spreadsheet would compute gets an apostrophe; what proves a row never begins like that."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def write_xlsx(table, file):
    """Write the table into a binary file, as a workbook of one sheet."""
    book = xlsxwriter.Workbook(file, BOOK)
    sheet = book.add_worksheet(table.env._("Audit ledger")[:31])
    head = book.add_format({"bold": True, "bg_color": "#DDE3EA"})
    parts = max(1, -(-table.longest() // CELL))
    for place, width in enumerate((20, 24, 70, 40, 20, 9, 9, 9, 28, 20, 20, 20, 60)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(table.headings(parts)):
        sheet.write_string(0, place, heading, head)
    for number, row in enumerate(table.rows(), 1):
        for place, cell in enumerate([*row[:-1], *audit_file.split(row[-1], CELL)]):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            else:
                sheet.write_string(number, place, cell[:CELL])
    book.close()
