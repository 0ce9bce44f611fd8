"""EPCs: every form of one code says the same, and nothing that the scheme cannot hold is shortened."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import epc
from odoo.addons.lot_gs1_labels.kernel.check_digits import CSET82

from tests.kernel.gs1_pairs import keys, ssccs

_lengths, _filters = st.integers(6, 12), st.integers(0, 7)


def _codes(issues):
    return [issue.code for issue in issues]


def _every_form(found, scheme, filter_value):
    digits, issues = epc.encode(found, scheme, filter_value)
    assert not issues
    tag, issues = epc.decode(digits)
    assert not issues
    assert epc.pairs(tag) == epc.pairs(found)
    assert (tag.scheme, tag.filter, epc.uri(tag)) == (scheme, filter_value, epc.uri(found))
    assert epc.read(epc.tag_uri(tag)) == (tag, [])
    assert epc.read(epc.uri(tag)) == (found, [])
    assert epc.read(digits.lower()) == (tag, [])
    assert epc.encode(tag, tag.scheme, tag.filter) == (digits, [])


@given(keys, st.integers(0, 2**38 - 1), _lengths, _filters)
def test_sgtin_96(gtin, serial, length, filter_value):
    found, issues = epc.of_gtin(gtin, str(serial), length)
    assert (issues, epc.pairs(found)) == ([], [("01", gtin), ("21", str(serial))])
    _every_form(found, epc.SGTIN_96, filter_value)


@given(keys, st.text(CSET82, min_size=1, max_size=20), _lengths, _filters)
def test_sgtin_198(gtin, serial, length, filter_value):
    found, issues = epc.of_gtin(gtin, serial, length)
    assert (issues, epc.pairs(found)) == ([], [("01", gtin), ("21", serial)])
    _every_form(found, epc.SGTIN_198, filter_value)


@given(ssccs, _lengths, _filters)
def test_sscc_96(sscc, length, filter_value):
    found, issues = epc.of_sscc(sscc, length)
    assert (issues, epc.pairs(found)) == ([], [("00", sscc)])
    _every_form(found, epc.SSCC_96, filter_value)


@given(st.text("0123456789ABCDEFabcdef", max_size=60) | st.text(max_size=30))
def test_any_text_is_an_epc_or_has_a_reason(text):
    for raw in (text, "30" + text, "36" + text, "31" + text[:22], "urn:epc:id:sgtin:" + text):
        found, issues = epc.read(raw)
        assert bool(found) != bool(issues)
        if found and not raw.startswith("urn"):
            assert epc.encode(found, found.scheme, found.filter) == (raw.upper(), [])


def test_example_of_the_standard():
    # EPC Tag Data Standard, E.3
    found, issues = epc.of_gtin("80614141123458", "6789", 7)
    assert not issues
    assert epc.uri(found) == "urn:epc:id:sgtin:0614141.812345.6789"
    assert epc.encode(found, epc.SGTIN_96, 3) == ("3074257BF7194E4000001A85", [])
    assert epc.read_uri("urn:epc:tag:sgtin-198:3.0614141.712345.32a%2Fb")[0].serial == "32a/b"


def test_what_does_not_fit_is_refused():
    gtin = "80614141123458"
    found, _ = epc.of_gtin(gtin, "6789", 7)
    for answer, code in (
        (epc.of_gtin("80614141123459", "1", 7), "check_digit"),
        (epc.of_gtin("8061414112345", "1", 7), "check_digit"),
        (epc.of_gtin(gtin, "1", 5), "epc_prefix"),
        (epc.of_gtin(gtin, "", 7), "epc_serial"),
        (epc.of_gtin(gtin, "x" * 21, 7), "epc_serial"),
        (epc.encode(found, epc.SSCC_96), "epc_scheme"),
        (epc.encode(found, epc.SGTIN_96, 8), "epc_filter"),
        (epc.encode(epc.of_gtin(gtin, "0678", 7)[0], epc.SGTIN_96), "epc_serial"),
        (epc.encode(epc.of_gtin(gtin, "A1", 7)[0], epc.SGTIN_96), "epc_serial"),
        (epc.encode(epc.of_gtin(gtin, str(2**38), 7)[0], epc.SGTIN_96), "epc_serial"),
        (epc.decode("3074257BF7194E4000001A8G"), "epc_hex"),
        (epc.decode("٣074257BF7194E4000001A85"), "epc_hex"),
        (epc.decode("3108FE40F1631FEFF0000001"), "epc_rest"),
        (epc.decode("3274257BF7194E4000001A85"), "epc_header"),
        (epc.decode("3074257BF7194E4000001A"), "epc_length"),
        (epc.decode("307C257BF7194E4000001A85"), "epc_partition"),
        (epc.decode("3077FFFFFFFFFFC000001A85"), "epc_range"),
        (epc.read_uri("urn:epc:id:sgtin:0614141.81234.6789"), "epc_uri"),
        (epc.read_uri("urn:epc:id:sscc:0614141.1234567890.1"), "epc_serial"),
    ):
        assert (bool(answer[0]), _codes(answer[1])) == (False, [code]), answer
