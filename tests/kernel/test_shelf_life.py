"""Demands on remaining shelf life: which apply, and the strictest."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel.shelf_life import Delivery, Rule, applying, strictest

CLINIC, WARD, PHARMACY = 1, 2, 3
DELIVERY = Delivery(
    partners={CLINIC, WARD}, partner_categories={10}, products={20}, product_categories={30, 31}, company=5
)


def ids(*rules):
    return [rule.id for rule in applying(rules, DELIVERY)]


def test_a_rule_without_criteria_applies_to_all():
    assert ids(Rule(1, days=30)) == [1]


def test_every_criterion_must_fit():
    rules = [
        Rule(1, partner=CLINIC),
        Rule(2, partner=PHARMACY),
        Rule(3, partner=CLINIC, product=20),
        Rule(4, partner=CLINIC, product=21),
        Rule(5, partner_category=10, product_category=31),
        Rule(6, product_category=32),
        Rule(7, company=5),
        Rule(8, company=6),
    ]
    assert ids(*rules) == [1, 3, 5, 7]


def test_the_stricter_wins_in_each_measure():
    assert strictest([Rule(1, days=90), Rule(2, days=30, percent=50), Rule(3, percent=20)]) == (90, 50)
    assert strictest([]) == (0, 0)


@given(st.lists(st.builds(Rule, id=st.integers(1), partner=st.integers(0, 3), days=st.integers(0, 99)), max_size=6))
def test_one_more_rule_never_asks_for_less(rules):
    found = applying(rules, DELIVERY)
    assert strictest(found)[0] >= strictest(found[1:])[0]
    assert all(rule in found for rule in rules if not rule.partner)
