"""Batch record as workbook: one sheet per section, every cell a text or a number, never a formula. No query.

The same content, signatures, language and time zone give the same bytes.
"""

import io

import xlsxwriter

from ..kernel.instants import read_instant
from .batch_words import BatchWords

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MAX_CELL = 32_767  # characters that a cell of the file format holds


def build_batch_xlsx(env, content, sha256, instant, signatures=(), watermark="", state="", pictures=None):
    """Return the workbook of a batch record as bytes; arguments as those of ``build_batch_pdf``, without pictures."""
    buffer, words = io.BytesIO(), BatchWords(env, content)
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties(
        {"title": words.title(), "company": content["head"]["company"], "comments": f"SHA-256 {sha256}",
         "created": read_instant(instant)}
    )  # fmt: skip
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    facts = [
        (words.title(), watermark),
        *words.head(),
        (env._("State"), state),
        (env._("Time zone of all times"), words.words.zone_name),
        ("SHA-256", sha256),
        *words.quantities(),
        *((line["meaning"], _signed(line)) for line in signatures),
    ]
    _fill(book, env._("Batch record"), [("", "", 34), ("", "", 90)], facts, bold, plain)
    for _key, title, columns, rows in words.sections(has_numbers=True):
        _fill(book, title, columns, [[head for _name, head, _width in columns], *rows], bold, plain)
    book.close()
    return buffer.getvalue()


def _signed(line):
    return " · ".join(filter(None, (line["signer"], line["at"], line["reason"], line["void"])))


def _fill(book, name, columns, rows, bold, plain):
    # The file format allows 31 characters and none of []:*?/\ in a sheet's name; translations might not know.
    sheet = book.add_worksheet("".join(" " if sign in "[]:*?/\\" else sign for sign in name)[:31])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    for at, (_key, _title, width) in enumerate(columns):
        sheet.set_column(at, at, width)
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            style = bold if (line == 0 and columns[0][0]) or (at == 0 and not columns[0][0]) else plain
            if isinstance(value, str):
                sheet.write_string(line, at, value[:MAX_CELL], style)
            else:
                sheet.write_number(line, at, value, style)
