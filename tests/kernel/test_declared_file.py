"""Files of declared history as people save them: encodings, delimiters, workbooks, and what is no table at all."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from odoo.addons.lot_traceability.kernel import declared, declared_file
from odoo.addons.lot_traceability.kernel.declared import SHIPMENT, Rules

RULES = Rules(now=datetime(2026, 1, 31, 12))


@pytest.mark.parametrize(
    ("data", "encoding", "cell"),
    [
        ("lot;qty\nMüller;1\n".encode(), "utf-8", "Müller"),
        ("lot;qty\nMüller;1\n".encode("utf-8-sig"), "utf-8", "Müller"),
        ("lot;qty\nMüller €;1\n".encode("cp1252"), "cp1252", "Müller €"),
        ("lot;qty\nשלום;1\n".encode("utf-16"), "utf-16", "שלום"),
    ],
)
def test_encodings(data, encoding, cell):
    table = declared_file.read_table(data)
    assert (table.encoding, table.delimiter) == (encoding, ";")
    assert table.rows == [(1, ["lot", "qty"]), (2, [cell, "1"])]


@pytest.mark.parametrize("delimiter", list(declared_file.DELIMITERS))
def test_delimiter_is_counted_outside_quotes(delimiter):
    others = "".join(set(declared_file.DELIMITERS) - {delimiter})
    table = declared_file.read_table(f'"lot {others * 5}"{delimiter}qty\nA{delimiter}1'.encode())
    assert table.rows[0][1] == [f"lot {others * 5}", "qty"]
    assert table.delimiter == delimiter


def test_line_numbers_are_those_of_an_editor():
    table = declared_file.read_table(b'lot;qty\n\n"A\nB";1\n;;\nC;2\n')
    assert [number for number, _cells in table.rows] == [1, 3, 6]


def test_quotes_and_formulas_stay_text():
    table = declared_file.read_table(b'lot;qty\n=1+1;1\n"say ""x""";2\n@cmd;3\n')
    assert [cells[0] for _number, cells in table.rows[1:]] == ["=1+1", 'say "x"', "@cmd"]


def test_xlsx_gives_dates_numbers_and_text_as_they_stand():
    book = Workbook()
    book.active.append(["lot", "qty", "date", "ref"])
    book.active.append([None, 1.5, datetime(2024, 3, 31, 14, 30), 12.0])
    book.active["A2"].value = "=1+1"
    book.active["A2"].data_type = "s"
    book.active.append([])
    book.active.append([7, 0.00001, datetime(2024, 3, 31).date(), True])
    buffer = io.BytesIO()
    book.save(buffer)
    table = declared_file.read_table(buffer.getvalue())
    assert table.encoding == "xlsx"
    assert table.rows[1:] == [
        (2, ["=1+1", "1.5", "2024-03-31 14:30:00", "12"]),
        (4, ["7", "0.00001", "2024-03-31", "True"]),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b";;\n;;\n", "empty"),
        (b"PK\x03\x04 no workbook", "bad_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked_xlsx"),
        (b"%PDF-1.7 lot;qty", "pdf"),
        (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1 lot;qty}", "document"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><table>", "web_page"),
        (b'<?xml version="1.0"?><Workbook/>', "web_page"),
        (b"lot\x00;qty", "not_text"),
        (b"\xff\xfeA", "not_text"),
        (b"lot\n" + b"x" * 1_000_001, "bad_csv"),
        (b"lot\n" + b"A\n" * (declared_file.MAX_LINES + 1), "too_long"),
    ],
)
def test_unreadable_files_say_why(data, code):
    with pytest.raises(declared_file.UnreadableFileError) as refusal:
        declared_file.read_table(data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("data", "code"), [(b"lot;qty\nA;1\n", "text_as_xlsx"), (b"%PDF-1.7", "pdf"), (b"\x00\x01", "not_text")]
)
def test_a_name_that_promises_a_workbook_is_held_to_it(data, code):
    with pytest.raises(declared_file.UnreadableFileError) as refusal:
        declared_file.read_table(data, " Old records.XLSX ")
    assert refusal.value.code == code


def test_other_zip_files_are_no_workbooks():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(declared_file.UnreadableFileError) as refusal:
        declared_file.read_table(buffer.getvalue())
    assert refusal.value.code == "other_zip"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        table = declared_file.read_table(data)
    except declared_file.UnreadableFileError:
        return
    reading = declared.read_rows(table.rows, SHIPMENT, RULES)
    assert reading.line_count == len(table.rows) - 1
