"""The Health Industry Bar Code: every form, every fault told with its place, nothing lost."""

from datetime import date

import pytest

from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, PRODUCT, QUANTITY, SERIAL
from odoo.addons.lot_udi.kernel import checks, hibc, reader, udi

TODAY = date(2026, 7, 1)


def read(raw, **options):
    return reader.read(raw, TODAY, **options)


def codes(parsed):
    return [issue.code for issue in parsed.issues if not issue.warning]


def whole(text):
    return text + checks.hibc_character(text)


def device(text):
    parsed = read(whole(text))
    assert not codes(parsed), parsed.issues
    return udi.of(parsed)


def test_joined_carrier_of_the_standard():
    parsed = read("+A99912345/$$52001510X3/16D20111212/S77DEFG457")
    assert parsed.carrier == "hibcc"
    assert parsed.is_sound
    assert parsed.first(PRODUCT).value == "A99912345"
    assert (parsed.first(LOT).value, parsed.first(SERIAL).value) == ("10X3", "77DEFG45")
    assert parsed.first(EXPIRY).day == date(2020, 1, 15)
    for element in parsed.elements:
        assert parsed.raw_scan[element.start : element.end] == element.value
    assert "".join(element.key + element.value for element in parsed.elements) == parsed.raw_scan[:-1]


def test_text_tells_device_and_production_part():
    found = device("+A99912345/$$52001510X3")
    assert (found.udi, found.pi_text) == ("+A99912345/$$52001510X33", "/$$52001510X33")
    assert device("+A99912345").pi_text == ""


@pytest.mark.parametrize(
    ("secondary", "day", "form", "hour"),
    [
        ("$$0228LOT", date(2028, 2, 29), "MMYY", None),
        ("$$1299LOT", date(1999, 12, 31), "MMYY", None),
        ("$$2022928LOT", date(2028, 2, 29), "MMDDYY", None),
        ("$$3280229LOT", date(2028, 2, 29), "YYMMDD", None),
        ("$$428022923LOT", date(2028, 2, 29), "YYMMDDHH", 23),
        ("$$528366LOT", date(2028, 12, 31), "YYJJJ", None),
        ("$$62836600LOT", date(2028, 12, 31), "YYJJJHH", 0),
        ("28366LOT", date(2028, 12, 31), "YYJJJ", None),
    ],
)
def test_every_spelling_of_the_date(secondary, day, form, hour):
    found = device(f"+A99912345/{secondary}")
    assert (found.lot_number, found.expiration_date, found.expiration_hour) == ("LOT", day, hour)
    assert found.expiration_date_original_format == form
    if secondary.startswith("$$"):
        found = device(f"+A99912345/$$+{secondary[2:]}")
        assert (found.lot_number, found.serial_number, found.expiration_date) == ("", "LOT", day)


@pytest.mark.parametrize(
    "secondary",
    ["$$1330L", "$$0030L", "$$2023027L", "$$3270229L", "$$427010124L", "$$527366L", "$$500000L", "$$62700124L",
     "$$327010L", "$$X", "$$", "$$A", "27366L", "$$+8021227L", "$A/16D20270229", "$A/14D20271301", "$A/14D2027131"],
)  # fmt: skip
def test_days_and_hours_that_do_not_exist(secondary):
    parsed = read(whole(f"+A99912345/{secondary}"))
    assert "date" in codes(parsed)


def test_quantities():
    assert device("+A99912349/$$8021227L").quantity == 2
    assert device("+A99912349/$$80070").quantity == 0
    assert device("+A99912349/$$9000123270630L").quantity == 12
    assert device("+A99912349/$$8107L").lot_number == "L"
    assert device("+A99912349/$L/Q500").quantity == 500
    parsed = read(whole("+A99912349/$$9000123270630L"))
    assert (parsed.first(QUANTITY).number, parsed.first(QUANTITY).unit) == (12, "C62")
    for wrong in ("$$8X21227L", "$$91234", "$L/Q", "$L/Q123456", "$L/QA1"):
        assert codes(read(whole(f"+A99912349/{wrong}"))), wrong


def test_a_lot_and_a_serial_may_be_missing_or_full():
    assert device("+A99912345/$$3270630").lot_number == ""
    assert device("+A99912345/$").lot_number == ""
    assert device("+A99912345/$+").serial_number == ""
    assert device("+A99912345/$" + "L" * 18).lot_number == "L" * 18
    assert codes(read(whole("+A99912345/$" + "L" * 19))) == ["lot_length"]
    assert codes(read(whole("+A99912345/$+" + "1" * 19))) == ["serial_length"]
    assert codes(read(whole("+A99912345/$L/S" + "1" * 19))) == ["serial_length"]
    assert codes(read(whole("+A99912345/$L/S"))) == ["empty_value"]


def test_parts_of_the_primary():
    assert hibc.parts(device("+A999" + "1" * 18 + "0").di) == ("A999", "1" * 18, "0")
    assert hibc.parts(device("+B12310").di) == ("B123", "1", "0")
    assert codes(read(whole("+A999" + "1" * 19 + "0"))) == ["pcn_length"]
    assert codes(read(whole("+A999A"))) == ["pcn_length"]
    assert codes(read(whole("+A999ABCD"))) == ["unit_of_measure"]
    assert codes(read(whole("+9999AB1"))) == ["lic"]
    assert codes(read(whole("+A999A-B1"))) == ["charset"]


