"""Writing from right to left stands in the right order on labels, and Arabic letters are joined."""

import pytest

from odoo.addons.lot_gs1_labels.kernel.label import bidi, fonts
from odoo.addons.lot_gs1_labels.kernel.label.errors import LabelError


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("LOT 7", "LOT 7"),
        ("אבג", "גבא"),
        ("אבג 150 cm", "cm 150 גבא"),
        ("LOT אבג 150", "LOT 150 גבא"),
        ("LOT אב (גד) x", "LOT (דג) בא x"),
        ("אב (גד)", "(דג) בא"),
        ("אב 12.5%", "12.5% בא"),
        ("אב 10-20", "10-20 בא"),
        ("אב, A-7/8", "A-7/8 ,בא"),
    ],
)
def test_order_on_paper(text, paper):
    assert bidi.ordered(text) == paper


def test_arabic_letters_take_the_form_that_their_neighbours_ask_for():
    assert bidi.join("سلام") == "\ufeb3\ufefc\ufee1"  # initial seen, lam with alef at its end, meem alone
    assert bidi.join("عربي") == "\ufecb\ufeae\ufe91\ufef2"
    assert bidi.join("دار") == "\ufea9\ufe8d\ufead"
    assert bidi.join("abc אבג 12") == "abc אבג 12"


@pytest.mark.parametrize("text", ["שָׁלוֹם", "سَلام", "a\u202eb", "\u2067x"])
def test_what_needs_more_than_a_glyph_a_character_is_refused(text):
    assert not bidi.can_print(text)
    with pytest.raises(LabelError):
        fonts.font_for(text)
