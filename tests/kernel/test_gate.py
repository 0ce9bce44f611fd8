"""The table of what may go where: complete, strict, and printed as it is."""

import itertools
from pathlib import Path

import pytest

from odoo.addons.lot_traceability.kernel import gate
from odoo.addons.lot_traceability.kernel.gate import Place

STOCK = Place("internal", company=1, warehouse=1)
SHELF = Place("internal", company=1, warehouse=1)
QUARANTINE = Place("internal", company=1, warehouse=1, is_quarantine=True)
OTHER_WAREHOUSE = Place("internal", company=1, warehouse=2)
FAR_QUARANTINE = Place("internal", company=1, warehouse=2, is_quarantine=True)
SUBCONTRACTOR = Place("internal", company=1)
OTHER_COMPANY = Place("internal", company=2, warehouse=3, is_quarantine=True)
TRANSIT = Place("transit", company=1)
BETWEEN_COMPANIES = Place("transit")
CUSTOMER, SUPPLIER, PRODUCTION, LOSS = map(Place, ("customer", "supplier", "production", "inventory"))


@pytest.mark.parametrize(
    ("source", "dest", "more", "expected"),
    [
        (STOCK, CUSTOMER, {}, gate.CUSTOMER),
        (SUPPLIER, CUSTOMER, {}, gate.CUSTOMER),
        (STOCK, PRODUCTION, {}, gate.PRODUCTION),
        (SUBCONTRACTOR, PRODUCTION, {}, gate.PRODUCTION),
        (STOCK, BETWEEN_COMPANIES, {}, gate.COMPANY),
        (STOCK, OTHER_COMPANY, {}, gate.COMPANY),
        (STOCK, SUPPLIER, {}, gate.SUPPLIER),
        (STOCK, SUPPLIER, {"is_return": True}, gate.SUPPLIER_RETURN),
        (CUSTOMER, SUPPLIER, {"is_return": True}, gate.SUPPLIER_RETURN),
        (STOCK, LOSS, {}, gate.SCRAP),
        (STOCK, LOSS, {"is_count": True}, gate.COUNT),
        (LOSS, STOCK, {"is_count": True}, gate.COUNT),
        (LOSS, STOCK, {}, gate.INCOMING),
        (STOCK, SHELF, {}, gate.INSIDE),
        (STOCK, SHELF, {"is_count": True}, gate.INSIDE),  # Odoo's relocation calls itself a count
        (STOCK, SHELF, {"leaves_hold": True}, gate.OUT_OF_HOLD),
        (STOCK, QUARANTINE, {"leaves_hold": True}, gate.TO_QUARANTINE),
        (STOCK, FAR_QUARANTINE, {}, gate.TO_QUARANTINE),
        (STOCK, OTHER_WAREHOUSE, {}, gate.WAREHOUSE),
        (STOCK, TRANSIT, {}, gate.WAREHOUSE),
        (STOCK, SUBCONTRACTOR, {}, gate.WAREHOUSE),
        (STOCK, SUBCONTRACTOR, {"is_return": True}, gate.SUPPLIER_RETURN),
        (SUBCONTRACTOR, STOCK, {"is_return": True}, gate.INCOMING),
        (SUBCONTRACTOR, STOCK, {}, gate.INCOMING),
        (TRANSIT, OTHER_WAREHOUSE, {}, gate.INCOMING),
        (BETWEEN_COMPANIES, STOCK, {}, gate.INCOMING),
        (SUPPLIER, STOCK, {}, gate.INCOMING),
        (CUSTOMER, STOCK, {"is_return": True}, gate.INCOMING),
        (PRODUCTION, STOCK, {}, gate.INCOMING),
        (SUPPLIER, BETWEEN_COMPANIES, {}, gate.OUTSIDE),
    ],
)
def test_where_goods_go(source, dest, more, expected):
    assert gate.classify(source, dest, **more) == expected


def test_every_exit_knows_every_status():
    for exit_, status in itertools.product(gate.EXITS, gate.STATUSES):
        rules = [rule for rule in gate.TABLE if rule.exit == exit_ and status in rule.statuses]
        assert len(rules) == 1, (exit_, status)
        assert gate.STRICTNESS.index(rules[0].accepted) <= gate.STRICTNESS.index(gate.REFUSED)


def test_goods_without_status_go_everywhere():
    for exit_ in gate.EXITS:
        assert gate.decide(exit_, (), accepts_held=False, accepts_expired=False) == gate.ALLOWED


def test_the_strictest_status_decides():
    both = {gate.HOLD, gate.EXPIRED}
    assert gate.decide(gate.CUSTOMER, both, accepts_held=True, accepts_expired=False) == gate.REFUSED
    assert gate.decide(gate.CUSTOMER, both, accepts_held=True, accepts_expired=True) == gate.RIGHT
    assert gate.decide(gate.SCRAP, both, accepts_held=False, accepts_expired=False) == gate.RIGHT


def test_accepting_never_makes_it_stricter():
    for rule in gate.TABLE:
        if rule.outcome != gate.SETTING:
            assert gate.STRICTNESS.index(rule.accepted) <= gate.STRICTNESS.index(rule.outcome), rule


def test_condemned_goods_never_reach_a_customer():
    for status in (gate.REJECTED, gate.RECALLED):
        for exit_ in (gate.CUSTOMER, gate.COMPANY):
            assert gate.decide(exit_, {status}, accepts_held=True, accepts_expired=True) == gate.REFUSED


@pytest.mark.parametrize("inside", [gate.ALLOWED, gate.RIGHT, gate.REFUSED])
def test_inside_a_warehouse_the_company_decides(inside):
    options = {"accepts_held": False, "accepts_expired": False, "inside": inside}
    assert gate.decide(gate.INSIDE, {gate.HOLD}, **options) == inside
    assert gate.decide(gate.OUT_OF_HOLD, {gate.HOLD}, **options) == gate.RIGHT
    assert gate.decide(gate.INSIDE, {gate.EXPIRED}, **options) == gate.ALLOWED
    assert gate.decide(gate.TO_QUARANTINE, {gate.HOLD}, **options) == gate.ALLOWED


def test_architecture_prints_the_table():
    page = Path(__file__).parents[2] / "ARCHITECTURE.md"
    assert gate.render() in page.read_text(encoding="utf-8"), "print it anew: gate.render()"
