"""Right-to-left names in a left-to-right PDF."""

import unicodedata

import pytest

from odoo.addons.lot_recall.kernel.visual import is_right_to_left, visual, visual_from_right


@pytest.mark.parametrize("text", ["", "CAN-2407-B", "Zürich → Łódź", "a (b) [c] <d>", "日本 12", "=1+1"])
def test_left_to_right_text_is_left_alone(text):
    assert visual(text) == text


def test_hebrew_is_turned_round_and_latin_around_it_is_not():
    assert visual("LOT \u05d0\u05d1\u05d2 X") == "LOT \u05d2\u05d1\u05d0 X"
    assert visual("\u05d0\u05d1 \u05d2\u05d3") == "\u05d3\u05d2 \u05d1\u05d0"


def test_numbers_inside_keep_their_order_and_brackets_mirror():
    assert visual("\u05d0 12 \u05d1") == "\u05d1 12 \u05d0"
    assert visual("\u05d0 12.5/3 \u05d1") == "\u05d1 12.5/3 \u05d0"
    # As every browser shows them: a number after the letters stands to the left of them.
    assert visual("LOT \u05d0\u05d1-77") == "LOT 77-\u05d1\u05d0"
    assert visual("77-\u05d0\u05d1 X 5") == "77-\u05d1\u05d0 X 5"
    assert visual("\u05d0(\u05d1)\u05d2") == "\u05d2(\u05d1)\u05d0"


def test_arabic_letters_join():
    shaped = visual("\u0628\u0628\u0628")  # beh beh beh
    assert [unicodedata.name(sign) for sign in shaped] == [
        "ARABIC LETTER BEH FINAL FORM",
        "ARABIC LETTER BEH MEDIAL FORM",
        "ARABIC LETTER BEH INITIAL FORM",
    ]
    # Alef never joins what follows it.
    assert [unicodedata.name(sign) for sign in visual("\u0627\u0628")] == [
        "ARABIC LETTER BEH ISOLATED FORM",
        "ARABIC LETTER ALEF ISOLATED FORM",
    ]


def test_fenced_names_keep_their_places():
    fenced = "\u2068\u05d0\u05d1\u2069 → \u2068\u05d2\u05d3\u2069"
    assert visual(fenced) == "\u05d1\u05d0 → \u05d3\u05d2"


def test_control_signs_are_shown_and_cannot_turn_the_line():
    assert visual("abc\u202edef\n\x07") == "abc·def··"


def test_no_letter_is_lost():
    text = "LOT \u05d0\u05d1\u05d2-77 \u0633\u0644\u0627\u0645 (x) \u05e9\u05b8\u05c1"
    drawn = unicodedata.normalize("NFKC", visual(text))
    assert sorted(drawn) == sorted(text)


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("שלום עולם.", ".םלוע םולש"),
        ("שלום ABC 12.5 ml (טוב)", "(בוט) ABC 12.5 ml םולש"),
        ("א 3/4 ב", "ב 3/4 א"),
        ("א 2026. ב", "ב .2026 א"),
        ("\u202eא", "א·"),
    ],
)
def test_a_line_from_right_to_left_is_drawn_from_its_end(line, drawn):
    assert visual_from_right(line) == drawn


@pytest.mark.parametrize(
    ("text", "expected"), [("12 שלום abc", True), ("abc שלום", False), ("12 %", False), ("", False)]
)
def test_the_first_letter_says_where_a_line_begins(text, expected):
    assert is_right_to_left(text) is expected
