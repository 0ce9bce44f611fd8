"""ISBT 128, the envelope of IFA, check characters and Basic UDI-DIs."""

from datetime import date

import pytest

from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, PRODUCT, SERIAL
from odoo.addons.lot_udi.kernel import checks, iccbba, reader, registry, udi

TODAY = date(2026, 7, 1)
TISSUE = "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123"
PPN = "[)>\x1e06\x1d9N110375286414\x1d1T12345ABCD\x1dD270600\x1dS12345ABCDEF98765\x1e\x04"


def read(raw, **options):
    return reader.read(raw, TODAY, **options)


def codes(parsed):
    return [issue.code for issue in parsed.issues if not issue.warning]


# --- ICCBBA ---


def test_tissue_as_accessgudid_reads_it():
    found = udi.of(read(TISSUE))
    assert (found.di, found.serial_number, found.donation_id) == ("A9999XYZ100T0944", "000025", "A99971312345600")
    assert (found.mpho_lot_number, found.lot_number) == ("000000000000XYZ123", "")
    assert (found.expiration_date, found.expiration_date_original) == (date(2014, 2, 1), "014032")
    assert (found.manufacturing_date_original_format, found.manufacturing_date) == ("YYYJJJ", date(2013, 2, 1))
    assert found.udi == TISSUE
    assert found.pi_text == TISSUE[18:]


def test_compound_message_says_how_many_follow():
    parsed = read("=+06000" + TISSUE)
    assert parsed.is_sound
    assert udi.of(parsed).udi == TISSUE
    fault = read("=+05000" + TISSUE).issues[0]
    assert (fault.code, fault.got, fault.expected) == ("compound", "06", "05")
    assert codes(read(TISSUE + "=+00000")) == ["compound"]
    assert codes(read("=+0600A" + TISSUE)) == ["charset"]


def test_blood_and_its_other_structures():
    parsed = read("=A99971312345600=%6200=<E0291V00&>0280602359=*028050")
    assert parsed.is_sound
    assert parsed.first(EXPIRY).day == date(2028, 2, 29)
    assert udi.of(parsed) is None
    assert codes(read("=A99971312345600&>0280602400")) == ["date"]
    found = udi.of(read("=)1TE123456A&)RZ12345678"))
    assert (found.di, found.lot_number) == ("1TE123456A", "RZ12345678")


def test_centuries_of_three_digit_years():
    days = {"999001": 1999, "900001": 1900, "000001": 2000, "026001": 2026, "100001": 2100}
    for digits, year in days.items():
        parsed = read(f"=/A9999XYZ100T0944=>{digits}")
        assert parsed.first(EXPIRY).day == date(year, 1, 1)
        assert [issue.code for issue in parsed.issues] == ([] if 1970 <= year <= 2060 else ["unlikely_date"])
    assert codes(read("=/A9999XYZ100T0944=>026000")) == ["date"]


def test_faults_of_structures():
    cut = read(TISSUE[:-1])
    assert codes(cut) == ["length"]
    assert cut.issues[0].expected == "18"
    assert (cut.issues[0].start, cut.issues[0].end) == (TISSUE.index("&,1"), len(TISSUE) - 1)
    assert codes(read("=/A9999XYZ100T094=,000025")) == ["length"]
    assert codes(read("=/A9999XYZ100T0944=?000025")) == ["unknown_identifier"]
    assert codes(read("=/A9999XYZ100T0944garbage")) == ["unknown_identifier"]
    assert codes(read("=/A9999XYZ100T0944=,000025=,000026")) == ["repeat_conflict"]
    assert codes(read("=/A9999XYZ100T0944=)1TE123456A")) == ["repeat_conflict"]
    issue = read("=/A9999XYz100T0944").issues[0]
    assert (issue.code, issue.start, issue.got, issue.expected) == ("charset", 9, "z", "Z")
    assert codes(read("=/A9999XYZ100T0944=A999713123456O0")) == []
    assert codes(read("=/A9999XYZ100T0944=A9997131234S600")) == ["charset"]


