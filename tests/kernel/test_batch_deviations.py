"""Differences between the plan of an order and what it used."""

from decimal import Decimal as D

from odoo.addons.lot_traceability.kernel.batch_deviations import EXTRA, LESS, MISSING, MORE, Difference, differences


def test_what_was_used_is_compared_in_proportion_to_the_output():
    planned = {1: D(20), 2: D(10), 3: D(5), 4: D("0.1")}
    used = {1: D(18), 2: D(10), 5: D(1), 4: D("0.09")}
    assert differences(planned, used, D(20), D(18)) == (
        Difference(MORE, 2, D(9), D(10)),
        Difference(MISSING, 3, D("4.5"), D(0)),
        Difference(EXTRA, 5, D(0), D(1)),
    )


def test_less_and_nothing_planned():
    assert differences({1: D(2)}, {1: D(1)}, D(1), D(1)) == (Difference(LESS, 1, D(2), D(1)),)
    assert differences({1: D(2)}, {1: D(2)}, D(0), D(7)) == ()


def test_binary_fractions_are_no_difference():
    third = D(1) / D(3)
    assert differences({1: D(1)}, {1: third}, D(3), D(1)) == ()
