"""Electronic signatures without a database: lock, PIN, local time."""

from datetime import datetime, timedelta

import pytest

from odoo.addons.lot_traceability.kernel import signing

NOW = datetime(2026, 11, 21, 10, 0)


def minutes(*ago):
    return [NOW - timedelta(minutes=number) for number in ago]


@pytest.mark.parametrize(
    ("failures", "until"),
    [
        (minutes(), None),
        (minutes(4, 3, 2, 1), None),
        (minutes(4, 3, 2, 1, 0), NOW + signing.LOCK),
        (minutes(29, 28, 27, 26, 25), NOW + timedelta(minutes=5)),
        (minutes(40, 39, 38, 37, 30), None),
        (minutes(16, 3, 2, 1, 0), None),
        (minutes(15, 3, 2, 1, 0), NOW + signing.LOCK),
        (minutes(0, 1, 4, 2, 3), NOW + signing.LOCK),
        (minutes(-600, -600, -600, -600, -600), NOW + signing.LOCK),
    ],
)
def test_five_failures_in_fifteen_minutes_lock_for_thirty(failures, until):
    assert signing.locked_until(failures, NOW) == until


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("830174", ""),
        ("195020261108", ""),
        ("12345", "length"),
        ("1234567890123", "length"),
        ("12345a", "digits"),
        ("１２３４５６", "digits"),
        ("", "digits"),
        (None, "digits"),
        (830174, "digits"),
        ("111111", "simple"),
        ("121212", "simple"),
        ("123456", "simple"),
        ("890123", "simple"),
        ("987654", "simple"),
    ],
)
def test_pin(pin, problem):
    assert signing.pin_problem(pin) == problem


@pytest.mark.parametrize("secret", ["", None, 5, ["x"], "x" * 1025, "a\0b", "\ud800"])
def test_what_cannot_be_a_secret(secret):
    assert not signing.is_secret(secret)


def test_a_secret_in_any_script():
    assert signing.is_secret("пароль 東京 😀")


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Europe/Berlin", "2026-11-21 11:00:00 (Europe/Berlin, UTC+01:00)"),
        ("America/St_Johns", "2026-11-21 06:30:00 (America/St_Johns, UTC-03:30)"),
        ("UTC", "2026-11-21 10:00:00 (UTC)"),
        ("Asia/Kathmandu", "2026-11-21 15:45:00 (Asia/Kathmandu, UTC+05:45)"),
    ],
)
def test_local_time_names_its_zone(zone, text):
    assert signing.local_text(NOW, zone, signing.offset_minutes(NOW, zone)) == text


@pytest.mark.parametrize("name", [None, False, "", "Mars/Olympus", "../etc/passwd"])
def test_an_unknown_zone_is_utc(name):
    assert signing.zone_of(name) == "UTC"


def test_summer_time():
    july = datetime(2026, 7, 1, 10)
    assert signing.offset_minutes(july, "Europe/Berlin") == 120
