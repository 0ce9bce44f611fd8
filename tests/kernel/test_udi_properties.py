"""Whatever is built is read back, whatever is scanned is kept: for every agency."""

import string
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_gs1_labels.kernel.check_digits import CSET82, check_digit
from odoo.addons.lot_udi.kernel import checks, hibc, iccbba, reader, udi, writer
from odoo.addons.lot_udi.kernel.udi import Udi

TODAY = date(2026, 7, 1)
SIGNS = string.digits + string.ascii_uppercase
DAYS = st.none() | st.dates(date(1980, 1, 1), date(2070, 12, 31))


def names(longest, signs=SIGNS):
    return st.just("") | st.text(signs, min_size=1, max_size=longest)


def exactly(length):
    return st.text(SIGNS, min_size=length, max_size=length)


digits = st.text(string.digits, min_size=13, max_size=13).filter(lambda text: text.strip("0"))
gs1_devices = st.builds(
    Udi, st.just("GS1"), digits.map(lambda text: text + check_digit(text)),
    lot_number=names(20, CSET82), serial_number=names(20, CSET82), manufacturing_date=DAYS, expiration_date=DAYS,
)  # fmt: skip
hibc_devices = st.builds(
    Udi, st.just("HIBCC"), st.from_regex(r"[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9]", fullmatch=True),
    lot_number=names(18), serial_number=names(18), manufacturing_date=DAYS, expiration_date=DAYS,
    quantity=st.none() | st.integers(0, 99999),
)  # fmt: skip
tissues = st.builds(
    Udi, st.just("ICCBBA"), exactly(16), serial_number=st.just("") | exactly(6),
    donation_id=st.just("") | st.from_regex(r"[0-9A-Z]{5}[0-9]{8}[0-9A-Z]{2}", fullmatch=True),
    mpho_lot_number=st.just("") | exactly(18), manufacturing_date=DAYS, expiration_date=DAYS,
)  # fmt: skip
containers = st.builds(Udi, st.just("ICCBBA"), exactly(10), lot_number=st.just("") | exactly(10))
numbers = st.text(SIGNS, min_size=1, max_size=18).map(lambda code: f"13{code}" + checks.ppn_digits(f"13{code}"))
ppns = st.builds(
    Udi, st.just("IFA"), numbers,
    lot_number=names(20, SIGNS + "-_"), serial_number=names(20, SIGNS), manufacturing_date=DAYS, expiration_date=DAYS,
)  # fmt: skip
devices = st.one_of(gs1_devices, hibc_devices, tissues, containers, ppns)


def read(text):
    return reader.read(text, TODAY, strict=True) or gs1.read("]d2" + text, TODAY, strict=True)


def bare(found):
    """What a device is built from; a month alone and other spellings of dates are left to the tests by hand."""
    names = ("udi", "pi_text", "expiration_date_original", "expiration_date_original_format")
    names = (*names, "manufacturing_date_original", "manufacturing_date_original_format")
    return replace(found, **dict.fromkeys(names, ""))


@given(devices)
def test_what_is_built_is_read_back(device):
    text, issues = writer.build(device, TODAY)
    if device.issuing_agency == "GS1" and not issues:
        assert bare(udi.of(read(text))) == device
    elif device.issuing_agency == "GS1":
        assert any(not 1977 <= day.year <= 2076 for day in (device.manufacturing_date, device.expiration_date) if day)
    else:
        assert issues == []
        assert bare(udi.of(read(text))) == device


@given(devices)
def test_building_what_was_read_changes_nothing(device):
    text, issues = writer.build(device, TODAY)
    if issues:
        return
    found = udi.of(read(text))
    assert writer.build(found, TODAY) == (text, [])
    # the text on paper says the same
    assert udi.of(reader.read(found.udi, TODAY) or gs1.read(found.udi.replace("\\", ""), TODAY)).di == device.di


@given(hibc_devices)
def test_two_linked_symbols_say_what_one_says(device):
    primary, secondary, issues = writer.build_linked(device, TODAY)
    assert not issues
    if not secondary:
        return
    assert secondary[-2] == primary[-1]
    elements, faults = hibc.parse_pair(primary, secondary, TODAY)
    assert not [fault for fault in faults if not fault.warning]
    assert bare(udi.of(reader.ParsedScan("", tuple(elements), (), hibc.CARRIER))) == device


@given(st.one_of(hibc_devices, tissues, containers, ppns))
def test_keys_and_values_are_the_carrier(device):
    text, _issues = writer.build(device, TODAY)
    parsed = read(text)
    pairs = [(element.key, element.value) for element in parsed.elements]
    if device.issuing_agency == "HIBCC":
        assert hibc.build(pairs) == text
    elif device.issuing_agency == "ICCBBA":
        assert iccbba.build(pairs) == text
    for element in parsed.elements:
        assert text[element.start : element.end] == element.value


@given(st.sampled_from(["+A999", "+$$", "=/", "=", "[)>\x1e06\x1d", "(9N)", "", "]C0+", "*+"]), st.text(max_size=60))
def test_any_text_is_kept_and_every_issue_has_its_place(start, rest):
    raw = start + rest
    parsed = reader.read(raw, TODAY)
    if parsed is None:
        return
    assert parsed.raw_scan == raw
    for item in (*parsed.elements, *parsed.issues):
        assert 0 <= item.start <= item.end <= len(raw)
    if parsed.is_sound and (found := udi.of(parsed)) and found.di:
        text, issues = writer.build(found, TODAY)
        assert not issues
        assert text


@given(hibc_devices, st.data())
def test_one_wrong_character_is_seen(device, data):
    text, _issues = writer.build(device, TODAY)
    at = data.draw(st.integers(1, len(text) - 1))
    sign = data.draw(st.sampled_from(checks.HIBC_ALPHABET).filter(lambda sign: sign != text[at]))
    parsed = reader.read(text[:at] + sign + text[at + 1 :], TODAY, strict=True)
    assert parsed is None or not parsed.is_sound


def test_what_an_agency_cannot_carry_is_refused_not_shortened():
    for agency, di, longest in (("HIBCC", "A99912345", 18), ("IFA", "110375286414", 20), ("GS1", "09506000134352", 20)):
        assert writer.build(Udi(agency, di, lot_number="L" * longest), TODAY)[1] == []
        text, issues = writer.build(Udi(agency, di, lot_number="L" * (longest + 1)), TODAY)
        assert "L" * (longest + 1) in text
        assert issues[0].code in ("lot_length", "length")
    assert writer.build(Udi("HIBCC", "A99912345", lot_number="A/SB"), TODAY)[1]
    assert writer.build(Udi("HIBCC", "A99912345", lot_number="a"), TODAY)[1][0].code == "charset"
    assert writer.build(Udi("HIBCC", "99912345"), TODAY)[1]
    assert writer.build(Udi("ICCBBA", "A9999XYZ100T0944", mpho_lot_number="1"), TODAY)[1][0].code == "length"
    assert writer.build(Udi("IFA", "110375286414", lot_number="A\x1dSB"), TODAY)[1]
    assert writer.build(Udi("IFA", "110375286415"), TODAY)[1][0].expected == "14"
