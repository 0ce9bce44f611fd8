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
        ("", ""),
    ],
)
def test_what_looks_like_a_patient(text, found):
    assert tracking.looks_personal(text) == found


def test_masks():
    assert tracking.mask("Ada Lovelace") == "A••• L•••"
    assert tracking.mask("123-45-6789") == "•••89"
    assert tracking.mask(" ") == ""
