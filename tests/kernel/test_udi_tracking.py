"""Tracked devices without a database."""

from datetime import date

import pytest

from odoo.addons.lot_udi.kernel import tracking


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        (date(2026, 11, 20), 3, date(2026, 11, 25)),  # Friday
        (date(2026, 11, 21), 3, date(2026, 11, 25)),
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_working_days(asked, days, due):
    assert tracking.working_days_after(asked, days) == due


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("given to 123-45-6789", "123-45-6789"),
        ("Patient: Miller", "Patient: M"),
        ("born 1950", "born 1"),
        ("ward 3, cupboard 2", ""),
        ("order 12345-67-89012", ""),
        ("the patients were asked", ""),
        ("patient died, the clinic could not be reached", ""),
        ("delay of 12 ms a pulse", ""),
        ("patient Miller, room 4", "patient M"),
        ("Patient ID 4711", "Patient ID 4"),
        ("DOB 3/5/1950", "DOB 3"),
        ("called Mrs. Miller", "Mrs. M"),
        ("PATIENT MILLER", "PATIENT M"),
        ("Mr. MILLER", "Mr. M"),
        ("mrs. miller", "mrs. m"),
        ("Patient Özgür", "Patient Ö"),
        ("Ms. Ångström", "Ms. Å"),
        ("Mr. O'Neil", "Mr. O"),
        ("patient name Ada", "patient name A"),
        ("Patient's name: Ada", "Patient's name: A"),
        ("patient 4711 called", "patient 471"),
        ("Patient Monitor 3000", ""),
        ("PATIENT DIED", ""),
        ("Patient 2 lead", ""),
        ("Patient Name unknown", ""),
        ("MR safe, MR Conditional", ""),
        ("delay of 12 ms. The pump beeps", ""),
        ("", ""),
    ],
)
def test_what_looks_like_a_patient(text, found):
    assert tracking.looks_personal(text) == found


def test_numbers_of_goods_may_look_like_social_security_numbers():
    assert not tracking.looks_personal("IP7-100-26-0001", is_number=True)
    assert tracking.looks_personal("patient: Ada", is_number=True)


def test_masks():
    assert tracking.mask("Ada Lovelace") == "A••• L•••"
    assert tracking.mask("123-45-6789") == "•••89"
    assert tracking.mask(" ") == ""


@pytest.mark.parametrize(
    ("first", "last", "ordered", "due"),
    [
        (date(2026, 8, 31), None, None, date(2027, 2, 28)),
        (date(2024, 1, 15), date(2026, 12, 1), None, date(2027, 6, 1)),
        (date(2024, 1, 15), date(2027, 1, 15), None, date(2028, 1, 15)),
        (date(2015, 1, 15), None, date(2026, 11, 20), date(2027, 11, 20)),
        (date(2026, 8, 31), None, date(2026, 5, 1), date(2027, 2, 28)),
        (date(2015, 1, 15), date(2026, 12, 1), date(2026, 11, 20), date(2027, 12, 1)),
    ],
)
def test_when_an_audit_is_due(first, last, ordered, due):
    assert tracking.audit_due(first, last, ordered) == due


def test_how_many_records_an_audit_looks_at():
    assert [tracking.audit_sample(count) for count in (0, 1, 10, 20, 100, 1000)] == [0, 1, 10, 19, 45, 57]
    assert tracking.audit_sample(10**6) == 59  # as from an endless number: 0.95 ** 59 < 5 percent


def test_a_draw_can_be_repeated():
    drawn = tracking.draw(range(100), 5, "seed")
    assert (len(drawn), drawn) == (5, tracking.draw(reversed(range(100)), 5, "seed"))
    assert drawn != tracking.draw(range(100), 5, "other")
