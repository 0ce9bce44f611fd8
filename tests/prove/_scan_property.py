"""What must hold for every scan, whoever sends it: shared by the fuzzer and by the replay without instrumentation."""

from datetime import date

from tests.kernel import bare_packages  # noqa: F401  kernels are importable without Odoo

from odoo.addons.lot_gs1_labels.kernel import element_string, reader  # isort: skip
from odoo.addons.lot_gs1_labels.kernel.ai_table import TABLE  # noqa: F401  # isort: skip

TODAY = date(2026, 7, 1)
# What a device may be set to send instead of the separator, chosen by the input's first byte.
SETTINGS = ((), (), (), ("~",), ("<GS>", "|"), ("^]",), ("#", "Alt029"), ("\\x1d", "1"))


def scan_of(data):
    """Arguments of the reader for a fuzzer's bytes; bytes that are no text become lone surrogates, as JSON can send."""
    first = data[0] if data else 0
    return data[1:].decode("utf-8", "surrogateescape"), SETTINGS[first % len(SETTINGS)], first >= 128


def read(raw, substitutes, strict):
    """The entry that is proved."""
    return reader.read(raw, TODAY, substitutes, strict)


def check(raw, parsed):
    """Nothing is lost: the scan is kept, everything has its place in it, sound data is built and read the same."""
    assert parsed.raw_scan == raw
    assert parsed.elements or parsed.issues
    for item in (*parsed.elements, *parsed.issues):
        assert 0 <= item.start <= item.end <= len(raw), item
    if parsed.carrier == reader.GS1 and parsed.is_sound:
        pairs = [(element.key, element.value) for element in parsed.elements]
        again, issues = element_string.parse(element_string.build(pairs), TODAY)
        assert not issues, issues
        assert [(element.key, element.value) for element in again] == pairs
