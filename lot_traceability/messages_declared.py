"""What the import of declared history says about a line or a file that it cannot take over."""

from .kernel.declared_file import MAX_LINES


def column_names(env):
    """Columns of the import file in the user's words."""
    return {
        "component_product": env._("Component"),
        "component_lot": env._("Component lot"),
        "produced_product": env._("Product made"),
        "produced_lot": env._("Lot made"),
        "qty": env._("Quantity"),
        "produced_qty": env._("Quantity made"),
        "date": env._("Date"),
        "document": env._("Document"),
        "product": env._("Product"),
        "lot": env._("Lot"),
        "partner": env._("Customer"),
    }


def unreadable_file(env, code, detail=""):
    """Why the file as a whole cannot be read: a code of ``UnreadableFileError``, or damaged (no base64)."""
    return {
        "empty": env._("The file is empty."),
        "not_text": env._("This is neither a CSV file nor an Excel workbook (XLSX)."),
        "bad_xlsx": env._("The Excel workbook cannot be opened; it may be damaged or protected by a password."),
        "old_excel": env._("This is a workbook of an old Excel. Save it as XLSX or CSV first."),
        "locked_xlsx": env._("The Excel workbook is protected by a password. Save it without one first."),
        "other_zip": env._(
            "This is a compressed folder or another program's document, not an Excel workbook. Save it as XLSX or CSV."
        ),
        "text_as_xlsx": env._(
            "The file is named like an Excel workbook but holds plain text. Name it .csv, or save it as XLSX in Excel."
        ),
        "pdf": env._("This is a PDF document. Lines can be read from CSV and Excel (XLSX) files only."),
        "picture": env._("This is a picture. Lines can be read from CSV and Excel (XLSX) files only."),
        "document": env._("This is a text document. Lines can be read from CSV and Excel (XLSX) files only."),
        "web_page": env._(
            "This is a web page or XML, as some programs write when they export to Excel. "
            "Open it in Excel and save it as XLSX."
        ),
        "damaged": env._("The file arrived damaged. Choose it again."),
        "bad_csv": env._(
            "The file cannot be read from line %(line)s on; a quotation mark may be missing.", line=detail
        ),
        "too_long": env._(
            "The file has more than %(limit)s lines. Split it and import the parts one after the other.",
            limit=MAX_LINES,
        ),
    }[code]


def import_gone(env):
    return env._("This import is no longer open. Open the import window again.")


def nothing_taken_over(env):
    return env._("This import has added no lines yet.")


def row_issue(env, issue):
    """Why one line cannot be taken over (``RowIssue``)."""
    for sentences in (_header_sentences, _value_sentences, _name_sentences, _line_sentences):
        sentence = sentences(env, issue).get(issue.code)
        if sentence:
            return sentence
    raise KeyError(issue.code)


def _header_sentences(env, issue):
    return {
        "column_missing": env._("The first line of the file has no column “%(column)s”.", column=issue.field),
        "column_twice": env._("The first line of the file has the column “%(column)s” twice.", column=issue.field),
    }


def _value_sentences(env, _issue):
    return {
        "missing": env._("Nothing is entered here."),
        "qty": env._("This is not a number."),
        "qty_ambiguous": env._("A thousand or a fraction? Write 1234 or 1.234."),
        "qty_not_positive": env._("The quantity must be more than zero."),
        "qty_too_big": env._("This quantity is too big to be true."),
        "qty_decimals": env._("Quantities here have fewer decimals (setting “Product Unit” in Decimal Accuracy)."),
        "date": env._("This is not a date. Write 2024-03-31 or 2024-03-31 14:30."),
        "date_order": env._("Day or month first? Choose how the file writes dates, or write 2024-03-31."),
        "date_future": env._("This date lies in the future."),
    }


def _name_sentences(env, _issue):
    return {
        "unknown_product": env._("No product has this internal reference, barcode or name."),
        "ambiguous_product": env._("Several products have this name. Write the internal reference."),
        "untracked_product": env._("This product is not tracked by lots or serial numbers."),
        "unknown_lot": env._("No such lot. Tick “Create missing lots” if it no longer existed at go-live."),
        "unknown_lot_no_product": env._("No such lot. Name its product too, then the lot can be created."),
        "ambiguous_lot": env._("Several products have a lot of this name. Name the product too."),
        "other_company": env._("This belongs to another company than the one you import for."),
        "unknown_partner": env._("No contact has this reference, tax ID or name."),
        "ambiguous_partner": env._("Several contacts have this name. Write the contact's reference."),
    }


def _line_sentences(env, issue):
    return {
        "too_many_cells": env._(
            "The line has more cells than the first line; put text that holds separators in quotes."
        ),
        "loop": env._("A lot cannot be made from itself."),
        "duplicate": env._(
            "Says the same as line %(line)s. If both are meant, add the quantities up.", line=issue.detail
        ),
        "produced_qty_differs": env._(
            "Line %(line)s gives another quantity for the same lot, date and document.", line=issue.detail
        ),
    }


def how_read(env, table, ignored):
    """In which form the file was read, so that a wrong guess is seen before anything is imported."""
    if table.encoding == "xlsx":
        said = env._("Excel workbook, first sheet.")
    else:
        delimiter = {"\t": env._("tabs"), ",": env._("commas"), ";": env._("semicolons"), "|": env._("bars")}[
            table.delimiter
        ]
        said = {
            "utf-8": env._("Text (UTF-8), cells separated by %(delimiter)s.", delimiter=delimiter),
            "utf-16": env._("Text (UTF-16), cells separated by %(delimiter)s.", delimiter=delimiter),
            "cp1252": env._(
                "Text in the old Windows encoding, cells separated by %(delimiter)s. "
                "If accented letters look wrong, save the file as UTF-8.",
                delimiter=delimiter,
            ),
        }[table.encoding]
    if ignored:
        columns = env._("Columns not used: %(columns)s.", columns=", ".join(ignored))
        said = f"{said} {columns}"
    return said


def import_stopped(env, issue):
    """Why an import stopped half-way (``RowIssue``)."""
    return env._("Line %(line)s can no longer be imported: %(reason)s", line=issue.line, reason=row_issue(env, issue))


def import_result(env, added, known, bad, is_running):
    """What an import did, or is doing in the background."""
    if is_running:
        said = [
            env._(
                "Lines being imported in the background: %(count)s. You may close this window; the import shows "
                "how far it is.",
                count=added,
            )
        ]
    elif added:
        said = [env._("Lines imported: %(count)s.", count=added)]
    elif known:
        said = [env._("Nothing new: every readable line was imported before.")]
    else:
        said = [env._("Nothing was imported.")]
    if added and known:
        said.append(env._("Lines that were already here and left alone: %(count)s.", count=known))
    if bad:
        said.append(env._("Wrong lines left out: %(count)s.", count=bad))
    return " ".join(said)
