"""What must hold for every carrier of a UDI, whoever sends it: shared by the fuzzer and by its replay."""

from dataclasses import replace
from datetime import date

from tests.kernel import bare_packages  # noqa: F401  kernels are importable without Odoo

from odoo.addons.lot_udi.kernel import hibc, iccbba, reader, udi, writer  # isort: skip

TODAY = date(2026, 7, 1)
_SPELLINGS = {"udi": "", "pi_text": "", "expiration_date_original": "", "expiration_date_original_format": ""}


def scan_of(data):
    """Arguments of the reader for a fuzzer's bytes; bytes that are no text become lone surrogates, as JSON can send."""
    return data[1:].decode("utf-8", "surrogateescape"), bool(data) and data[0] >= 128


def read(raw, strict):
    """The entry that is proved: the scan, and the UDI that it says."""
    parsed = reader.read(raw, TODAY, strict)
    return parsed, parsed and udi.of(parsed), strict


def check(raw, answer):
    """Nothing is lost: the scan is kept, everything has its place in it, sound data builds a carrier of the same."""
    parsed, found, strict = answer
    if parsed is None:
        return
    assert parsed.raw_scan == raw
    assert parsed.elements or parsed.issues
    for item in (*parsed.elements, *parsed.issues):
        assert 0 <= item.start <= item.end <= len(raw), item
    if not (strict and parsed.is_sound):
        return
    if parsed.carrier in (hibc.CARRIER, iccbba.CARRIER) and not any(sign in raw for sign in "\r\n\t"):
        check_kept(raw, parsed)
    if found and found.di and parsed.carrier in reader.CARRIERS:
        text, issues = writer.build(found, TODAY)
        assert not issues, issues
        again = udi.of(reader.read(text, TODAY, strict=True))
        assert replace(again, **_SPELLINGS) == replace(found, **_SPELLINGS), (again, found)


def check_kept(raw, parsed):
    """Keys and values, one behind the other, are the carrier."""
    pairs = [(element.key, element.value) for element in parsed.elements]
    text = raw.strip("\0")[len(parsed.symbology) :]
    built = hibc.build(pairs) if parsed.carrier == hibc.CARRIER else iccbba.build(pairs)
    assert built == (text if parsed.carrier == hibc.CARRIER else text.rstrip(" ")), built
