"""Numbers of suppliers' notices."""

import pytest

from odoo.addons.lot_recall.kernel.incoming import bare, read_numbers


def test_numbers_of_a_pasted_text():
    numbers = read_numbers(" SL-1 \nSL 2;sl-1,\r\n\tX/9\n\n")
    assert numbers.exact == ("SL-1", "SL 2", "sl-1", "X/9")
    assert numbers.bare == ("SL1", "SL2", "X9")
    assert read_numbers("") == ((), ())


@pytest.mark.parametrize(
    ("number", "wanted"), [("sl-1", "SL1"), ("ＳＬ１", "SL1"), ("---", ""), ("0017", "0017"), ("a_b.c", "ABC")]
)
def test_bare(number, wanted):
    assert bare(number) == wanted
