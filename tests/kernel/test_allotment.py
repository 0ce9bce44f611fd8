"""The first guess of what went into which unit."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel.allotment import Allotment, ComponentLot, Unit, even_parts, suggest

PUMPS = [Unit(101, Decimal(1)), Unit(102, Decimal(1)), Unit(103, Decimal(1))]


def boards(count):
    return [ComponentLot(1 + index, 7, Decimal(1), True) for index in range(count)]


def test_first_serial_to_first_unit():
    rows, uneven = suggest(boards(3), PUMPS, [], 2)
    assert rows == [(1, 101, 1), (2, 102, 1), (3, 103, 1)]
    assert not uneven


def test_two_serials_each():
    rows, _uneven = suggest(boards(6), PUMPS, [], 2)
    assert [(row.component_lot_id, row.produced_lot_id) for row in rows] == [
        (1, 101), (2, 101), (3, 102), (4, 102), (5, 103), (6, 103),
    ]  # fmt: skip


def test_serials_that_do_not_come_out_even_are_asked_for():
    assert suggest(boards(4), PUMPS, [], 2) == ([], {7})
    assert suggest(boards(2), [Unit(101, Decimal(10))], [], 2) == ([(1, 101, 1), (2, 101, 1)], set())


def test_what_is_entered_stays_and_only_the_rest_is_spread():
    rows, _uneven = suggest(boards(3), PUMPS, [Allotment(1, 103, Decimal(1))], 2)
    assert rows == [(2, 101, 1), (3, 102, 1)]


def test_bulk_lots_follow_each_other_in_order():
    tubes = [ComponentLot(1, 8, Decimal("2.5"), False), ComponentLot(2, 8, Decimal("7.5"), False)]
    rows, _uneven = suggest(tubes, PUMPS, [], 2)
    assert rows == [
        (1, 101, Decimal("2.5")), (2, 101, Decimal("0.83")), (2, 102, Decimal("3.34")), (2, 103, Decimal("3.33")),
    ]  # fmt: skip


QTY = st.decimals(min_value="0.01", max_value="999", places=2)


@given(st.lists(QTY, min_size=1, max_size=6), st.lists(QTY, min_size=1, max_size=6), st.integers(0, 3))
def test_everything_is_spread_and_nothing_twice(lots, made, digits):
    components = [ComponentLot(1 + index, 1 + index % 2, qty, False) for index, qty in enumerate(lots)]
    units = [Unit(100 + index, qty) for index, qty in enumerate(made)]
    rows, uneven = suggest(components, units, [], digits)
    assert not uneven
    assert all(row.qty > 0 for row in rows)
    assert len({row[:2] for row in rows}) == len(rows)
    used = Counter()
    for row in rows:
        used[row.component_lot_id] += row.qty
    assert {lot.lot_id: lot.qty for lot in components} == dict(used)
    assert suggest(components, units, rows, digits)[0] == []


@given(QTY, st.lists(QTY, min_size=1, max_size=8), st.integers(0, 3))
def test_parts_are_even_to_the_last_digit(total, made, digits):
    units = [Unit(index, qty) for index, qty in enumerate(made)]
    parts = even_parts(total, units, digits)
    assert sum(parts) == total
    for unit, part in zip(units, parts):
        assert abs(part - total * unit.qty / sum(made)) <= Decimal(1).scaleb(-digits)
