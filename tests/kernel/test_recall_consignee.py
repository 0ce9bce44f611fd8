"""Consignees: the state that follows from what happened, reminders, the language to write in."""

from datetime import datetime, timedelta

import pytest

from odoo.addons.lot_recall.kernel.consignee import Facts, best_language, due_level, state

DAY = datetime(2026, 11, 2, 9)
LATER = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "to_notify"),
        ({"notified_at": DAY}, "notified"),
        ({"notified_at": DAY, "bounced_at": LATER}, "bounced"),
        ({"notified_at": DAY, "bounced_at": DAY}, "bounced"),
        ({"notified_at": LATER, "bounced_at": DAY}, "notified"),
        ({"bounced_at": DAY}, "bounced"),
        ({"notified_at": DAY, "bounced_at": LATER, "acknowledged_at": LATER}, "acknowledged"),
        ({"answered_at": LATER}, "answered"),
        ({"answered_at": LATER, "is_settled": True}, "done"),
        ({"notified_at": DAY, "is_settled": True}, "notified"),
        ({"notified_at": DAY, "is_concerned": False}, "done"),
    ],
)
def test_state(facts, expected):
    assert state(Facts(**facts)) == expected


@pytest.mark.parametrize(("days", "level"), [(0, 0), (2.99, 0), (3, 1), (6.9, 1), (7, 2), (14, 3), (400, 3)])
def test_the_ladder(days, level):
    assert due_level(DAY, DAY + timedelta(days=days)) == level


def test_who_was_not_notified_is_not_reminded():
    assert due_level(None, DAY) == 0


@pytest.mark.parametrize(
    ("wanted", "there", "house", "expected"),
    [
        ("de_AT", ["en_US", "de_DE"], None, "de_DE"),
        ("de_AT", ["de_AT", "de_DE"], None, "de_AT"),
        ("nl_BE", ["en_US", "fr_BE"], "fr_FR", "fr_BE"),
        ("nl_BE", ["en_GB", "fr_BE"], "es_ES", "en_GB"),
        (None, ["fr_BE", "fr_FR"], None, "fr_BE"),
        ("nl_BE", [], "en_US", None),
    ],
)
def test_the_language_of_the_letter(wanted, there, house, expected):
    assert best_language(wanted, there, house) == expected