def test_a_division_names_a_unit_only_with_its_donation():
    assert iccbba.unit_name(read(TISSUE).elements) == "A99971312345600-000025"
    assert iccbba.unit_name(read(TISSUE.replace("000025", "000000")).elements) == "A99971312345600"
    assert iccbba.unit_name(read("=/A9999XYZ100T0944=,000025").elements) == "000025"
    assert iccbba.unit_name(read("=/A9999XYZ100T0944").elements) == ""


def test_texts_that_only_start_like_isbt():
    for text in ("=", "=1+1", "&", "=A1", "&x"):
        assert read(text) is None


# --- IFA ---


def test_envelope():
    parsed = read(PPN)
    assert parsed.is_sound
    found = udi.of(parsed)
    assert (found.issuing_agency, found.di, found.lot_number) == ("IFA", "110375286414", "12345ABCD")
    assert (found.serial_number, found.expiration_date) == ("12345ABCDEF98765", date(2027, 6, 30))
    for element in parsed.elements:
        assert PPN[element.start : element.end] == element.value
    assert found.udi == "(9N)110375286414(1T)12345ABCD(D)270600(S)12345ABCDEF98765"
    assert udi.of(read(found.udi)) == found


@pytest.mark.parametrize(
    ("record", "group", "end"),
    [("{RS}", "{GS}", "{EOT}"), ("<RS>", "<GS>", "<EOT>"), ("^^", "^]", "^D"), ("␞", "␝", "␄")],
)
def test_envelope_of_a_device_without_control_keys(record, group, end):
    raw = PPN.replace("\x1e", record).replace("\x1d", group).replace("\x04", end)
    parsed = read(raw)
    assert parsed.is_sound
    for element in parsed.elements:
        assert raw[element.start : element.end] == element.value


def test_faults_of_an_envelope():
    assert [issue.code for issue in read(PPN[:-2]).issues] == ["no_end"]
    assert codes(read(PPN.replace("\x1e06\x1d", "\x1e07\x1d"))) == ["envelope"]
    assert codes(read(PPN.replace("1T1", "\x1d1T1"))) == ["unknown_identifier"]
    assert codes(read(PPN.replace("1T12345ABCD", "1T"))) == ["empty_value"]
    assert codes(read(PPN.replace("12345ABCD\x1d", "L" * 21 + "\x1d"))) == ["lot_length"]
    assert codes(read(PPN.replace("12345ABCDEF98765", "S" * 21))) == ["serial_length"]
    assert codes(read(PPN.replace("12345ABCD\x1d", "Ä1\x1d"))) == ["charset"]
    assert codes(read(PPN.replace("D270600", "D271300"))) == ["date"]
    assert codes(read(PPN.replace("\x1dS", "\x1d16D20270631\x1dS"))) == ["date"]
    assert codes(read(PPN.replace("\x1dS", "\x1d9N110375286414\x1dS"))) == []
    assert codes(read(PPN.replace("\x1dS12345ABCDEF98765", "\x1d1TX"))) == ["repeat_conflict"]
    assert codes(read(PPN.replace("\x1dS", "\x1d8P09506000134353\x1dS"))) == ["check_digit"]


def test_faults_of_a_ppn_are_told_with_what_they_should_be():
    issue = read(PPN.replace("110375286414", "110375286415")).issues[0]
    assert (issue.code, issue.got, issue.expected) == ("check_digits", "15", "14")
    issue = read(PPN.replace("110375286414", "11O375286414")).issues[0]
    assert (issue.code, issue.start, issue.got, issue.expected) == ("charset", 11, "O", "0")
    # the pharmacy number inside has a check digit of its own
    assert codes(read(PPN.replace("110375286414", "1103752863" + checks.ppn_digits("1103752863")))) == ["check_digit"]
    assert codes(read(PPN.replace("110375286414", "13A-1.2_B" + checks.ppn_digits("13A-1.2_B")))) == []


