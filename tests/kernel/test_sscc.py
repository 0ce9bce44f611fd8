import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import sscc

PREFIXES = st.text("0123456789", min_size=4, max_size=12)


def test_a_published_code():
    assert sscc.build("3", "7613032", 110910342) == "376130321109103420"
    assert sscc.is_sscc("376130321109103420")
    assert not sscc.is_sscc("376130321109103421")


@given(st.sampled_from("0123456789"), PREFIXES, st.data())
def test_every_part_is_in_its_place(extension, prefix, data):
    serial = data.draw(st.integers(0, sscc.capacity(prefix) - 1))
    code = sscc.build(extension, prefix, serial)
    assert sscc.is_sscc(code)
    assert (code[0], code[1 : 1 + len(prefix)], int(code[1 + len(prefix) : -1])) == (extension, prefix, serial)


@pytest.mark.parametrize(
    ("extension", "prefix", "serial"),
    [
        ("10", "9506000", 1),
        ("x", "9506000", 1),
        ("0", "950", 1),
        ("0", "95x6", 1),
        ("0", "950600012345", 10_000),
        ("0", "9506", -1),
    ],
)
def test_what_has_no_place_is_refused(extension, prefix, serial):
    with pytest.raises(ValueError, match=".*"):
        sscc.build(extension, prefix, serial)
