"""What a case counts and lists, from an answer written by hand."""

import json

from recall_answer import answer, lot, shipment

from odoo.addons.lot_recall.kernel import figures
from odoo.addons.lot_recall.kernel.canonical import canonical, digest
from odoo.addons.lot_recall.kernel.compare import changes, compare, is_same, is_scope_same, leave_out
from odoo.addons.lot_recall.kernel.tables import Tables


def content(data=None, exclusions=None):
    data = data or answer()
    names = {"company": {"1": "Maker"}, "package": {}, "owner": {}}
    case = {"name": "RCL/1", "revision": 1}
    return {"case": case, "scope": {}, "answer": data, "figures": figures.build(data, exclusions), "names": names}


def units(found):
    return {row["uom"]: row for row in found["units"]}


def test_counts_of_the_whole():
    counts = figures.build(answer())["counts"]
    assert counts["lots"] == 4
    assert counts["deliveries"] == 3
    assert (counts["delivery_lines"], counts["return_lines"]) == (3, 1)
    assert (counts["customers"], counts["places"], counts["open_lines"], counts["gaps"]) == (2, 2, 1, 1)
    assert counts["lots_not_by_date"] == 1


def test_sums_are_exact_and_per_unit():
    row = units(figures.build(answer()))["Units"]
    assert row["on_hand_qty"] == 15.3  # 10 + 0.1 + 0.2 + 5: no 15.299999
    assert (row["shipped_qty"], row["returned_qty"], row["net_qty"]) == (84.7, 4.0, 80.7)
    assert row["open_qty"] == 5.0


def test_products_add_up_to_units_and_hold_no_upstream_lot():
    found = figures.build(answer())
    assert [(row["product"], row["lot_count"]) for row in found["products"]] == [("Cannula", 1), ("Hub", 1), ("Set", 2)]
    assert sum(row["net_qty"] for row in found["products"]) == units(found)["Units"]["net_qty"]


def test_left_out_lots_count_nowhere_but_stay_listed():
    found = figures.build(answer(), {4: "inspected"})
    assert (found["counts"]["lots"], found["counts"]["excluded_lots"], found["counts"]["open_lines"]) == (3, 1, 0)
    assert units(found)["Units"]["net_qty"] == 55.7
    clinic = next(row for row in found["customers"] if row["commercial_partner_id"] == 6)
    assert (clinic["lot_count"], clinic["delivery_count"]) == (1, 1)
    assert (clinic["shipped_qty"], clinic["returned_qty"], clinic["net_qty"]) == (19.7, 4.0, 15.7)
    assert clinic["proportional_qty"] is False
    listed = Tables(content(exclusions={4: "inspected"})).lots()
    assert [(row["lot"], row["excluded"], row["excluded_reason"]) for row in listed if row["lot_id"] == 4] == [
        ("SET-4", True, "inspected")
    ]


def test_a_customer_of_left_out_lots_only_is_no_customer_any_more():
    data = answer()
    data["nodes"].append(lot(5, "SET-5", "Set", "downstream", 2))
    found = figures.build(data, {3: "x"})
    assert {row["commercial_partner_id"] for row in found["customers"]} == {6}
    assert found["counts"]["customers"] == 1


def test_by_date_quantity_of_a_recomputed_customer_skips_what_left_too_early():
    data = answer()
    data["nodes"].append(lot(5, "SET-5", "Set", "downstream", 2, since="2026-07-04T00:00:00Z"))
    data["shipments"] += [shipment(25, 5, 3.0, 6, day=3), shipment(26, 5, 2.0, 6, day=4)]
    found = figures.build(data, {4: "x"})
    clinic = next(row for row in found["customers"] if row["commercial_partner_id"] == 6)
    assert clinic["net_qty"] == 20.7
    assert clinic["by_date_qty"] == 17.7


def test_exclusions_of_lots_that_are_not_affected_are_ignored():
    found = figures.build(answer(), {9: "upstream", 77: "unknown"})
    assert found["excluded"] == {}
    assert found["counts"] == figures.build(answer())["counts"]


def test_why_reads_as_a_way_with_documents():
    why = figures.build(answer())["why"]
    assert why["3"] == "CAN → MO/1 → SUB → MO/2 → SET-3"
    assert why["9"] == "CAN ← MO/0 ← RAW"
    assert why["1"] == "CAN"


def test_right_to_left_names_do_not_turn_the_way_round():
    data = answer()
    data["nodes"][0]["lot"] = "\u05d0\u05d1-7"
    data["nodes"][1]["lot"] = "SUB\u202e"
    why = figures.build(data)["why"]
    assert why["3"] == "\u2068\u05d0\u05d1-7\u2069 → MO/1 → \u2068SUB\u202e\u2069 → MO/2 → SET-3"


