"""Numbers in GS1 elements keep their decimals; coupons and package types are checked."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import coupons, measures
from odoo.addons.lot_gs1_labels.kernel.ai_table import TABLE
from odoo.addons.lot_gs1_labels.kernel.element_string import check_pairs
from odoo.addons.lot_gs1_labels.kernel.measures import Measure

TODAY = date(2026, 7, 1)


def test_numbers_of_every_kind():
    for ai, value, expected in (
        ("3103", "001250", Measure(Decimal("1.250"), "KGM")),
        ("3565", "412020", Measure(Decimal("4.12020"), "APZ")),
        ("3370", "000012", Measure(Decimal("12"), "28")),
        ("30", "0012", Measure(Decimal("12"), "C62")),
        ("3922", "0299", Measure(Decimal("2.99"))),
        ("3932", "9780299", Measure(Decimal("2.99"), currency="978")),
        ("3953", "001234", Measure(Decimal("1.234"))),
        ("3941", "0125", Measure(Decimal("12.5"), "P1")),
        ("4331", "000500-", Measure(Decimal("-5.00"), "CEL")),
        ("4330", "009860", Measure(Decimal("98.60"), "FAH")),
    ):
        assert measures.read(ai, value) == expected
        assert str(measures.read(ai, value).number) == str(expected.number)
    for ai, value in (
        ("3103", "12345"), ("3103", "12345٣"), ("3106", "123456"), ("10", "1"), ("30", ""), ("4330", "00050--"),
        ("4331", "500-"), ("8005", "000199"), ("", ""),
    ):  # fmt: skip
        assert measures.read(ai, value) is None


@given(st.sampled_from([ai for ai in TABLE if "31" <= ai[:2] <= "36"]), st.text("0123456789", min_size=6, max_size=6))
def test_a_measure_is_its_digits_with_a_point(ai, digits):
    found = measures.read(ai, digits)
    assert format(found.number, "f").replace(".", "").zfill(6) == digits
    assert -found.number.as_tuple().exponent == int(ai[-1])
    assert found.unit


def test_coupons():
    # examples of the North American Coupon Application Guideline, release 2
    for value in (
        "10614141011111275110111",
        "106141410222223100110222111101231023456721104561045678991201",
        "1061414165432131501101201211014092110256100126663101231",
        "106141410012342501106501013085093101231",
        "106141411234562891101201212085010048000214025610048000310123191000",
    ):
        assert coupons.is_coupon(value, TODAY)
        assert not coupons.is_coupon(value[:-1], TODAY)
        assert not coupons.is_coupon(value + "0", TODAY)
    assert coupons.is_coupon("01234561234561111012335006064500606", TODAY)
    assert not coupons.is_coupon("01234561234561111012335006064500607", TODAY)  # starts after it ended
    assert not coupons.is_coupon("0123456123456111101233200600", TODAY)  # day 00
    assert coupons.is_positive_offer("001234561234560123456", TODAY)
    assert not coupons.is_positive_offer("201234561234560123456", TODAY)
    assert check_pairs([("8112", "07"), ("8110", "7")], TODAY)


def test_package_types():
    assert not check_pairs([("7041", code) for code in ("1A", "CT", "PX", "201", "9")], TODAY)
    assert [issue.code for issue in check_pairs([("7041", "A"), ("7041", "Bc")], TODAY)] == ["content"] * 2
