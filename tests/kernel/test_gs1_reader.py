"""Whatever a device sends: the same data comes out of every spelling, each piece with its place in the scan."""

import re

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import bracketed, digital_link, element_string, reader
from odoo.addons.lot_gs1_labels.kernel.separator import FNC1
from odoo.addons.lot_traceability.kernel.scan import PLAIN, TEXT

from tests.kernel.gs1_pairs import PAIRS, TODAY

GTIN = "09506000134352"
LOT_AND_SERIAL = [("01", GTIN), ("10", "ABC"), ("21", "X1")]
SPELT = ["^]", "{GS}", "[GS]", "{FNC1}", "\\x1d", "\\u001D", "\\029", "␝", "\0"]
SUBSTITUTES = ["~", "|", "#", "^", "@", "<GS>", "{GS}", "Alt029", "F8", "\\F"]

# Pieces of every form, so that random scans get deep.
_SCRAPS = st.lists(
    st.sampled_from(
        SPELT
        + SUBSTITUTES
        + [FNC1, "]d2", "]C1", "]E0", "]Q1", "|]e0", "(01)", "(10)", "01" + GTIN, "10ABC", "21X", "17270630", GTIN]
        + ["https://", "HTTP://a/01/", "a.example/", "/10/", "?17=", "&", "%2F", "%", "+", "\\(", "(", ")", " ", "\r\n"]
        + ["urn:epc:id:sgtin:", "0614141.812345.6789", "3074257BF7194E4000001A85", "36", "31", "3103001250", "<"]
        + ["٣", "０", "é", "\x00", "\ud800", "9506000134352"]
    ),
    max_size=12,
).map("".join)


def pairs_of(parsed):
    return [(element.key, element.value) for element in parsed.elements]


@given(_SCRAPS | st.text(max_size=40), st.sampled_from([(), ("~",), ("<GS>", "#"), ("",), ("1",)]), st.booleans())
def test_reader_never_fails_and_places_lie_in_the_scan(raw, substitutes, strict):
    parsed = reader.read(raw, TODAY, substitutes, strict)
    assert parsed.raw_scan == raw
    assert parsed.elements or parsed.issues
    for item in (*parsed.elements, *parsed.issues):
        assert 0 <= item.start <= item.end <= len(raw)
    if parsed.carrier == PLAIN and parsed.elements:
        (element,) = parsed.elements
        assert (element.kind, element.value) == (TEXT, raw[element.start : element.end])
    assert not strict or parsed.is_sound == (not parsed.issues)


@given(
    PAIRS.filter(lambda pairs: pairs[0][0] == "01"), st.sampled_from(["", "]d2", "]C1", " \t"]), st.sampled_from(SPELT)
)
def test_a_spelt_separator_reads_like_a_separator(pairs, front, spelling):
    text = element_string.build(pairs)
    plain = reader.read(front + text, TODAY)
    spelt = reader.read(front + text.replace(FNC1, spelling), TODAY)
    assert pairs_of(spelt) == pairs_of(plain) == pairs
    assert all(spelt.raw_scan[e.start : e.end] == e.value for e in spelt.elements)
    typed = [issue for issue in spelt.issues if issue.code == "typed_separator"]
    assert len(typed) == (FNC1 in text)
    assert all(issue.warning and spelt.raw_scan[issue.start : issue.end] == spelling for issue in typed)


@given(PAIRS.filter(lambda pairs: pairs[0][0] == "01"), st.sampled_from(SUBSTITUTES))
def test_a_devices_own_substitute_reads_like_a_separator(pairs, substitute):
    # what the device cannot tell apart, nobody can
    if any(substitute in value for _, value in pairs):
        return
    text = element_string.build(pairs)
    if substitute in re.sub(FNC1, "", text):
        return
    parsed = reader.read("]d2" + text.replace(FNC1, substitute), TODAY, [substitute])
    assert pairs_of(parsed) == pairs
    assert "typed_separator" not in {issue.code for issue in parsed.issues}
    assert all(parsed.raw_scan[e.start : e.end] == e.value for e in parsed.elements)


def test_one_item_in_every_form():
    text = f"01{GTIN}10ABC{FNC1}21X1"
    for raw in (
        text,
        f"]d2{text}",
        f"]C1{text}\r\n",
        f"]E0{GTIN[1:]}|]e010ABC{FNC1}21X1",
        f"(01){GTIN}(10)ABC(21)X1",
        f"(01) {GTIN}\n(10) ABC\n(21) X1",
        bracketed.build(LOT_AND_SERIAL),
        f"https://id.gs1.org/01/{GTIN}/10/ABC/21/X1",
        digital_link.build(LOT_AND_SERIAL, TODAY, "https://a.example/p")[0],
        f"]Q1HTTPS://A.EXAMPLE/01/{GTIN}/10/ABC/21/X1",
    ):
        parsed = reader.read(raw, TODAY)
        assert (pairs_of(parsed), parsed.carrier, parsed.is_sound) == (LOT_AND_SERIAL, reader.GS1, True), raw


def test_rfid_tags_and_their_addresses():
    for raw in (
        "3074257BF7194E4000001A85",
        "urn:epc:id:sgtin:0614141.812345.6789",
        "urn:epc:tag:sgtin-96:3.0614141.812345.6789",
    ):
        assert pairs_of(reader.read(raw, TODAY)) == [("01", "80614141123458"), ("21", "6789")]
    for raw in ("3074257BF7194E4000001A8", "urn:epc:id:sgtin:0614141", "30LOT"):
        assert reader.read(raw, TODAY).carrier == PLAIN


