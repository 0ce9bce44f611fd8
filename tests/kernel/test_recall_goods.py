"""Goods that a recall stops: lots that nobody left out, and untracked goods since the first of them was made."""

from datetime import datetime

from recall_answer import answer, lot

from odoo.addons.lot_recall.kernel import figures
from odoo.addons.lot_recall.kernel.goods import affected_goods


def content(*nodes, exclusions=None):
    data = answer()
    data["nodes"] = [*data["nodes"], *nodes]
    return {"answer": data, "figures": figures.build(data, exclusions)}


def glue(number, side, date):
    row = {**lot(0, False, "Hub", side, 1), "key": f"untracked:move:{number}", "kind": "untracked"}
    return {**row, "lot_id": False, "lot": False, "product_id": 77, "date": date}


def test_affected_lots_without_those_left_out():
    everything = affected_goods(content())
    assert everything.lot_ids == (1, 2, 3, 4)  # 9 is upstream
    assert affected_goods(content(exclusions={3: "Inspected"})).lot_ids == (1, 2, 4)
    assert everything.made_since == {}


def test_untracked_goods_count_from_the_first_that_were_made():
    rows = (glue(1, "downstream", "2026-07-03T08:00:00Z"), glue(2, "downstream", "2026-07-01T08:00:00Z"))
    goods = affected_goods(content(*rows))
    assert goods.made_since == {77: datetime(2026, 7, 1, 8)}
    assert goods.made_last == {77: datetime(2026, 7, 3, 8)}


def test_nobody_knows_when_some_were_made():
    rows = [glue(1, "downstream", "2026-07-03T08:00:00Z"), glue(2, "downstream", False)]
    for order in (rows, rows[::-1]):
        goods = affected_goods(content(*order))
        assert goods.made_since == {77: None}
        assert goods.made_last == {77: datetime(2026, 7, 3, 8)}
    assert affected_goods(content(rows[1])).made_last == {77: None}


def test_untracked_goods_it_was_made_from_are_left_alone():
    assert affected_goods(content(glue(1, "upstream", "2026-07-03T08:00:00Z"))).made_since == {}
