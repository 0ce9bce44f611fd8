"""The layout engine and its writers: symbols read back, text fits or is refused, PDF, dots and ZPL agree."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from odoo.addons.lot_gs1_labels.kernel.label import carriers, check, data_matrix, pdf, place, raster, symbols, zpl
from odoo.addons.lot_gs1_labels.kernel.label.design import DOTS_PER_MM, SHEETS, Design, Item, Values
from odoo.addons.lot_gs1_labels.kernel.label.errors import LabelError

from tests.kernel import bare_packages  # noqa: F401
from tests.support.zpl import rendered

TODAY = date(2026, 11, 21)
GTIN = "09506000134352"
PAIRS = (("01", GTIN), ("17", "270630"), ("10", "ABC-1"))
DATA = f"01{GTIN}1727063010ABC-1"


def symbol(carrier, ais=(), box=(1, 1, 98, 40), **more):
    return Item("symbol", *box, carrier=carrier, ais=ais, **more)


def page(*items, pairs=PAIRS, texts=(), dpi=203, use=carriers.HEALTHCARE, size=(100, 50), copies=1):
    design = Design(*size, dpi, use, items)
    return place.place(design, Values("label", pairs, dict(texts), copies=copies), TODAY)


def read(image):
    return {(found.symbology_identifier, found.bytes.decode()) for found in zxingcpp.read_barcodes(image)}


def from_pdf(content, number=0, scale=203.2 / 72):
    return pypdfium2.PdfDocument(content)[number].render(scale=scale).to_pil()


CASES = [
    (carriers.GS1_DATAMATRIX, (), ("]d2", DATA)),
    (carriers.GS1_DATAMATRIX_FLAT, ("01", "10"), ("]d2", f"01{GTIN}10ABC-1")),
    (carriers.GS1_128, ("01", "17"), ("]C1", f"01{GTIN}17270630")),
    (carriers.LINK_QR, (), ("]Q1", f"https://id.gs1.org/01/{GTIN}/10/ABC-1?17=270630")),
    (carriers.EAN_13, ("01",), ("]E0", GTIN[1:])),
    (carriers.ITF_14, ("01",), ("]I1", GTIN)),
    # kind of symbol, its identifiers, what a reader must report
]


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize(("carrier", "ais", "wanted"), CASES)
def test_pdf_and_dots_read_back_alike(carrier, ais, wanted, dpi):
    drawn = page(symbol(carrier, ais), dpi=dpi)
    assert read(from_pdf(pdf.write([drawn], "t"), scale=DOTS_PER_MM[dpi] * 25.4 / 72)) == {wanted}
    assert read(raster.draw(drawn).convert("L")) == {wanted}


def test_zpl_reads_back_and_has_the_very_dots_of_the_picture():
    pages = [
        page(symbol(carrier, ais, hri="none"), Item("rule", 1, 45, 30, 1), dpi=dpi)
        for dpi in DOTS_PER_MM
        for carrier, ais, _wanted in CASES
    ]
    wanted = [wanted for _dpi in DOTS_PER_MM for _carrier, _ais, wanted in CASES]
    images = list(rendered([("".join(zpl.write([drawn])), drawn.width, drawn.height) for drawn in pages]))
    assert len(images) == len(pages) == 18
    for drawn, image, data in zip(pages, images, wanted, strict=True):
        assert read(image) == {data}
        ours = raster.draw(drawn).convert("L")
        assert image.tobytes() == ours.tobytes()


def test_module_is_whole_dots_within_the_limits():
    for dpi, scale in DOTS_PER_MM.items():
        for carrier, spec in carriers.CARRIERS.items():
            for use, sizes in spec.uses.items():
                text = {0: "A1"} if carrier == carriers.CODE_128 else {}
                pairs = (("01", "00000095060002"),) if carrier == carriers.EAN_8 else (("01", "00036000291452"),)
                drawn = page(
                    symbol(carrier, box=(0, 0, 250, 100)), pairs=pairs, texts=text, dpi=dpi, use=use, size=(250, 100)
                )
                bars = drawn.marks[0]
                assert isinstance(bars.module, int)
                x_mm = bars.module / scale
                assert sizes.least * 0.98 <= x_mm <= sizes.most * 1.02, (carrier, use, dpi, x_mm)
                assert bars.x >= spec.quiet[0] * bars.module


def test_symbol_without_room_is_refused_and_says_how_much_it_needs():
    with pytest.raises(LabelError) as refused:
        page(symbol(carriers.GS1_DATAMATRIX, box=(0, 0, 6, 6)))
    assert refused.value.code == "symbol_room"
    assert refused.value.details["width"] == pytest.approx(6.5, abs=0.6)


def test_gs1_128_is_at_most_48_characters_and_165_mm():
    pairs = (("01", GTIN), ("10", "A" * 20), ("21", "B" * 8))  # 16 + 22 + separator + 10 = 49
    with pytest.raises(LabelError) as refused:
        symbols.make(carriers.GS1_128, pairs, TODAY)
    assert (refused.value.code, refused.value.details) == (
        "symbol_characters",
        {"ai": "10", "value": "A" * 20, "over": 1},
    )
    symbols.make(carriers.GS1_128, (*pairs[:2], ("21", "B" * 7)), TODAY)
    with pytest.raises(LabelError) as refused:
        page(symbol(carriers.GS1_128, box=(0, 0, 250, 50)), pairs=pairs[:2], use=carriers.DISTRIBUTION, size=(250, 50))
    assert refused.value.code == "symbol_wide"
    assert refused.value.details["most"] == 165


def test_values_are_checked_before_they_are_drawn():
    for pair, code in (
        (("10", "A^B"), "charset"),
        (("10", "A" * 21), "length"),
        (("01", GTIN[:-1] + "3"), "check_digit"),
    ):
        with pytest.raises(LabelError) as refused:
            symbols.make(carriers.GS1_DATAMATRIX, [pair], TODAY)
        assert refused.value.details["issue"].code == code
    for carrier, pairs in (
        (carriers.EAN_13, [("01", "19506000134359")]),
        (carriers.EAN_13, [("01", "00000095060002")]),  # a GTIN-8 has a symbol of its own
        (carriers.EAN_8, [("01", GTIN)]),
        (carriers.UPC_A, [("01", GTIN)]),
        (carriers.ITF_14, PAIRS),
    ):
        with pytest.raises(LabelError, match="gtin_form"):
            symbols.make(carrier, pairs, TODAY)
    for text in ("", "Ö", "a\x1db"):
        with pytest.raises(LabelError, match="plain"):
            symbols.make_plain(text)


def test_plain_symbols_keep_every_start():
    for start in (*(f"{number:02}" for number in range(100)), "A", "a", "9", "-", "A99", "9999", "999"):
        for rest in ("", "C", "12", "-1A", "1234B"):
            drawn = page(symbol(carriers.CODE_128, hri="none"), texts={0: start + rest})
            assert read(raster.draw(drawn).convert("L")) == {("]C0", start + rest)}


def test_gs1_128_keeps_every_lot_that_starts_with_digits():
    for start in range(100):
        drawn = page(
            symbol(carriers.GS1_128, ("10", "21"), hri="none"), pairs=(("10", f"{start:02}A"), ("21", f"{start:02}"))
        )
        assert read(raster.draw(drawn).convert("L")) == {("]C1", f"10{start:02}A\x1d21{start:02}")}


def test_bars_are_as_high_as_the_standard_asks():
    with pytest.raises(LabelError, match="symbol_low"):
        page(symbol(carriers.GS1_128, ("01", "17"), (1, 1, 98, 14)))
    bars = page(symbol(carriers.GS1_128, ("01", "17"), (1, 1, 98, 17))).marks[0]
    assert bars.rows[0][1] / 8 >= 12.7


def test_identifiers_without_value_are_left_out_but_for_the_first():
    drawn = page(symbol(carriers.GS1_DATAMATRIX, ("01", "11", "10")))
    assert read(raster.draw(drawn).convert("L")) == {("]d2", f"01{GTIN}10ABC-1")}
    with pytest.raises(LabelError, match="no_value"):
        page(symbol(carriers.GS1_DATAMATRIX, ("21", "10")))
    assert page(symbol(carriers.GS1_DATAMATRIX, ("21", "10"), is_optional=True)).marks == ()
    drawn = page(symbol(carriers.GS1_DATAMATRIX, ("21/10", "01")))  # the first that there is
    assert read(raster.draw(drawn).convert("L")) == {("]d2", f"10ABC-1\x1d01{GTIN}")}


def test_text_shrinks_then_wraps_then_is_refused_and_is_never_cut():
    box = Item("text", 1, 1, 40, 8, points=12, least_points=6, rows=2)
    for text in ("Set", "Infusion set for gravity", "Infusion set for gravity infusion with filter"):
        lines = [mark for mark in page(box, texts={0: text}).marks]
        assert " ".join(mark.text for mark in lines) == text
        assert len(lines) <= 2
        for mark in lines:
            assert mark.x >= 8
            assert mark.y <= 9 * 8
    with pytest.raises(LabelError, match="text_room"):
        page(box, texts={0: "Infusion set " * 9})
    with pytest.raises(LabelError, match="text_room"):
        page(box, texts={0: "X" * 60})  # one word stays in one piece
    for text, code in (("\U0001f48a", "text_characters"), ("सेट", "text_characters"), ("שָׁלוֹם", "text_direction")):
        with pytest.raises(LabelError, match=code):
            page(box, texts={0: text})


def test_human_readable_text_says_what_the_symbol_says_in_its_order():
    for hri, box in (("beside", (1, 1, 60, 20)), ("below", (1, 1, 60, 30))):
        drawn = page(symbol(carriers.GS1_DATAMATRIX, ("01", "10", "17"), box, hri=hri))
        said = "  ".join(mark.text for mark in drawn.marks[1:])
        assert said == f"(01) {GTIN}  (10) ABC-1  (17) 270630"
        bars = drawn.marks[0]
        for mark in drawn.marks[1:]:  # outside of the quiet zone
            assert mark.x >= bars.x + bars.width or mark.y - mark.size >= bars.y + bars.height


def test_typed_text_never_becomes_a_command():
    drawn = page(Item("text", 1, 1, 98, 10), texts={0: "^XZ~JA_5E\\&é"})
    text = "".join(zpl.write([drawn]))
    (line,) = [line for line in text.splitlines() if line.startswith("^FT")]
    assert line.endswith("^FH_^FD_5EXZ_7EJA_5F5E_5C_26_C3_A9^FS")
    cyrillic = "".join(zpl.write([page(Item("text", 1, 1, 98, 10), texts={0: "Набор"})]))
    assert "^FT" not in cyrillic
    assert "^GFA" in cyrillic


def test_zpl_packs_long_runs():
    for count in (1, 2, 19, 20, 21, 399, 400, 419, 420, 1000):
        packed, at, total = zpl._packed("F" * count), 0, 0
        while at < len(packed):
            number = 0
            while packed[at] != "F":
                sign = packed[at]
                number += (ord(sign) - ord("f")) * 20 if sign.islower() else ord(sign) - ord("F")
                at += 1
            total, at = total + (number or 1), at + 1
        assert total == count


def test_copies_sheets_and_equal_bytes():
    drawn = page(symbol(carriers.GS1_DATAMATRIX, box=(1, 1, 30, 20)), size=(60, 30), copies=3)
    content = pdf.write([drawn], "t")
    assert content == pdf.write([drawn], "t")
    assert len(pypdfium2.PdfDocument(content)) == 3
    assert read(from_pdf(content, 2)) == {("]d2", DATA)}
    sheet = SHEETS["a4_21"]
    content = pdf.write([replace(drawn, copies=22)], "t", sheet, first=21)
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 2
    assert len(zxingcpp.read_barcodes(from_pdf(content, 0, 300 / 72))) == 1
    assert len(zxingcpp.read_barcodes(from_pdf(content, 1, 300 / 72))) == 21
    assert "^PQ3" in "".join(zpl.write([drawn]))


def test_sheets_lie_on_their_paper():
    for name, sheet in SHEETS.items():
        places = sheet.places()
        assert len(places) == sheet.columns * sheet.rows, name
        assert min(min(place) for place in places) > -0.01, name
        assert places[-1][0] + sheet.label_width <= sheet.paper_width + 0.01, name
        assert places[-1][1] + sheet.label_height <= sheet.paper_height + 0.01, name


def test_designs_with_items_outside_or_over_symbols_are_refused():
    good = Item("text", 1, 42, 50, 7)
    check.check(Design(100, 50, 203, carriers.HEALTHCARE, (symbol(carriers.GS1_DATAMATRIX), good)))
    for items, code in (
        ((replace(good, x=60),), "outside"),
        ((replace(good, y=-1),), "outside"),
        ((symbol(carriers.GS1_DATAMATRIX), replace(good, y=40)), "overlap"),
        ((Item("rule", 1, 1, 10, 1),), "nothing"),
    ):
        with pytest.raises(LabelError, match=code):
            check.check(Design(100, 50, 203, carriers.HEALTHCARE, items))
    with pytest.raises(LabelError, match="label_size"):
        check.check(Design(4, 50, 203, carriers.HEALTHCARE, (good,)))


def test_pictures_become_dots_and_bombs_are_refused():
    grey = Image.new("RGBA", (20, 10), (0, 0, 120, 255))
    grey.putpixel((0, 0), (0, 0, 0, 0))  # see-through is white
    file = io.BytesIO()
    grey.save(file, "PNG")
    from odoo.addons.lot_gs1_labels.kernel.label import pictures

    width, height, bits = pictures.dots(file.getvalue(), 20, 40)
    assert (width, height, bits[0]) == (20, 10, 0b01111111)
    for content in (b"", b"GIF89a", b"<svg/>"):
        with pytest.raises(LabelError, match="picture"):
            pictures.dots(content, 10, 10)
    huge = io.BytesIO()
    Image.new("1", (6000, 6000)).save(huge, "PNG")
    with pytest.raises(LabelError, match="picture"):
        pictures.dots(huge.getvalue(), 10, 10)


def test_data_matrix_that_is_too_long_is_refused():
    with pytest.raises(LabelError, match="symbol_data"):
        data_matrix.encode("A" * 60, flat=True)
