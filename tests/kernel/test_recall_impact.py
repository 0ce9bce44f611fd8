"""What if: narrower and wider choices side by side; nothing is spared that the widest does not reach."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from recall_answer import answer

from odoo.addons.lot_recall.kernel import figures, impact
from odoo.addons.lot_recall.kernel.impact import Amount

D = Decimal


def found(*products, lots=1, deliveries=1, customers=1):
    """Figures of products given as (id, unit, on hand, net)."""
    rows = [
        {"product": f"P{number}", "product_id": number, "uom": uom, "on_hand_qty": on_hand, "net_qty": net}
        for number, uom, on_hand, net in products
    ]
    names = ("on_hand_qty", "net_qty")
    units = [
        {"uom": uom, **{name: sum(row[name] for row in rows if row["uom"] == uom) for name in names}}
        for uom in sorted({row["uom"] for row in rows})
    ]
    counts = {"lots": lots, "deliveries": deliveries, "customers": customers}
    return {"products": rows, "units": units, "counts": counts}


def test_narrow_and_wide_by_hand():
    narrow = found((1, "Units", 10.0, 5.5), lots=1, customers=1)
    wide = found((1, "Units", 100.0, 50.0), (2, "m", 7.0, 0.0), lots=12, deliveries=9, customers=4)
    rows = impact.compare({"product": (12, wide), "lots": (1, narrow)}, {1: D("2.5"), 2: D(0)})
    assert [row.choice for row in rows] == ["lots", "product"]
    first, last = rows
    assert (first.on_hand, first.out) == ((Amount("Units", D("10.0")),), (Amount("Units", D("5.5")),))
    assert first.spared == (Amount("Units", D("134.5")), Amount("m", D("7.0")))
    assert (first.value, first.unpriced) == (D("38.75"), ())
    assert (last.value, last.unpriced) == (D(375), ("P2",))
    assert (last.origins, last.lots, last.deliveries, last.customers, last.spared) == (12, 12, 9, 4, ())


def test_more_came_back_than_went_out():
    rows = impact.compare({"lots": (1, found((1, "Units", 10.0, -3.0)))}, {1: D(1)})
    assert (rows[0].value, rows[0].out) == (D(10), (Amount("Units", D("-3.0")),))


def test_a_delivery_that_is_wider_than_the_product_spares_nothing():
    narrow, wide = found((1, "Units", 10.0, 0.0)), found((1, "Units", 10.0, 0.0), (2, "Units", 5.0, 0.0))
    rows = impact.compare({"document": (2, wide), "product": (1, narrow)}, {})
    assert [row.spared for row in rows] == [(), (Amount("Units", D("5.0")),)]


def test_nothing_reached():
    row = impact.compare({"lots": (1, found(lots=1, deliveries=0, customers=0))}, {})[0]
    assert (row.on_hand, row.out, row.spared, row.value) == ((), (), (), D(0))


def test_figures_of_a_real_answer_are_taken_as_they_are():
    sums = figures.sums(answer())
    (row,) = impact.compare({"lots": (1, sums)}, {})
    whole = figures.build(answer())
    assert {key: value for key, value in whole.items() if key != "why"} == sums
    assert row.on_hand == tuple(
        Amount(unit["uom"], D(repr(unit["on_hand_qty"]))) for unit in whole["units"] if unit["on_hand_qty"]
    )
    assert set(row.unpriced) == {row["product"] for row in whole["products"] if row["on_hand_qty"] or row["net_qty"]}


quantities = st.floats(-50, 500).map(lambda value: round(value, 3))
some_products = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["Units", "kg"]), quantities.map(abs), quantities), max_size=6
)


@given(st.dictionaries(st.sampled_from(impact.CHOICES), some_products, min_size=1))
def test_what_is_spared_and_reached_is_the_widest(worlds):
    rows = impact.compare({name: (1, found(*products)) for name, products in worlds.items()}, {1: D(1)})
    for row in rows:
        assert all(amount.qty > 0 for amount in row.spared)
        assert row.value >= 0
    units = {amount.uom for row in rows for amount in row.spared}
    assert all(any(uom not in {amount.uom for amount in row.spared} for row in rows) for uom in units)
