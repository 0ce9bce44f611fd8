"""Figures of a batch record: exact texts, and the status of a component as it was."""

from datetime import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel.batch_content import Change, Held, plain, quantities, status_at

START = datetime(2026, 6, 1)


def day(number):
    return START.replace(day=number)


@given(st.decimals(Decimal(-(10**9)), Decimal(10**9), places=5))
def test_a_quantity_as_text_is_exact(value):
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


def test_floats_of_odoo_are_taken_as_they_are_shown():
    assert [plain(value) for value in (0.1 + 0.2, 1e15, 20.0, -0.0, 1e-05)] == [
        "0.30000000000000004", "1000000000000000", "20", "0", "0.00001",
    ]  # fmt: skip


def test_quantities():
    told = quantities(Decimal(200), Decimal("189.5"), Decimal(3), 5)
    assert told == {
        "planned": "200", "made": "189.5", "scrapped": "3", "left": "186.5", "sampled": "5", "yield_percent": "94.8",
        "yield_low": True,
    }  # fmt: skip
    assert quantities(Decimal(0), Decimal(1), Decimal(2), 0)["left"] == "0"
    assert quantities(Decimal(0), Decimal(1), Decimal(2), 0)["yield_percent"] == ""


def test_status_at_use_is_that_of_then():
    changes = [Change(day(20), "released"), Change(day(10), "quarantine")]
    holds = [Held("H1", day(2), day(5)), Held("H2", day(4)), Held("H3", day(12))]
    assert status_at(day(1), "rejected", changes, holds) == ("quarantine", ())
    assert status_at(day(4), "rejected", changes, holds) == ("quarantine", ("H1", "H2"))
    assert status_at(day(5), "rejected", changes, holds) == ("quarantine", ("H2",))
    assert status_at(day(15), "rejected", changes, holds) == ("released", ("H2", "H3"))
    assert status_at(day(25), "rejected", changes, holds) == ("rejected", ("H2", "H3"))
    assert status_at(day(25), "released", [], []) == ("released", ())