def test_tables_join_names_and_lose_no_row():
    tables = Tables(content())
    assert [row["lot"] for row in tables.lots()] == ["CAN", "SUB", "SET-3", "SET-4", "RAW"]
    assert [row["lot"] for row in tables.balance()] == ["CAN", "SUB", "SET-3", "SET-4"]
    assert len(tables.deliveries()) == 4
    assert {row["company"] for row in tables.deliveries()} == {"Maker"}
    assert [row["from_name"] for row in tables.lineage()][:2] == ["RAW", "MO/0"]
    assert tables.gaps()[0]["lot"] == "SET-3"


def test_canonical_text_does_not_depend_on_order_and_survives_reading():
    text = canonical(content())
    assert canonical(dict(reversed(list(content().items())))) == text
    assert canonical(json.loads(text)) == text
    assert digest(text) == digest(canonical(json.loads(text)))
    assert digest(text) != digest(text.replace("SET-3", "SET-2"))


def test_nothing_changed():
    assert is_same(compare(content(), json.loads(canonical(content()))))


def test_changes_are_told_apart():
    data = answer()
    data["nodes"].append(lot(5, "SET-5", "Set", "downstream", 2))
    data["nodes"][1]["lot"] = "SUB-renamed"
    data["shipments"][0]["qty"] = 41.0
    data["shipments"].append(shipment(30, 5, 7.0, 5))
    del data["shipments"][1]
    data["on_hand"][0]["qty"] = 3.0
    found = compare(content(), content(data))
    assert found["new_lots"] == ["SET-5"]
    assert found["renamed_lots"] == [("SUB", "SUB-renamed")]
    assert (found["new_deliveries"], found["gone_deliveries"], found["changed_deliveries"]) == (1, 1, 1)
    assert found["on_hand"] == [("Units", 15.3, 8.3)]
    assert not is_same(found)


def test_rows_behind_a_difference():
    data = answer()
    data["nodes"].append(lot(5, "SET-5", "Set", "downstream", 2))
    data["shipments"][0]["qty"] = 41.0
    data["shipments"].append(shipment(30, 5, 7.0, 5))
    gone = data["shipments"].pop(1)
    rows = [(row["change"], row["about"], row["lot_id"], row.get("qty")) for row in changes(content(), content(data))]
    first = data["shipments"][0]["lot_id"]
    assert [row["qty_before"] for row in changes(content(), content(data)) if row["change"] == "changed"] == [40.0]
    data["shipments"][0]["commercial_partner_id"] = 6
    [changed] = [row for row in changes(content(), content(data)) if row["change"] == "changed"]
    assert (changed["customer_before"], changed["customer"]) == ("Hospital", "Clinic")
    assert rows == [
        ("new", "lot", 5, None),
        ("new", "delivery", 5, 7.0),
        ("changed", "delivery", first, 41.0),
        ("gone", "delivery", gone["lot_id"], gone["qty"]),
    ]
    data["hidden_count"] = 1
    assert [row["change"] for row in changes(content(), content(data))] == ["new", "new", "changed"]
    assert sorted(row["change"] for row in changes(content(data), content())) == ["changed", "gone", "gone"]


def test_expected_lines_are_no_news_and_everything_else_is():
    data = answer()
    data["shipments"].append(shipment(30, data["shipments"][0]["lot_id"], -2.0, 5))
    found, rows = compare(content(), content(data)), changes(content(), content(data))
    line = rows[0]["move_line_id"]
    assert leave_out(found, rows, ()) == (found, rows)
    assert is_scope_same(leave_out(found, rows, {line})[0])
    data["nodes"].append(lot(5, "SET-5", "Set", "downstream", 2))
    found, rows = compare(content(), content(data)), changes(content(), content(data))
    rest, kept = leave_out(found, rows, {line})
    assert (rest["new_deliveries"], [row["about"] for row in kept], rest["net"]) == (0, ["lot"], found["net"])


def test_what_was_hidden_then_is_told_where_missing_it_would_be_worse():
    then, now = answer(), answer()
    then["hidden_count"] = now["hidden_count"] = 1
    now["nodes"].append(lot(5, "SET-5", "Set", "downstream", 2))
    now["shipments"] = now["shipments"][1:]
    assert compare(content(then), content(now))["new_lots"] == []
    found = compare(content(then), content(now), is_new_told=True)
    assert (found["new_lots"], found["gone_deliveries"], found["net"]) == (["SET-5"], 0, [])
    rows = changes(content(then), content(now), is_new_told=True)
    assert [(row["change"], row["about"]) for row in rows] == [("new", "lot")]


def test_what_only_moved_in_the_house_is_no_change_of_scope():
    data = answer()
    data["on_hand"][0]["qty"] = 3.0
    found = compare(content(), content(data))
    assert not is_same(found)
    assert is_scope_same(found)
    data["shipments"][0]["qty"] = 41.0
    assert not is_scope_same(compare(content(), content(data)))


def test_a_line_from_one_customer_to_another_is_compared_on_both_sides():
    then, now = answer(), answer()
    for data, qty in ((then, 2.0), (now, 3.0)):
        data["shipments"] += [shipment(40, 3, -qty, False), shipment(40, 3, qty, 6)]
    assert compare(content(then), content(now))["changed_deliveries"] == 2
