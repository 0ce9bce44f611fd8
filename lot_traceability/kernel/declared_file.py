"""A file of declared history as rows of text: CSV in the usual encodings, or the first sheet of an XLSX workbook.

Every cell becomes text exactly as it stands; nothing is computed, so ``=1+1`` stays the text ``=1+1``.
"""

import csv
import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

MAX_LINES = 100_000
MAX_UNPACKED_BYTES = 300_000_000  # a workbook of 100,000 lines unpacks to about 60 MB; more is a trap
DELIMITERS = ";,\t|"
WORKBOOK_NAMES = (".xlsx", ".xlsm")
# How files begin that hold no rows, whatever they are called.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "document"),
    (b"<!doctype html", "web_page"),
    (b"<html", "web_page"),
    (b"<table", "web_page"),
    (b"<?xml", "web_page"),
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the part that holds a workbook with a password
# Cells of text longer than this are no name, number or date.
LONGEST_CELL = 1_000_000


class UnreadableFileError(Exception):
    """The file as a whole cannot be read.

    ``code``: empty, not_text, bad_xlsx, old_excel, locked_xlsx, other_zip, text_as_xlsx, pdf, picture, document,
    web_page, bad_csv, too_long.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Table(NamedTuple):
    """The text of a file.

    ``rows``: (line number as an editor or Excel shows it, cells). ``encoding``: utf-8, utf-16, cp1252 or xlsx.
    """

    rows: list[tuple[int, list[str]]]
    encoding: str
    delimiter: str


def read_table(data: bytes, name: str = "") -> Table:
    """Read a CSV or XLSX file.

    Args:
        name: of the file; only to refuse what does not hold what it says.

    Raises:
        UnreadableFileError: it is neither, is empty, or has more than ``MAX_LINES`` lines.
    """
    if not data.strip():
        raise UnreadableFileError("empty")
    is_zip = data.startswith(b"PK\x03\x04")
    if not is_zip:
        _refuse_foreign(data, name)
    table = _read_xlsx(data) if is_zip else _read_csv(data)
    if not table.rows:
        raise UnreadableFileError("empty")
    return table


def _refuse_foreign(data: bytes, name: str) -> None:
    """Say what was received instead of reading a PDF or a renamed text as if it were rows."""
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFileError("locked_xlsx" if _LOCKED in data else "old_excel")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    for beginning, code in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            raise UnreadableFileError(code)
    if name.strip().lower().endswith(WORKBOOK_NAMES):
        decode(data)  # not even text: that is the better answer
        raise UnreadableFileError("text_as_xlsx")


def decode(data: bytes) -> tuple[str, str]:
    """Text of a file and the encoding it was read with: UTF-8, UTF-16 with its mark, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    raise UnreadableFileError("not_text")


def sniff_delimiter(text: str) -> str:
    """The separator that the first line with text uses most outside quotes; a comma when there is none."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    best = max(DELIMITERS, key=outside.count)
    return best if best in outside else ","


def _read_csv(data: bytes) -> Table:
    text, encoding = decode(data)
    delimiter = sniff_delimiter(text)
    csv.field_size_limit(LONGEST_CELL)  # of the whole process: every reader of files sets its own before it starts
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            _keep(rows, start, cells)
            start = reader.line_num + 1  # a quoted cell may hold line breaks
    except csv.Error as error:
        raise UnreadableFileError("bad_csv", str(start)) from error
    return Table(rows, encoding, delimiter)


def _read_xlsx(data: bytes) -> Table:
    # Imported here: only this branch needs it, and importing costs a tenth of a second at every start.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    rows: list[tuple[int, list[str]]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableFileError("too_long")
            if not any(entry.filename.startswith("xl/") for entry in archive.infolist()):
                raise UnreadableFileError("other_zip")
        # data_only: of a formula the value that Excel showed; a text cell that begins with "=" stays text.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size, and openpyxl would believe it
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            _keep(rows, number, [cell_text(cell) for cell in cells])
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise UnreadableFileError("bad_xlsx") from error  # SyntaxError: what XML parsers raise
    return Table(rows, "xlsx", "")


def cell_text(value: object) -> str:
    """A worksheet cell as text: dates in ISO form, numbers without exponent, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)


def _keep(rows: list[tuple[int, list[str]]], number: int, cells: list[str]) -> None:
    if not any(cell.strip() for cell in cells):
        return
    if len(rows) > MAX_LINES:
        raise UnreadableFileError("too_long")
    rows.append((number, cells))
