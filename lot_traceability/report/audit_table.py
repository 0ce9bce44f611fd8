"""The audit ledger as a file, of the rows that ``models/audit_rows.py`` reads.

Texts are written as texts, whatever they look like: a lot called ``=1+1`` stays one and computes nothing.
"""

import csv
import io

from ..kernel import audit_file
from . import book as books

CELL = 32_000  # of 32,767 characters that a cell holds
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _headings(rows, parts=1):
    """Titles of the columns; ``parts`` cells hold one content."""
    more = [f"{audit_file.CONTENT}_{part}" for part in range(2, parts + 1)]
    return [
        rows.env._("When (%(zone)s)", zone=rows.zone.zone),
        rows.env._("By"),
        rows.env._("What happened"),
        rows.env._("Why"),
        rows.env._("Where from"),
        *audit_file.COLUMNS,
        audit_file.CONTENT,
        *more,
    ]


def write_csv(rows, file):
    """Write the rows into a binary file; UTF-8 with a mark, so that spreadsheets read the names right."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(_headings(rows))
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    text.detach()


def _harmless(cell):
    """A text that a spreadsheet would compute gets an apostrophe; what proves a row never begins like that."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def write_xlsx(rows, file):
    """Write the rows into a binary file, as a workbook of one sheet."""
    book = books.new_book(file, constant_memory=True)
    sheet = book.add_worksheet(books.sheet_name(rows.env._("Audit ledger")))
    head = book.add_format(books.HEAD)
    parts = max(1, -(-rows.longest() // CELL))
    for place, width in enumerate((20, 24, 70, 40, 20, 9, 9, 9, 28, 20, 20, 20, 60)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(_headings(rows, parts)):
        sheet.write_string(0, place, heading, head)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate([*row[:-1], *audit_file.split(row[-1], CELL)]):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            else:
                sheet.write_string(number, place, books.cut(cell))
    book.close()
