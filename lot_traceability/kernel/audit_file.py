"""Exported ledgers: what stands in such a file for verification, and verifying one without the database.

The columns for people are in their language and may be dropped; these ones are not translated and make each row
provable on its own: ``hash`` follows from ``previous_hash``, ``content_hash``, ``number`` and ``sealed_at``. Run as

    python3 -m kernel.audit_file FILE [ANCHORS]

in the folder of the addon; a CSV file needs nothing but Python, an XLSX file openpyxl.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from . import audit_anchor, audit_verify
from .audit_chain import microseconds
from .audit_report import Report, Row

COLUMNS = ("company", "number", "entry", "sealed_at", "previous_hash", "content_hash", "hash")
CONTENT = "content"  # in XLSX continued in content_2, content_3 …: a cell there holds 32,767 characters
_LONGEST_CELL = 1 << 28


class FileError(Exception):
    """The file is no export of the ledger, or a row of it cannot be read; ``line`` counts from 1, 0 if all of it."""

    def __init__(self, reason: str, line: int = 0):
        super().__init__(reason)
        self.line = line


def verify(path: Path, anchor_text: str = "") -> list[Report]:
    """One report per company in the file; rows that were not sealed yet count as unsealed.

    Raises:
        FileError: when it cannot be read.
    """
    rows, unsealed = defaultdict(list), Counter()
    for company, row in read(path):
        if row:
            rows[company].append(row)
        else:
            unsealed[company] += 1
    anchors = audit_anchor.read(anchor_text, "anchors")
    return [
        audit_verify.verify(
            company,
            sorted(rows[company], key=lambda row: row.seq),
            [anchor for owner, anchor in anchors if owner == company],
            excerpt=True,
            unsealed=unsealed[company],
        )
        for company in sorted({*rows, *unsealed})
    ]


def read(path: Path) -> Iterator[tuple[int, Row | None]]:
    """``(company, row)`` of each line; the row is None when the entry was not sealed yet."""
    table = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    headings = next(table, [])
    places = {str(heading): place for place, heading in enumerate(headings)}
    if missing := [name for name in (*COLUMNS, CONTENT) if name not in places]:
        raise FileError(f"columns are missing: {', '.join(missing)}")
    parts = [place for name, place in places.items() if re.fullmatch(rf"{CONTENT}(_\d+)?", name)]
    for number, line in enumerate(table, 2):
        if any(line):
            yield _row(number, [line[places[name]] for name in COLUMNS], [line[place] for place in parts])


def _row(number, values, parts):
    try:
        company, seq, entry, sealed_at, previous, content_hash, digest = values
        if not seq:
            return int(company), None
        content = "".join(str(part) for part in parts if part)
        sealed_us = microseconds(datetime.fromisoformat(str(sealed_at).removesuffix("Z")))
        hashes = [bytes.fromhex(str(text)) for text in (content_hash, digest, previous)]
        return int(company), Row(int(seq), int(entry), *hashes[:2], sealed_us, content or None, None, hashes[2])
    except (TypeError, ValueError) as error:
        raise FileError(f"line {number} cannot be read: {error}", number) from error


def _csv(path):
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def _xlsx(path):
    import openpyxl
    from openpyxl.utils.escape import unescape

    book = openpyxl.load_workbook(path, read_only=True)
    try:
        for line in book.worksheets[0].iter_rows(values_only=True):
            yield [unescape(cell) if isinstance(cell, str) else cell for cell in line]
    finally:
        book.close()


def split(text: str, size: int) -> Iterable[str]:
    """A content in pieces that fit a cell."""
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def main(args: list[str]) -> int:
    """Verify a file from the command line; plain English, since there is no Odoo to translate."""
    path = Path(args[0])
    anchors = Path(args[1]).read_text(encoding="utf-8", errors="replace") if args[1:] else ""
    reports = verify(path, anchors)
    lines = []
    for report in reports:
        state = "sound" if report.is_sound else f"TAMPERED WITH, {report.wrong} findings"
        lines.append(f"company {report.company_id}: {report.rows} rows, {report.first} to {report.last}: {state}")
        lines += [f"  number {found.seq}, entry {found.entry_id}: {found.kind}" for found in report.findings]
        lines.append(
            f"  stretches of numbers that are not in this file: {report.skipped}; entries not sealed: "
            f"{report.unsealed}; anchors compared: {report.anchors}"
        )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(report.is_sound for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