def test_gs1_data_in_an_envelope_is_gs1():
    raw = "[)>\x1e05\x1d0109506000134352\x1d10LOT\x1e\x04"
    parsed = read(raw)
    assert (parsed.carrier, parsed.is_sound) == ("gs1", True)
    assert (parsed.first(PRODUCT).value, parsed.first(LOT).value) == ("09506000134352", "LOT")
    for element in parsed.elements:
        assert raw[element.start : element.end] == element.value


# --- check characters ---


def test_check_characters_of_published_examples():
    fda = "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ4567890123 45678/16D20130202"
    assert checks.hibc_character(fda) == "C"
    assert checks.donation_character("G123489654321") == "Y"
    assert checks.ppn_digits("1103752864") == "14"
    assert checks.pzn_digit("03752864") == checks.pzn_digit("03752865") == "4"
    # one in eleven has no digit at all
    assert checks.pzn_digit("00000030") == checks.pzn_digit("0375286") == checks.pzn_digit("0375286X") == ""
    for wrong in ("a", "Ä", "0*"):
        with pytest.raises(ValueError, match=r".*"):
            checks.hibc_character(wrong)
        with pytest.raises(ValueError, match=r".*"):
            checks.donation_character(wrong.ljust(13, "0"))
    for wrong in ("", "a", "1 "):
        with pytest.raises(ValueError, match=r".*"):
            checks.ppn_digits(wrong)


def test_basic_udi_di_both_ways():
    known = {
        "GS1": "1987654Ad4X4bL5ttr2310c2K",
        "HIBCC": "++A999MODELIDENTIFIER11S8",
        "IFA": "PP12345ABCD.12345678.9004",
    }
    for agency, code in known.items():
        assert checks.basic_udi(agency, code[:-2]) == code
        assert checks.basic_udi_expected(agency, code[:-2] + "22") == code[-2:]
    strange = (("GS1", "ABC1"), ("GS1", "1" * 24), ("HIBCC", "A999M1"), ("HIBCC", "++9999M1"), ("IFA", "PPX"))
    for agency, body in strange:
        assert checks.basic_udi_expected(agency, body + "22") == ""
    assert checks.basic_udi_expected("X", "1") == ""


def test_serial_kind_of_isbt():
    assert read(TISSUE).first(SERIAL).value == "000025"


# --- the registry ---


@pytest.mark.parametrize(
    ("agency", "text", "di"),
    [
        ("GS1", " 9506000134352 ", "09506000134352"),
        ("GS1", "(01)09506000134352(10)L", "09506000134352"),
        ("HIBCC", "+M2BHCA36 ", "M2BHCA36"),
        ("HIBCC", "M2BHCA36", "M2BHCA36"),
        ("ICCBBA", TISSUE, "A9999XYZ100T0944"),
        ("IFA", PPN, "110375286414"),
        ("IFA", "+M2BHCA36 ", "+M2BHCA36"),
    ],
)
def test_an_identifier_is_taken_out_of_what_was_scanned(agency, text, di):
    assert registry.device_identifier(agency, text, TODAY) == di


def test_an_identifier_is_held_against_the_rules_of_its_agency():
    for agency, di in (
        ("GS1", "09506000134352"),
        ("HIBCC", "M2BHCA36"),
        ("ICCBBA", "1TE123456A"),
        ("IFA", "110375286414"),
    ):
        assert registry.check(agency, di, TODAY) is None
        assert registry.check(agency, di[:5], TODAY)
        assert registry.check(agency, "", TODAY)
        assert registry.check(agency, di + "/$L", TODAY)
    assert registry.link_character("HIBCC", "M2BHCA36") == " "
    assert registry.link_character("IFA", "110375286414") == ""
