"""Device labels without a database: symbols as paths, carriers in print, rules of the markets."""

from datetime import date

import pytest

from odoo.addons.lot_gs1_labels.kernel.label import design as designs
from odoo.addons.lot_gs1_labels.kernel.label import pdf, place, raster, zpl
from odoo.addons.lot_udi.kernel import label_rules, print_form, writer
from odoo.addons.lot_udi.kernel.attributes import EUDAMED, GUDID, Value
from odoo.addons.lot_udi.kernel.drawing import iso15223
from odoo.addons.lot_udi.kernel.record import Record
from odoo.addons.lot_udi.kernel.udi import Udi

TODAY = date(2026, 7, 1)
WHOLE = label_rules.Label(
    frozenset((
        "md", "manufacturer", "representative", "sterile_method", "single_use", "temperature", "caution",
    )),
    frozenset(("udi_device", "udi_maker", "udi_representative", "udi_rx", "name", "udi_expiry")),
    frozenset(("lot", "expiry")),
    has_carrier=True,
    has_text=True,
)  # fmt: skip
FACTS = {
    "rx": "yes", "ar_name": "Example EU", "sterile": "yes", "single_use": "yes", "storage_temperature": "2",
    "warnings": "Hot", "pi_lot": "udi", "pi_expiry": "udi", "fda_class": "2",
}  # fmt: skip


def device(**facts):
    return Record({code: (Value(text),) for code, text in {**FACTS, **facts}.items() if text}, ())


def without(**fields):
    return label_rules.Label(**{
        name: fields.get(name, getattr(WHOLE, name))
        for name in ("drawings", "texts", "parts", "has_carrier", "has_text")
    })  # fmt: skip


@pytest.mark.parametrize("name", iso15223.SYMBOLS)
def test_every_symbol_stays_in_its_field_and_is_drawn_alike_by_all_writers(name):
    wide, paths = iso15223.SYMBOLS[name]()
    points = [point for path in paths for ring in path for point in ring]
    assert all(-1 <= x <= wide + 1 and -1 <= y <= 101 for x, y in points), name
    drawing = designs.Drawing(wide, 100, tuple(paths))
    label = designs.Design(40, 10, 300, "healthcare", (designs.Item(designs.DRAWING, 1, 1, 38, 8),))
    page = place.place(label, designs.Values("x", (), {}, drawings={0: drawing}), TODAY)
    (mark,) = page.marks
    ink = sum(1 for byte in raster.draw(page).tobytes() for bit in range(8) if not byte >> bit & 1)
    assert mark.width * mark.height * 0.04 < ink, name
    assert b"f*" in pdf.write([page], "x") or pdf.write([page], "x").startswith(b"%PDF")
    assert "^GFA" in "".join(zpl.write([page]))


def test_a_symbol_that_a_label_does_not_have_leaves_no_trace():
    label = designs.Design(40, 10, 300, "healthcare", (designs.Item(designs.DRAWING, 1, 1, 38, 8),))
    assert place.place(label, designs.Values("x", (), {}, drawings={0: None}), TODAY).marks == ()


def test_one_mark_of_a_thermometer_less_is_less_ink():
    both, low = iso15223.temperature(), iso15223.temperature(has_high=False)
    assert len(low[1]) < len(both[1])


@pytest.mark.parametrize(
    ("agency", "udi", "told"),
    [
        ("HIBCC", Udi("HIBCC", "A99912340", lot_number="L1", expiration_date=date(2027, 6, 30)), "*+A99912340"),
        ("ICCBBA", Udi("ICCBBA", "A9999XYZ100T0944", serial_number="000025"), "=/A9999XYZ100T0944"),
        ("IFA", Udi("IFA", "110375286414", lot_number="L_1"), "(9N)110375286414"),
    ],
)
def test_text_beside_the_symbol(agency, udi, told):
    text, issues = writer.build(udi, TODAY)
    rows = print_form.rows(agency, text, TODAY)
    assert not issues
    assert rows[0] == told
    data = print_form.data(agency, text, print_form.MATRIX, TODAY)
    assert data.endswith(text)
    assert (data != text) == (agency == "ICCBBA")
    if agency == "HIBCC":
        assert "".join(rows).strip("*").replace("_", " ") == text


def test_a_blank_as_check_character_is_shown():
    names = ("L" + one + other for one in "0ABCDEFGH" for other in "0ABCDEFGH")
    found = (writer.build(Udi("HIBCC", "A99912340", lot_number=name), TODAY)[0] for name in names)
    text = next(text for text in found if text.endswith(" "))
    assert print_form.rows("HIBCC", text, TODAY)[-1].endswith("_*")


def test_a_label_that_has_all_of_it_breaks_no_rule():
    assert label_rules.breaches(WHOLE, device(), GUDID) == []
    assert label_rules.breaches(WHOLE, device(), EUDAMED) == []


@pytest.mark.parametrize(
    ("market", "label", "facts", "rule"),
    [
        (GUDID, {"has_carrier": False}, {}, "carrier"),
        (GUDID, {"has_text": False}, {}, "text"),
        (GUDID, {"texts": WHOLE.texts - {"udi_device"}}, {}, "name"),
        (GUDID, {"texts": WHOLE.texts - {"udi_maker"}}, {}, "maker"),
        (GUDID, {"texts": WHOLE.texts - {"udi_rx"}}, {}, "rx"),
        (GUDID, {}, {"pi_expiry": "label"}, "from_label"),
        (EUDAMED, {}, {"pi_expiry": "label"}, "from_label"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"md"}}, {}, "md"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"manufacturer"}}, {}, "maker_symbol"),
        (EUDAMED, {"parts": frozenset(("expiry",))}, {}, "number"),
        (EUDAMED, {"parts": frozenset(("lot",))}, {}, "date"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"representative"}}, {}, "representative"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"sterile_method"}}, {}, "sterile"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"single_use"}}, {}, "single_use"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"temperature"}}, {}, "storage"),
        (EUDAMED, {"drawings": WHOLE.drawings - {"caution"}}, {}, "warning"),
    ],
)
def test_what_is_missing_is_found(market, label, facts, rule):
    assert [found for found, _part in label_rules.breaches(without(**label), device(**facts), market)] == [rule]


def test_class_i_needs_no_production_identifier_in_the_united_states():
    assert label_rules.breaches(WHOLE, device(pi_expiry="label", fda_class="1"), GUDID) == []
