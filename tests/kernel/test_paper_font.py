"""Letters that DejaVu Sans does not have: taken from another font, or told by their number, never a box in silence."""

import importlib.util
import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REPO = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("paper_font", REPO / "lot_traceability/report/paper_font.py")
paper_font = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(paper_font)


@pytest.fixture
def fonts():
    """DejaVu Sans as other font; Vera, which has western Latin only, as the paper's own, with it and without."""
    pdfmetrics.registerFont(TTFont("Plain", "Vera.ttf"))  # as the labels register it: another object of this face
    other = TTFont("Other", "DejaVuSans.ttf")
    pdfmetrics.registerFont(other)
    for name, second in (("Paper", other), ("Alone", None)):
        pdfmetrics.registerFont(paper_font.PaperFont(name, "Vera.ttf", second))
    return pdfmetrics.getFont


def printed(name, text):
    """(words on the page, letters that are lacking)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(name, 12)
    canvas.drawString(50, 700, text)
    canvas.save()
    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    return page.get_textpage().get_text_bounded(), getattr(canvas._doc, "letters_lacking", frozenset())


def test_letters_come_from_the_other_font(fonts):
    assert isinstance(fonts("Paper"), paper_font.PaperFont)
    text = "Lot Ж-7 für Ωmega"
    assert printed("Paper", text) == (text, frozenset())
    widths = [fonts(name).stringWidth(part, 12) for name, part in (("Paper", "Lot "), ("Other", "Ж"), ("Paper", "-7"))]
    assert fonts("Paper").stringWidth("Lot Ж-7", 12) == pytest.approx(sum(widths))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("Paper", "Lot 批号", "Lot [U+6279][U+53F7]"), ("Alone", "Ж7", "[U+0416]7")],
)
def test_what_no_font_has_is_told_by_number(fonts, name, text, words):
    told, lacking = printed(name, text)
    assert told == words
    assert lacking == {sign for sign in text if not sign.isascii()}
    assert fonts(name).stringWidth(text, 12) == pytest.approx(fonts(name).stringWidth(words, 12))


def test_invisible_signs_are_left_out_and_ask_for_no_font(fonts):
    assert printed("Paper", "A\u200bB\u2060C") == ("ABC", frozenset())
