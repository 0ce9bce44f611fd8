"""The batch records of a recall as one file: a PDF of each, and a list of all lots. Same records, same bytes."""

import hashlib
import io
import zipfile
from datetime import datetime

from odoo.addons.lot_traceability.report import book as books
from odoo.addons.lot_traceability.report.batch_pdf import build_batch_pdf

# Files in it bear no date of their own: the same records give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)
WIDTHS = (28, 40, 14, 10, 40, 68)


def build_bundle(env, pairs, note):
    """Return the ZIP file as bytes.

    Args:
        pairs: see ``lot.recall._get_batch_parts``.
        note: which part of how many this is, a sentence.
    """
    buffer, rows, names = io.BytesIO(), [], set()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for row, record in pairs:
            if not record:
                rows.append([row.lot or "", row.product or "", env._("No batch record"), "", "", ""])
                continue
            name = _free_name(f"{record._get_file_name()}.pdf", names)
            paper = record._build_paper(build_batch_pdf)
            _add(bundle, name, paper)
            state = dict(record._fields["state"]._description_selection(env))[record.state]
            digest = hashlib.sha256(paper).hexdigest()
            rows.append([row.lot or "", row.product or "", state, str(record.version), name, digest])
        _add(bundle, "index.xlsx", _build_index(env, rows, note))
    return buffer.getvalue()


def _free_name(name, names):
    """The name, or one with a number: lots of several products may be called alike, also in upper or lower case."""
    stem, wanted, count = name.removesuffix(".pdf"), name, 1
    while wanted.lower() in names:
        count += 1
        wanted = f"{stem}_{count}.pdf"
    names.add(wanted.lower())
    return wanted


def _add(bundle, name, content):
    bundle.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def _build_index(env, rows, note):
    buffer = io.BytesIO()
    book = books.new_book(buffer, in_memory=True)
    book.set_properties({"created": datetime(*EPOCH)})
    bold, sheet = book.add_format({"bold": True}), book.add_worksheet("Index")
    sheet.write_string(0, 0, note, bold)
    head = (
        env._("Lot"),
        env._("Product"),
        env._("State"),
        env._("Version"),
        env._("File"),
        env._("SHA-256 of the file"),
    )
    for line, row in enumerate((head, *rows), 1):
        for at, text in enumerate(row):
            sheet.write_string(line, at, books.cut(text), bold if line == 1 else None)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    book.close()
    return buffer.getvalue()
