"""The registry's rules: what is missing, what may not be, what makes another device, and the file for GUDID."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from odoo.addons.lot_udi.kernel import (
    attributes,
    changes,
    completeness,
    eudamed,
    gudid,
    gudid_reader,
    production_ids,
    record,
)
from odoo.addons.lot_udi.kernel.attributes import EUDAMED, GUDID, Value
from odoo.addons.lot_udi.kernel.record import Identifier, Record
from odoo.addons.lot_udi.kernel.sheet import Version

TABLE = Path(attributes.__file__).parent.parent / "data" / "lot.udi.attribute.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
ATTRIBUTES = [attributes.definition(row) for row in ROWS]
BY_CODE = {one.code: one for one in ATTRIBUTES}
BASE = Identifier("09506000134352", "GS1", record.PRIMARY, "unit")
CASE = Identifier("19506000134359", "GS1", record.PRIMARY, "case", contains=BASE.di, quantity=12)
ANSWERS = {
    "brand": "Infuser", "model": "IP-7", "count": "1", "gmdn": "13215", "product_code": "FRN", "duns": "123456789",
    "labeler_name": "Acme", "phone": "+1 555 0100", "email": "help@example.com", "fda_class": "2",
    "premarket_exempt": "no", "submission": "K123456", "listing": "D123456", "otc": "no", "rx": "yes",
    "status": "in distribution", "single_use": "yes", "sterile": "yes", "sterilise_before_use": "no", "latex": "no",
    "mri": "MR Safe", "kit": "no", "combination": "no", "hctp": "no",
    "pi_lot": "udi", "pi_serial": "no", "pi_made": "no", "pi_expiry": "udi",
}  # fmt: skip


def device(identifiers=(BASE, CASE), basic_udi="", **answers):
    facts = {code: (Value(text),) for code, text in {**ANSWERS, **answers}.items() if text}
    return Record(facts, identifiers, basic_udi)


def gaps(one, target=GUDID):
    return [(gap.code, gap.about) for gap in completeness.gaps(one, ATTRIBUTES, target)]


def test_the_table_is_sound():
    assert len(BY_CODE) == len(ATTRIBUTES)
    kinds = {"text", "number", "date", "yesno", "choice", "measure", "range", *attributes._FORMS}
    for one, row in zip(ATTRIBUTES, ROWS, strict=True):
        assert one.kind in kinds, one.code
        for condition in one.needed.values():
            for term in condition.replace("|", "&").split("&"):
                assert term in ("", "1") or term.strip("!").partition("=")[0] in BY_CODE, (one.code, term)
        assert one.kind != "choice" or one.choices or row["field"], one.code
        assert bool(one.units) == (one.kind in ("measure", "range")), one.code
    named = {one.column[GUDID].partition(".")[2] for one in ATTRIBUTES if one.column[GUDID].startswith("device.")}
    assert named <= set(gudid.DEVICE)


def test_a_complete_device_has_no_gaps():
    assert gaps(device()) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"brand": ""}, [("missing", "brand")]),
        ({"premarket_exempt": "yes", "submission": ""}, []),
        ({"submission": ""}, [("missing", "submission")]),
        ({"gmdn": "1321"}, [("fault", "gmdn")]),
        ({"single_use": "perhaps"}, [("fault", "single_use")]),
        ({"single_use": "no"}, [("missing", "direct_marking")]),
        ({"status": "not in distribution"}, [("missing", "status_end")]),
        ({"direct_marking": "other"}, [("direct_missing", "")]),
        ({"pi_expiry": "label"}, [("from_label", "expiry")]),
        ({"pi_expiry": "label", "fda_class": "1"}, []),
        ({"identifiers": ()}, [("no_base", "")]),
        ({"identifiers": (replace(BASE, agency="IFA"),)}, [("agency", BASE.di)]),
        ({"identifiers": (BASE, replace(CASE, quantity=1))}, [("quantity", CASE.di)]),
        (
            {"identifiers": (BASE, replace(BASE, di="09506000134369", level="use"))},
            [("use_needless", "09506000134369")],
        ),
    ],
)
def test_gaps_of_gudid(change, found):
    assert gaps(device(**change)) == found


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, []),
        ({"pi_made": "label"}, []),
        ({"pi_lot": "label"}, [("from_label", "lot")]),
        ({"pi_lot": "no", "pi_expiry": "no", "pi_made": "label"}, [("only_made", "made")]),
        ({"pi_lot": "no", "pi_expiry": "no"}, [("no_pi", "")]),
        ({"implantable": "yes", "active_device": "yes"}, [("active_implant", "serial")]),
        ({"implantable": "yes", "active_device": "yes", "pi_serial": "udi"}, []),
        ({"implantable": "yes", "pi_lot": "no"}, [("implant", "lot")]),
        ({"fda_class": "1", "pi_lot": "label"}, [("from_label", "lot")]),
    ],
)
def test_production_identifiers_in_europe(answers, found):
    assert production_ids.breaches(device(**answers), EUDAMED) == found


def test_eudamed_needs_a_basic_udi():
    assert ("no_basic_udi", "") in gaps(device(), EUDAMED)
    assert ("no_basic_udi", "") not in gaps(device(basic_udi="1987654Ad4X4bL5ttr2310c2K"), EUDAMED)
    assert ("missing", "emdn") in gaps(device(), EUDAMED)


@pytest.mark.parametrize(
    ("code", "value", "fault"),
    [
        ("gmdn", Value("12345"), ""),
        ("srn", Value("DE-MF-000012345"), ""),
        ("srn", Value("DE-MF-12345"), "form"),
        ("email", Value("help at example.com"), "form"),
        ("website", Value("javascript:alert(1)"), "form"),
        ("status_end", Value("2026-02-30"), "date"),
        ("count", Value("0"), "number"),
        ("count", Value("1.5"), "number"),
        ("size_length", Value("12.5", "Centimeter"), ""),
        ("size_length", Value("12,5", "Centimeter"), "number"),
        ("size_length", Value("12", "cubit"), "unit"),
        ("storage_temperature", Value("2", "Degrees Celsius", "8"), ""),
        ("storage_temperature", Value("8", "Degrees Celsius", "2"), "order"),
        ("storage_temperature", Value("NaN", "Degrees Celsius"), "number"),
        ("brand", Value("x" * 81), "long"),
        ("brand", Value("  "), "empty"),
        ("kit", Value("true"), "choice"),
    ],
)
def test_values(code, value, fault):
    assert attributes.fault(BY_CODE[code], value) == fault


def test_a_record_comes_back_as_it_was_written():
    one = device(basic_udi="1987654Ad4X4bL5ttr2310c2K")
    text = record.write(one)
    assert record.read(text).facts == one.facts
    assert record.write(record.read(text)) == text


def test_changes_say_which_make_another_device():
    before, after = device(), device(brand="Infuser II", phone="+1 555 0101", latex="")
    found = {change.about: change for change in changes.changes(before, after, ATTRIBUTES, GUDID)}
    assert found.keys() == {"brand", "phone", "latex"}
    assert (found["brand"].before, found["brand"].after, found["brand"].needs_di) == (
        ("Infuser",),
        ("Infuser II",),
        True,
    )
    assert not found["phone"].needs_di
    assert not found["latex"].needs_di, "an answer that was taken back is no other device"
    assert "phone" not in {one.about for one in changes.changes(before, after, ATTRIBUTES, EUDAMED)}
    more = device(identifiers=(BASE, replace(CASE, quantity=24)))
    [change] = changes.changes(before, more, ATTRIBUTES, GUDID)
    assert (change.about, change.needs_di) == (CASE.di, True)
    [change] = changes.changes(before, device(identifiers=(BASE,)), ATTRIBUTES, GUDID)
    assert (change.after, change.needs_di) == ((), False)


def test_clocks():
    friday = date(2026, 11, 20)
    assert changes.due(friday, GUDID) == date(2026, 12, 4)
    assert changes.due(date(2026, 11, 21), GUDID) == date(2026, 12, 4), "from a Saturday on"
    assert changes.due(friday, EUDAMED) == date(2026, 12, 20)


def test_gudid_locks_a_week_after_publication():
    friday = date(2026, 11, 20)
    assert not changes.is_locked(friday, date(2026, 11, 27), GUDID)
    assert changes.is_locked(friday, date(2026, 11, 28), GUDID)
    assert changes.is_locked(friday, friday, EUDAMED)


def test_the_file_for_gudid():
    one = device(direct_marking="exempt")
    more = {"size_length": (Value("12", "Centimeter"),), "storage_temperature": (Value("2", "Degrees Celsius", "8"),)}
    one = replace(one, facts={**one.facts, **more, "gmdn": (Value("13215"), Value("13216"))})
    sheets = {sheet.name: sheet for sheet in gudid.sheets([(one, Version(3, "2026-11-21"))], ATTRIBUTES)}
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
    row = dict(zip(sheets["device"].columns, sheets["device"].rows[0], strict=True))
    assert row["PrimaryDI"] == BASE.di
    assert (row["brandName"], row["singleUse"], row["lotBatch"], row["serialNumber"]) == (
        "Infuser",
        "true",
        "true",
        "false",
    )
    assert (row["DMExempt"], row["deviceCommDistributionStatus"]) == ("true", "In Commercial Distribution")
    assert sheets["identifiers"].rows[1] == (
        BASE.di, CASE.di, "Package", "GS1", BASE.di, "12", "", "In Commercial Distribution", "Case",
    )  # fmt: skip
    assert [row[1] for row in sheets["gmdnTerms"].rows] == ["13215", "13216"]
    assert sheets["deviceSizes"].rows == ((BASE.di, "Length", "Centimeter", "12", ""),)
    assert sheets["environmentalConditions"].rows[0][2:6] == ("Degrees Celsius", "8", "Degrees Celsius", "2")


def test_a_range_without_beginning_goes_out_and_comes_back():
    limit, temperature = Value("", "Degrees Celsius", "30"), BY_CODE["storage_temperature"]
    assert [attributes.fault(temperature, value) for value in (limit, Value("", "Degrees Celsius"))] == ["", "empty"]
    one = device()
    one = replace(one, facts={**one.facts, "storage_temperature": (limit,)})
    sheets = gudid.sheets([(one, Version(1, "2026-11-21"))], ATTRIBUTES)
    [row] = next(sheet for sheet in sheets if sheet.name == "environmentalConditions").rows
    assert row[2:6] == ("Degrees Celsius", "30", "", "")
    tables = {sheet.name: [dict(zip(sheet.columns, row)) for row in sheet.rows] for sheet in sheets}
    [found] = gudid_reader.read(tables, ATTRIBUTES)
    assert found.record.facts["storage_temperature"] == (limit,)


def test_the_file_for_eudamed():
    one = device(basic_udi="1987654Ad4X4bL5ttr2310c2K", srn="DE-MF-000012345", emdn="A0101")
    one = replace(one, facts={**one.facts, "storage_temperature": (Value("2", "Degrees Celsius", "8"),)})
    another = replace(one, identifiers=(replace(BASE, di="09506000134369"),))
    written = [(one, Version(1, "2026-11-21")), (another, Version(1, "2026-11-21"))]
    sheets = {sheet.name: sheet for sheet in eudamed.sheets(written, ATTRIBUTES)}
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
    assert len(sheets["basicUdiDi"].rows) == 1, "devices of one Basic UDI-DI are told once"
    row = dict(zip(sheets["udiDi"].columns, sheets["udiDi"].rows[0], strict=True))
    assert (row["udiDi"], row["emdnCode"], row["storage.Temperature"]) == (BASE.di, "A0101", "2 to 8 Degrees Celsius")
    assert sheets["packages"].rows == ((BASE.di, CASE.di, "GS1", "case", BASE.di, "12", ""),)


def test_packages_hold_the_next_smaller_one():
    def one(di, level="unit", kind=record.PRIMARY, end=""):
        return Identifier(di, "GS1", kind, level, end=end)

    found = [
        (one("unit"), 1, 1.0), (one("pack", "inner"), 1, 6.0), (one("case", "case"), 1, 12.0),
        (one("odd", "case"), 1, 8.0), (one("old", "inner", end="2026-01-01"), 1, 4.0), (one("use", "use"), 1, 0.5),
        (one("second", kind="secondary"), 1, 2.0), (one("else", "case"), 2, 24.0),
    ]  # fmt: skip
    holds = {item.di: (item.contains, item.quantity) for item in record.nest(found) if item.contains}
    assert holds == {"pack": ("unit", 6), "case": ("pack", 2), "odd": ("unit", 8), "old": ("unit", 4)}


def test_the_file_for_gudid_is_read_as_it_was_written():
    more = {
        "size_length": (Value("12", "Centimeter"),), "size_text": (Value("left"),),
        "storage_temperature": (Value("2", "Degrees Celsius", "8"),), "storage_text": (Value("Keep dry"),),
        "gmdn": (Value("13215"), Value("13216")), "direct_marking": (Value("exempt"),),
    }  # fmt: skip
    others = (
        BASE,
        CASE,
        Identifier("D99912340", "HIBCC", "secondary", "unit"),
        Identifier("U1", "GS1", "primary", "use"),
    )
    one = device(identifiers=others)
    one = replace(one, facts={**one.facts, **more})
    sheets = gudid.sheets([(one, Version(1, "2026-11-21"))], ATTRIBUTES)
    tables = {sheet.name: [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows] for sheet in sheets}
    [found] = gudid_reader.read(tables, ATTRIBUTES)
    assert (found.di, found.row) == (BASE.di, 2)
    assert set(found.record.identifiers) == set(others)
    told = {code for code in one.facts if BY_CODE[code].column[GUDID]} | {"direct_marking"}
    assert found.record.facts == {code: one.facts[code] for code in told}


def test_a_table_without_anything_is_read():
    assert gudid_reader.read({}, ATTRIBUTES) == []
    assert gudid_reader.read({"device": [{"PrimaryDI": " "}, {}]}, ATTRIBUTES) == []
    [found] = gudid_reader.read({"device": [{"PrimaryDI": "X1", "rx": "maybe"}]}, ATTRIBUTES)
    assert found.record.facts == {"rx": (Value("maybe"),)}