def test_the_check_character_may_be_any_sign_and_is_never_stripped():
    texts = [f"+A999{first}{second}01/$L" for first in "AK" for second in checks.HIBC_ALPHABET[:36]]
    for sign in " /+$%.-":
        text = next(text for text in texts if checks.hibc_character(text) == sign)
        parsed = read(f"{text}{sign}\r\n")
        assert parsed.is_sound
        assert parsed.first(LOT).value == "L"
        assert read(f"]C0{text}{sign}").is_sound


def test_blanks_behind_a_code_are_only_forgiven_where_nobody_is_strict():
    assert read("+A123BJC5D6E71G ").is_sound
    assert read("+M2BHCA36   ").is_sound
    assert not read("+A123BJC5D6E71G ", strict=True).is_sound


def test_the_printed_form():
    parsed = read("*+M2BHCA36_*")
    assert parsed.is_sound
    assert udi.of(parsed).di == "M2BHCA36"
    assert parsed.raw_scan[parsed.elements[0].start : parsed.elements[0].end] == "M2BHCA36"
    assert read("*A99912345/$$52001510X33") is None


def test_what_the_check_character_should_be_and_which_letter_was_taken_for_another():
    right = whole("+A999O105/$$3270630LOT")
    parsed = read(right.replace("O105", "0105"))
    wrong, *hints = parsed.issues
    assert (wrong.code, wrong.got, wrong.start) == ("check_character", right[-1], len(right) - 1)
    assert wrong.expected == checks.hibc_character(parsed.raw_scan[:-1])
    assert (5, "0", "O") in [(hint.start, hint.got, hint.expected) for hint in hints]
    assert all(hint.warning for hint in hints)


def test_small_letters_are_pointed_at():
    issue = read("+A999o105X").issues[0]
    assert (issue.code, issue.start, issue.got, issue.expected) == ("charset", 5, "o", "O")


def test_signs_in_a_lot_are_remarked_on_or_refused():
    parsed = read(whole("+A99912345/$A-1 B"))
    assert parsed.is_sound
    assert (parsed.first(LOT).value, parsed.issues[0].code) == ("A-1 B", "special_sign")
    assert codes(read(whole("+A99912345/$A%1"))) == ["charset"]


def test_linked_pair_and_its_halves():
    primary = "+OZL6KA2LNRE0CCBVUB18"
    half = read("+$$0735G7M1D96B98L")
    assert half.is_sound
    assert [issue.code for issue in half.issues] == ["half_pair"]
    assert (udi.of(half).di, udi.of(half).link, udi.of(half).lot_number) == ("", "8", "G7M1D96B9")
    for raw in (f"{primary}\r\n+$$0735G7M1D96B98L", f"+$$0735G7M1D96B98L\t{primary}\n"):
        parsed = read(raw)
        assert parsed.is_sound
        found = udi.of(parsed)
        assert (found.di, found.lot_number, found.link) == (primary[1:-1], "G7M1D96B9", "")
        assert found.udi.startswith("+OZL6KA2LNRE0CCBVUB1/$$0735G7M1D96B9")
        for element in parsed.elements:
            assert raw[element.start : element.end] == element.value
    wrong = read(f"{primary}\n" + whole("+$$0735G7M1D96B9L"))
    fault = next(issue for issue in wrong.issues if issue.code == "link_character")
    assert (fault.got, fault.expected) == ("L", "8")
    assert "no_pair" in codes(read(f"{primary}\n{primary}"))


def test_two_values_for_one_thing_must_agree():
    assert codes(read(whole("+A99912345/$+S1/SS2"))) == ["repeat_conflict"]
    assert read(whole("+A99912345/$+S1/SS1")).is_sound
    assert read(whole("+A99912345/$$0628L/14D20280615")).is_sound
    assert codes(read(whole("+A99912345/$$3280601L/14D20280615"))) == ["repeat_conflict"]
    assert codes(read(whole("+A99912345/$$8021227L/Q3"))) == ["repeat_conflict"]


def test_unknown_sections():
    assert codes(read(whole("+A99912345/$L/X1"))) == ["unknown_identifier"]
    assert codes(read(whole("+A99912345/LOT"))) == ["secondary"]
    assert codes(read(whole("+A99912345/")))
    assert len(read(whole("+A99912345" + "/S1" * 5000)).elements) < 40


def test_unlikely_dates_are_remarked_on():
    parsed = read(whole("+A99912345/$L/14D19691231/16D20610101"))
    assert parsed.is_sound
    assert [issue.code for issue in parsed.issues] == ["unlikely_date"] * 2


def test_plain_texts_are_left_alone():
    for text in ("", "+", "+5", "+49 170 12345", "+AB", "+ABC-1", "LOT+1", "]C1+A123BJC5D6E71G"):
        assert read(text) is None
