"""A UDI is what the GS1 elements of its carrier spell out."""

from datetime import date

from odoo.addons.lot_gs1_labels.kernel import reader
from odoo.addons.lot_gs1_labels.kernel.check_digits import check_digit
from odoo.addons.lot_udi.kernel import published, registry, writer
from odoo.addons.lot_udi.kernel import reader as udi_reader
from odoo.addons.lot_udi.kernel.udi import Udi, from_gs1, of

TODAY = date(2026, 7, 1)


def udi_of(raw):
    return from_gs1(reader.read(raw, TODAY).elements)


def test_fda_example():
    # FDA "UDI formats by issuing agency" 1.3, GS1
    udi = udi_of("(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234")
    assert (udi.issuing_agency, udi.di, udi.lot_number, udi.serial_number) == (
        "GS1",
        "51022222233336",
        "A213B1",
        "1234",
    )
    assert (udi.manufacturing_date, udi.expiration_date) == (date(2014, 12, 31), date(2015, 7, 7))
    assert udi.udi == "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234"
    assert udi.pi_text == "(11)141231(17)150707(10)A213B1(21)1234"


def test_order_of_the_symbol_does_not_matter_and_other_elements_are_left_out():
    udi = udi_of("]d2010950600013435221S(1)\x1d10L\x1d240X\x1d17270600")
    assert udi.udi == "(01)09506000134352(17)270600(10)L(21)S(1)"
    assert udi.expiration_date == date(2027, 6, 30)


def test_device_identifier_alone_and_none_at_all():
    udi = udi_of("9506000134352")
    assert (udi.udi, udi.pi_text, udi.lot_number, udi.expiration_date) == ("(01)09506000134352", "", "", None)
    assert udi_of("(00)123456789012345675") is None
    assert udi_of("(02)09506000134352(37)1") is None
    assert udi_of("LOT-1") is None


EXAMPLE = "(01)00208851107345(17)150331"  # AccessGUDID, Parse UDI API documentation


def test_a_number_that_is_published_with_a_wrong_check_digit_is_read_with_a_remark():
    for raw in (EXAMPLE, "]d2010020885110734517150331", "[)>\x1e05\x1d010020885110734517150331\x1e\x04"):
        parsed = udi_reader.read_any(raw, TODAY, strict=True)
        [issue] = parsed.issues
        assert (issue.code, issue.got, issue.expected, issue.warning) == (published.CODE, "00208851107345", "7", True)
        assert raw[issue.start : issue.end] == issue.got
        found = of(parsed)
        assert (found.di, found.expiration_date) == ("00208851107345", date(2015, 3, 31))


def test_every_other_wrong_check_digit_stays_an_error():
    wrong = [EXAMPLE.replace("00208851107345", f"0020885110734{digit}") for digit in "012346890"]
    wrong += ["(01)00208851107355(17)150331", "(01)10208851107345(17)150331", "(01)05306310471322(17)250721"]
    # the very number, where it names no device; and the example with a fault of its own
    wrong += ["(02)00208851107345(37)1", "(01)00208851107345(17)151331"]
    for raw in wrong:
        parsed = udi_reader.read_any(raw, TODAY)
        assert not parsed.is_sound, raw
    assert udi_reader.read_any(EXAMPLE.replace("345(", "347("), TODAY).issues == ()


def test_nobody_but_the_reader_of_udis_knows_the_exception():
    [issue] = reader.read(EXAMPLE, TODAY).issues
    assert (issue.code, issue.warning) == ("check_digit", False)
    for example in published.EXAMPLES:
        assert check_digit(example.gtin[:-1]) == example.check_digit != example.gtin[-1]
        assert registry.check("GS1", example.gtin, TODAY).code == "check_digit"
        assert registry.device_identifier("GS1", f"(01){example.gtin}", TODAY) == f"(01){example.gtin}"
        assert registry.check("GS1", f"(01){example.gtin}", TODAY)
        [issue] = writer.build(Udi("GS1", example.gtin, lot_number="A"), TODAY)[1]
        assert issue.code == "check_digit"
