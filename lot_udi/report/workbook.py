"""Workbook of tables of texts. A text stays a text, whatever it looks like."""

import io
from collections.abc import Iterable

import xlsxwriter

from ..kernel.sheet import Sheet

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """One sheet a table, its header first."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    head = book.add_format({"bold": True, "bg_color": "#DDE3EA", "bottom": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        for row, cells in enumerate((sheet.columns, *sheet.rows)):
            for column, text in enumerate(cells):
                page.write_string(row, column, text, head if row == 0 else None)
        for column, name in enumerate(sheet.columns):
            longest = max([len(name), *(len(cells[column]) for cells in sheet.rows)])
            page.set_column(column, column, min(longest + 2, 50))
    book.close()
    return buffer.getvalue()
