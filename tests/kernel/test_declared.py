"""Declared history: files → rows → lots, every bad line with its number and reason."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel import declared, declared_file, declared_names
from odoo.addons.lot_traceability.kernel.declared import GENEALOGY, SHIPMENT, Rules
from odoo.addons.lot_traceability.kernel.declared_names import Book, Choice, LotName, LotRef, ProductRef

NOW = datetime(2026, 1, 31, 12)
RULES = Rules(now=NOW)
MAKING = "component_product;component_lot;produced_product;produced_lot;qty;produced_qty;date;document\n"
SHIPPING = "product;lot;partner;qty;date;document\n"


def read(text, kind, rules=RULES):
    data = text if isinstance(text, bytes) else text.encode()
    return declared.read_rows(declared_file.read_table(data).rows, kind, rules)


def codes(issues):
    return [(issue.line, issue.code, issue.field) for issue in issues]


# --- header ---


def test_header_words_are_forgiving_about_form_and_strict_about_sense():
    text = "Shipped to;LOT ;Quantity;Date;remark\nHospital;A;1;2024-01-01;hello\n"
    reading = read(text, SHIPMENT)
    assert (codes(reading.issues), reading.ignored) == ([], ["remark"])
    assert reading.rows[0].names == {"partner": "Hospital", "lot": "A"}
    assert codes(read("lot;lot;qty\nA;A;1", SHIPMENT).issues) == [
        (1, "column_twice", "lot"),
        (1, "column_missing", "partner"),
        (1, "column_missing", "date"),
    ]


# --- values ---


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("+5", 5), (" 5 ", 5), ("0.25", "0.25"), (".5", "0.5"), ("1,5", "1.5"), ("0,125", "0.125"),
        ("1.234", "1.234"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1,234,567", 1234567),
        ("1.234.567", 1234567), ("1 234,5", "1234.5"), ("1\u202f234", 1234), ("1'234.5", "1234.5"),
        ("1234,567", "1234.567"),
    ],
)  # fmt: skip
def test_quantities(text, value):
    assert declared.parse_qty(text, 3) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "qty"), ("x", "qty"), ("1e3", "qty"), ("NaN", "qty"), ("=1+1", "qty"), ("1 kg", "qty"),
        ("1,2,3", "qty"), ("12.34.5", "qty"),
        ("1,234", "qty_ambiguous"), ("0", "qty_not_positive"), ("-1", "qty_not_positive"), ("-0", "qty_not_positive"),
        ("1.0005", "qty_decimals"), ("4012345678901", "qty_too_big"),
    ],
)  # fmt: skip
def test_quantities_refused(text, code):
    with pytest.raises(declared._ValueProblemError, match=f"^{code}$"):
        declared.parse_qty(text, 3)


@given(st.decimals(min_value="0.001", max_value="999999999", places=3))
def test_quantity_survives_writing_with_point_comma_and_thousands(value):
    english = f"{value:,.3f}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    texts = {f"{value:f}", english, swapped, english.replace(",", " "), swapped.replace(".", "\u00a0")}
    for text in texts:
        if text.count(",") == 1 and "." not in text and len(text) <= 7 and text[0] != "0":
            # 1,234 has two meanings.
            with pytest.raises(declared._ValueProblemError, match="^qty_ambiguous$"):
                declared.parse_qty(text, 3)
        else:
            assert declared.parse_qty(text, 3) == value


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("2024-03-31", "ymd", (2024, 3, 30, 23)), ("2024/3/31", "ymd", (2024, 3, 30, 23)),
        ("31.3.2024", "ymd", (2024, 3, 30, 23)), ("31/03/2024", "dmy", (2024, 3, 30, 23)),
        ("03/31/2024", "mdy", (2024, 3, 30, 23)), ("2024-07-01 14:30", "ymd", (2024, 7, 1, 12, 30)),
        ("2024-07-01T14:30:05Z", "ymd", (2024, 7, 1, 14, 30, 5)),
        ("2024-07-01 14:30:00+05:30", "ymd", (2024, 7, 1, 9)),
        ("1.7.2024 14:30", "ymd", (2024, 7, 1, 12, 30)),
    ],
)  # fmt: skip
def test_dates_become_utc(text, order, value):
    rules = RULES._replace(zone="Europe/Berlin", date_order=order)
    assert declared.parse_date(text, rules) == datetime(*value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2024", "date_order"), ("2024-02-30", "date"), ("31.3.24", "date"), ("yesterday", "date"),
        ("45000", "date"),
        ("2024-01-01 25:00", "date"), ("2026-02-01", "date_future"), ("0001-01-01", "date"),
        ("2024-01-01 10:00+99:00", "date"),
    ],
)  # fmt: skip
def test_dates_refused(text, code):
    with pytest.raises(declared._ValueProblemError, match=f"^{code}$"):
        declared.parse_date(text, RULES)


def test_every_bad_cell_of_every_line_is_listed():
    text = SHIPPING + "X;A;H;0;2024-13-01;\n;;H;1;2024-01-01;\nX;B;H;2;2024-01-01;D1\nX;C;H;2;2024-01-01;D1;spill\n"
    reading = read(text, SHIPMENT)
    assert codes(reading.issues) == [
        (2, "qty_not_positive", "qty"),
        (2, "date", "date"),
        (3, "missing", "lot"),
        (5, "too_many_cells", ""),
    ]
    assert [(row.line, row.qty, row.document) for row in reading.rows] == [(4, 2, "D1")]
    assert reading.line_count == 4


# --- names ---

NEEDLE, SET, BOX, SHEET = (
    ProductRef(1, True, 0),
    ProductRef(2, True, 0),
    ProductRef(3, True, 0),
    ProductRef(4, False, 0),
)
BOOK = Book(
    lots={"N1": [LotRef(11, 1, 0)], "S1": [LotRef(21, 2, 0)], "X": [LotRef(12, 1, 0), LotRef(31, 3, 0)],
          "T": [LotRef(13, 1, 0), LotRef(14, 1, 7)], "F": [LotRef(15, 1, 9)]},
    products={"NEEDLE": [NEEDLE], "SET": [SET], "TWIN": [NEEDLE, BOX], "SHEET": [SHEET],
              "THEIRS": [ProductRef(5, True, 9)]},
    partners={"Hospital": [70], "Twins": [71, 72]},
)  # fmt: skip


def find(lines, kind=SHIPMENT, create=False):
    reading = read((SHIPPING if kind == SHIPMENT else MAKING) + lines, kind)
    assert not reading.issues
    return declared_names.resolve(reading, BOOK, Choice(kind, 7, create))


@pytest.mark.parametrize(
    ("line", "lot"),
    [
        (";N1", 11), ("NEEDLE; N1 ", 11), ("NEEDLE;X", 12), ("TWIN;N1", 11), (" NEEDLE ;T", 14), (";T", 14),
    ],
)  # fmt: skip
def test_a_lot_is_found(line, lot):
    good, issues = find(f"{line};Hospital;1;2024-01-01;\n")
    assert not issues
    assert (good[0].lots[0].id, good[0].partner_id) == (lot, 70)


@pytest.mark.parametrize(
    ("line", "create", "code"),
    [
        (";Q;Hospital", False, "unknown_lot"), (";Q;Hospital", True, "unknown_lot_no_product"),
        ("SET;N1;Hospital", False, "unknown_lot"),
        (";X;Hospital", False, "ambiguous_lot"), ("TWIN;X;Hospital", False, "ambiguous_lot"),
        ("TWIN;Q;Hospital", True, "ambiguous_product"),
        ("NONE;N1;Hospital", True, "unknown_product"), ("SHEET;N1;Hospital", True, "untracked_product"),
        (";F;Hospital", True, "other_company"), ("THEIRS;Q;Hospital", True, "other_company"),
        (";N1;Nobody", False, "unknown_partner"), (";N1;Twins", False, "ambiguous_partner"),
    ],
)  # fmt: skip
def test_a_name_is_refused(line, create, code):
    good, issues = find(f"{line};1;2024-01-01;\n", create=create)
    assert ([], [code]) == (good, [issue.code for issue in issues])


def test_bad_values_and_bad_names_of_a_line_are_told_together():
    reading = read(SHIPPING + ";Q;Nobody;0;2024-01-01;\n;;Nobody;1;soon;\n", SHIPMENT)
    good, issues = declared_names.resolve(reading, BOOK, Choice(SHIPMENT, 7))
    assert not good
    assert codes(issues) == [
        (2, "qty_not_positive", "qty"), (2, "unknown_lot", "lot"), (2, "unknown_partner", "partner"),
        (3, "missing", "lot"), (3, "date", "date"), (3, "unknown_partner", "partner"),
    ]  # fmt: skip


def test_missing_lots_are_named_once_when_asked_for():
    good, issues = find("NEEDLE;NEW;Hospital;1;2024-01-01;\nNEEDLE; NEW;Hospital;2;2024-01-01;\n", create=True)
    assert not issues
    assert {line.lots for line in good} == {(LotName(0, 1, "NEW"),)}


def test_duplicates_loops_and_contradictions():
    line = "NEEDLE;N1;SET;S1;10;{};2024-01-01;MO1\n"
    good, issues = find(line.format(5) + line.format(5) + ";N1;;N1;1;;2024-01-01;MO2\n", GENEALOGY)
    assert [row.row.line for row in good] == [2]
    assert [(issue.line, issue.code, issue.detail) for issue in issues] == [(3, "duplicate", "2"), (4, "loop", "")]
    good, issues = find(line.format(5) + ";T;SET;S1;1;6;2024-01-01;MO1\n;T;SET;S1;1;6;2024-01-01;MO2\n", GENEALOGY)
    assert [row.row.line for row in good] == [2, 4]
    assert [(issue.line, issue.code, issue.detail) for issue in issues] == [(3, "produced_qty_differs", "2")]


def test_wanted_names_cover_the_file():
    reading = read(MAKING + "NEEDLE; N1;;S1;1;;2024-01-01;\n", GENEALOGY)
    assert declared_names.wanted(reading) == ({" N1", "N1", "S1"}, {"NEEDLE"}, set())


def test_fingerprint_tells_lines_apart_and_nothing_else():
    def print_of(kind="shipment", company_id=7, lot_id=11, partner_id=70, **row):
        values = {"qty": Decimal("1.5"), "date": datetime(2024, 1, 1), "document": "D1", "line": 2}
        line = declared_names.Resolved(
            declared.Row(**{"names": {}, "produced_qty": None, **values, **row}), (), partner_id
        )
        return declared_names.fingerprint(kind, company_id, line, [LotName(lot_id, 1, "N1")])

    assert print_of() == print_of(qty=Decimal("1.50"), line=9, produced_qty=Decimal(3))
    others = [
        print_of(kind="genealogy"), print_of(company_id=8), print_of(lot_id=12), print_of(partner_id=71),
        print_of(qty=Decimal(2)), print_of(date=datetime(2024, 1, 2)), print_of(document="D2"), print_of(document=""),
    ]  # fmt: skip
    assert len({print_of(), *others}) == len(others) + 1


@given(st.lists(st.tuples(st.sampled_from(["N1", "S1", "X", "Q", "=1+1", ""]),
                          st.sampled_from(["1", "0", "1,234", "2.5"]),
                          st.sampled_from(["2024-01-01", "03/04/2024", ""])), max_size=12))  # fmt: skip
def test_each_line_is_taken_or_refused_never_both(lines):
    text = SHIPPING + "".join(f";{lot};Hospital;{qty};{date};D\n" for lot, qty, date in lines)
    reading = read(text, SHIPMENT)
    good, issues = declared_names.resolve(reading, BOOK, Choice(SHIPMENT, 7))
    taken = {line.row.line for line in good}
    refused = {issue.line for issue in issues}
    assert taken | refused == set(range(2, len(lines) + 2))
    assert not taken & refused
