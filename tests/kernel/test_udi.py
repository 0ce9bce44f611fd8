"""A UDI is what the GS1 elements of its carrier spell out."""

from datetime import date

from odoo.addons.lot_gs1_labels.kernel import reader
from odoo.addons.lot_gs1_labels.kernel.check_digits import check_digit
from odoo.addons.lot_udi.kernel.udi import from_gs1

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


def test_the_published_example_with_a_wrong_check_digit_is_refused():
    """AccessGUDID's documentation reads the first one; 0067 of the vectors has its very form and must be refused."""
    for raw, expected in (("(01)00208851107345(17)150331", "7"), ("(01)05306310471322(17)250721", None)):
        [issue] = reader.read(raw, TODAY).issues
        assert issue.code == "check_digit"
        assert expected is None or expected == check_digit(raw[4:17])
