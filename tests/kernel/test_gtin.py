import pytest

from odoo.addons.lot_gs1_labels.kernel import gtin
from odoo.addons.lot_gs1_labels.kernel.check_digits import gtin14


@pytest.mark.parametrize(
    ("barcode", "word"),
    [
        ("", gtin.BLANK),
        (" \t", gtin.BLANK),
        ("4006381333931", gtin.VALID),
        ("96385074", gtin.VALID),
        ("614141000036", gtin.VALID),
        ("19506000134359", gtin.VALID),
        ("4006381333932", gtin.CHECK_DIGIT),
        ("4006381333931 ", gtin.SPACES),
        ("400 6381 333931", gtin.SPACES),
        ("0000000000000", gtin.NOT_GTIN),
        ("40063813339", gtin.NOT_GTIN),
        ("4006381 33393X", gtin.NOT_GTIN),
        ("４００６３８１３３３９３１", gtin.NOT_GTIN),
        ("E-COM07", gtin.NOT_GTIN),
    ],
)
def test_a_barcode_is_judged(barcode, word):
    assert gtin.judge(barcode) == word


@pytest.mark.parametrize(
    ("barcode", "is_own"),
    [
        ("4006381333931", True),
        ("14006381333938", True),
        ("04006381333931", True),
        ("9506000134352", False),
        ("614141000036", False),
        ("96385074", True),  # a GTIN-8 does not tell
    ],
)
def test_the_company_prefix_tells_own_numbers(barcode, is_own):
    assert gtin.judge(barcode, "4006381") == (gtin.VALID if is_own else gtin.FOREIGN)
    assert gtin.is_own(gtin14(barcode), "4006381") is is_own


def test_an_american_prefix_starts_with_zero():
    assert gtin.judge("614141000036", "0614141") == gtin.VALID
    assert gtin.judge("614141000036", "614141") == gtin.FOREIGN
