"""Which demands on the remaining shelf life apply to a delivery, and the strictest of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One demand. A criterion that is 0 applies to all; every other one must be among the delivery's.

    partner, partner_category, product, product_category, company: ids.
    days: least calendar days until the lot expires, 0 = none. percent: least share of its life, 0 = none.
    """

    id: int
    partner: int = 0
    partner_category: int = 0
    product: int = 0
    product_category: int = 0
    company: int = 0
    days: int = 0
    percent: float = 0.0


@dataclass(frozen=True)
class Delivery:
    """What is delivered to whom; each a set of ids with those above it (company, parent tags, parent categories)."""

    partners: Collection[int] = ()
    partner_categories: Collection[int] = ()
    products: Collection[int] = ()
    product_categories: Collection[int] = ()
    company: int = 0


def applying(rules: Iterable[Rule], delivery: Delivery) -> list[Rule]:
    """The rules that apply to a delivery, in their order."""
    return [
        rule
        for rule in rules
        if (not rule.partner or rule.partner in delivery.partners)
        and (not rule.partner_category or rule.partner_category in delivery.partner_categories)
        and (not rule.product or rule.product in delivery.products)
        and (not rule.product_category or rule.product_category in delivery.product_categories)
        and rule.company in (0, delivery.company)
    ]


def strictest(rules: Iterable[Rule]) -> tuple[int, float]:
    """``(days, percent)`` that satisfy all these rules."""
    rules = list(rules)
    return max((rule.days for rule in rules), default=0), max((rule.percent for rule in rules), default=0.0)
