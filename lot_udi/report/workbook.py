"""Workbook of tables of texts. A text stays a text, whatever it looks like."""

import io
from collections.abc import Iterable

from odoo.addons.lot_traceability.report import book as books

from ..kernel.sheet import Sheet


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """One sheet a table, its header first."""
    buffer = io.BytesIO()
    book = books.new_book(buffer, in_memory=True)
    head = book.add_format({**books.HEAD, "bottom": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        for row, cells in enumerate((sheet.columns, *sheet.rows)):
            for column, text in enumerate(cells):
                page.write_string(row, column, books.cut(text), head if row == 0 else None)
        for column, name in enumerate(sheet.columns):
            longest = max([len(name), *(len(cells[column]) for cells in sheet.rows)])
            page.set_column(column, column, min(longest + 2, 50))
    book.close()
    return buffer.getvalue()