def test_data_that_may_be_a_separator_is_kept_with_a_warning():
    parsed = reader.read(f"]d201{GTIN}10ABC<GS>21X1", TODAY)
    assert pairs_of(parsed) == [("01", GTIN), ("10", "ABC<GS>21X1")]
    (issue,) = parsed.issues
    assert (issue.code, issue.warning, issue.got) == ("doubtful_separator", True, "<GS>")
    assert pairs_of(reader.read(parsed.raw_scan, TODAY, ["<GS>"])) == LOT_AND_SERIAL
    # characters that a lot may hold on a careless label are never taken for a separator by themselves
    parsed = reader.read(f"]d201{GTIN}10ABC#21X1", TODAY)
    assert [issue.code for issue in parsed.issues] == ["charset"]


def test_a_lost_separator_is_hinted_at_and_never_guessed():
    for value, tail in (
        ("ABC17261231", "17261231"),
        ("AB1126010021X7", "1126010021X7"),
        ("17270630", ""),
        ("ABC17271301", ""),
    ):
        parsed = reader.read(f"]d201{GTIN}10{value}", TODAY, strict=True)
        assert pairs_of(parsed)[1] == ("10", value)
        assert [(issue.code, issue.got, issue.warning) for issue in parsed.issues] == [("lost_separator", tail, True)][
            : bool(tail)
        ]
        assert all(parsed.raw_scan[issue.start : issue.end] == tail for issue in parsed.issues)
        assert parsed.is_sound
    assert not reader.read(f"(01){GTIN}(10)ABC17261231", TODAY).issues


def test_data_of_other_standards_is_no_broken_gs1_code():
    for raw in ("[)>\x1e06\x1d9N111234567842\x1d1TABC\x1e\x04", "+A999BJC5D6E71G", "=W00001234567800", f"ABC{FNC1}DEF"):
        assert reader.read(raw, TODAY).carrier == PLAIN
    assert reader.read(f"05X{FNC1}10A", TODAY).carrier == reader.GS1


def test_a_substitute_does_not_break_what_reads_without_it():
    assert pairs_of(reader.read(f"(01){GTIN}(10)A#B", TODAY, ["B"]))[0] == ("01", GTIN)
    assert pairs_of(reader.read("]d2" + "8010" + "1234#5", TODAY, ["#"])) == [("8010", "1234#5")]
    parsed = reader.read("LOT#7", TODAY, ["#"])
    assert (parsed.carrier, parsed.elements[0].value) == (PLAIN, "LOT#7")


def test_a_broken_code_that_starts_with_a_key_is_not_taken_for_text():
    for raw, code in (
        (f"01{GTIN}17271301", "date"),
        (f"01{GTIN}172713", "length"),
        (f"01{GTIN}05X", "unknown_ai"),
        (f"00{'1' * 18}", "check_digit"),
        ("]d2０1", "unknown_ai"),
        (f"https://a/01/{GTIN[:-1]}3/10/A", "check_digit"),
        ("https://id.gs1.org/AN2yxDhfaiaw", "dl_compressed"),
        ("]E09506000134353", "check_digit"),
        ("]I19506000134352", "check_digit"),
    ):
        parsed = reader.read(raw, TODAY)
        assert (parsed.carrier, parsed.issues[0].code, parsed.is_sound) == (reader.GS1, code, False), raw


def test_foreign_addresses_stay_text_with_a_remark():
    for raw in ("https://shop.example/products/1", "]Q1https://shop.example/?x=1", "http://a"):
        parsed = reader.read(raw, TODAY)
        assert (parsed.carrier, parsed.is_sound, len(parsed.issues)) == (PLAIN, True, 1)
    assert not reader.read("Https://id.gs1.org/01/x", TODAY).issues


def test_strict_counts_associations_as_errors():
    for raw, code in (
        (f"]d201{GTIN}3710", "exclusive"),
        ("]d210ABC", "requisite"),
        (f"]d202{GTIN}", "requisite"),
        ("]E0416000336108", "upc_length"),
    ):
        normal, strict = reader.read(raw, TODAY), reader.read(raw, TODAY, strict=True)
        assert code in [issue.code for issue in normal.issues]
        assert (normal.is_sound, strict.is_sound) == (True, False)
        assert pairs_of(normal) == pairs_of(strict)
    # two lots or two products on one label: nobody can say which holds
    assert not reader.read(f"]d201{GTIN}02{GTIN}371", TODAY).is_sound
    assert not reader.read(f"]d201{GTIN}10A{FNC1}10B", TODAY).is_sound
    assert reader.read(f"]d201{GTIN}10A{FNC1}10A", TODAY).is_sound


def test_endless_scans_are_cut_with_an_issue():
    for raw in (
        ("10A" + FNC1) * 2000,
        "(10)A" * 2000,
        f"https://a/01/{GTIN}?" + "&".join(f"{ai}=1" for ai in range(90, 100)) * 300,
    ):
        parsed = reader.read("]d2" * (FNC1 in raw) + raw, TODAY)
        assert len(parsed.elements) <= element_string.MOST_ELEMENTS
        assert not parsed.is_sound


def test_every_date_is_read():
    parsed = reader.read(f"]d201{GTIN}11260101152701001627020017270630700327063012004326270229", TODAY)
    assert [str(element.day) for element in parsed.elements[1:5]] == [
        "2026-01-01",
        "2027-01-31",
        "2027-02-28",
        "2027-06-30",
    ]
    assert str(element_string.parse("70032706301200", TODAY)[0][0].day) == "2027-06-30"
