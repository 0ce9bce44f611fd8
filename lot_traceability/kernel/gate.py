"""What may move: the table of exits and statuses, which is documentation, rule and source of the matrix test at once.

A line takes goods from one place to another. ``classify`` says by which exit they go, ``decide`` looks the exit up
for each status of the goods and answers with the strictest outcome. Places and operation types say what they accept.
"""

from collections.abc import Iterable
from dataclasses import dataclass

# Outcomes, from free to strict.
ALLOWED = "allowed"
REDIRECTED = "redirected"  # goes to the quarantine area of its warehouse instead
RIGHT = "right"  # needs the right of Quality, and a reason
REFUSED = "refused"
STRICTNESS = (ALLOWED, REDIRECTED, RIGHT, REFUSED)
SETTING = "setting"  # what the company has set for moves inside a warehouse

# Statuses. Several may apply at once.
HOLD, QUARANTINE, REJECTED, RECALLED, EXPIRED = "hold", "quarantine", "rejected", "recalled", "expired"
STATUSES = (HOLD, QUARANTINE, REJECTED, RECALLED, EXPIRED)

# Exits.
CUSTOMER, PRODUCTION, COMPANY, SUPPLIER = "customer", "production", "company", "supplier"
SUPPLIER_RETURN, SCRAP, COUNT, WAREHOUSE = "supplier_return", "scrap", "count", "warehouse"
OUT_OF_HOLD, INSIDE, TO_QUARANTINE, INCOMING, OUTSIDE = "out_of_hold", "inside", "to_quarantine", "incoming", "outside"

_WAITING = (HOLD, QUARANTINE)  # somebody still decides
_CONDEMNED = (REJECTED, RECALLED)


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    Attributes:
        exit: where the goods go.
        statuses: of the goods.
        outcome: what happens.
        accepted: what happens where the operation type or the destination accepts such stock.
    """

    exit: str
    statuses: tuple[str, ...]
    outcome: str
    accepted: str


TABLE = (
    Rule(CUSTOMER, _WAITING, REFUSED, RIGHT),
    Rule(CUSTOMER, _CONDEMNED, REFUSED, REFUSED),
    Rule(CUSTOMER, (EXPIRED,), REFUSED, ALLOWED),
    Rule(PRODUCTION, _WAITING, REFUSED, ALLOWED),
    Rule(PRODUCTION, _CONDEMNED, REFUSED, RIGHT),
    Rule(PRODUCTION, (EXPIRED,), REFUSED, ALLOWED),
    Rule(COMPANY, _WAITING, REFUSED, RIGHT),
    Rule(COMPANY, _CONDEMNED, REFUSED, REFUSED),
    Rule(COMPANY, (EXPIRED,), REFUSED, ALLOWED),
    Rule(SUPPLIER, (*_WAITING, *_CONDEMNED), REFUSED, RIGHT),
    Rule(SUPPLIER, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(SUPPLIER_RETURN, (*_WAITING, *_CONDEMNED), RIGHT, ALLOWED),
    Rule(SUPPLIER_RETURN, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(SCRAP, (*_WAITING, *_CONDEMNED), RIGHT, ALLOWED),
    Rule(SCRAP, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(COUNT, (*_WAITING, *_CONDEMNED), RIGHT, ALLOWED),
    Rule(COUNT, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(WAREHOUSE, (*_WAITING, *_CONDEMNED), REFUSED, ALLOWED),
    Rule(WAREHOUSE, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(OUT_OF_HOLD, (HOLD,), RIGHT, ALLOWED),
    Rule(OUT_OF_HOLD, (QUARANTINE, *_CONDEMNED), SETTING, ALLOWED),
    Rule(OUT_OF_HOLD, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(INSIDE, (*_WAITING, *_CONDEMNED), SETTING, ALLOWED),
    Rule(INSIDE, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(TO_QUARANTINE, STATUSES, ALLOWED, ALLOWED),
    Rule(INCOMING, (*_WAITING, *_CONDEMNED), REDIRECTED, ALLOWED),
    Rule(INCOMING, (EXPIRED,), ALLOWED, ALLOWED),
    Rule(OUTSIDE, STATUSES, ALLOWED, ALLOWED),
)
EXITS = tuple(dict.fromkeys(rule.exit for rule in TABLE))
# As papers call them.
EXIT_WORDS = {
    CUSTOMER: "to a customer",
    PRODUCTION: "into production, unbuild, subcontractor's use",
    COMPANY: "to another company",
    SUPPLIER: "to a supplier, not as a return",
    SUPPLIER_RETURN: "return to supplier or subcontractor",
    SCRAP: "scrap, destruction",
    COUNT: "correction of a count",
    WAREHOUSE: "to another warehouse or a subcontractor",
    OUT_OF_HOLD: "inside the warehouse, out of the place or package that a hold covers",
    INSIDE: "inside the warehouse",
    TO_QUARANTINE: "to a quarantine area of the company",
    INCOMING: "coming in: receipt, customer's return, made, found",
    OUTSIDE: "between places outside",
}
_OUTCOMES = {(rule.exit, status): rule for rule in TABLE for status in rule.statuses}


@dataclass(frozen=True)
class Place:
    """A location as the gate sees it.

    Attributes:
        usage: Odoo's usage: internal, transit, customer, supplier, production, inventory.
        company: number of its company, 0 = none.
        warehouse: number of its warehouse, 0 = none.
        is_quarantine: whether it lies in a quarantine area.
    """

    usage: str
    company: int = 0
    warehouse: int = 0
    is_quarantine: bool = False

    @property
    def is_inside(self) -> bool:
        """Whether stock there is ours; the transit between companies belongs to neither."""
        return self.usage == "internal" or (self.usage == "transit" and bool(self.company))


def classify(
    source: Place, dest: Place, *, is_return: bool = False, is_count: bool = False, leaves_hold: bool = False
) -> str:
    """By which exit goods go from one place to another.

    Args:
        source: where they are.
        dest: where they go.
        is_return: the operation returns what an earlier one brought.
        is_count: the operation corrects a count.
        leaves_hold: a hold covers only a part of the stock, and this takes the goods out of that part.
    """
    if is_count and "inventory" in (source.usage, dest.usage):
        return COUNT
    if dest.is_inside:
        return _classify_inside(source, dest, is_return, leaves_hold)
    if dest.usage == "supplier":
        return SUPPLIER_RETURN if is_return else SUPPLIER
    if dest.usage == "transit":
        return COMPANY if source.is_inside else OUTSIDE
    return {"customer": CUSTOMER, "production": PRODUCTION, "inventory": SCRAP}.get(dest.usage, OUTSIDE)


def _classify_inside(source: Place, dest: Place, is_return: bool, leaves_hold: bool) -> str:
    if source.is_inside and source.company and dest.company and source.company != dest.company:
        return COMPANY
    # A subcontractor's place belongs to no warehouse.
    if is_return and source.warehouse and not dest.warehouse and dest.usage == "internal":
        return SUPPLIER_RETURN
    # What is under way or at a subcontractor must be able to arrive.
    under_way = source.usage == "transit" or (not source.warehouse and bool(dest.warehouse))
    if not source.is_inside or (under_way and dest.usage == "internal"):
        return INCOMING
    if dest.is_quarantine:
        return TO_QUARANTINE
    if source.warehouse != dest.warehouse:
        return WAREHOUSE
    return OUT_OF_HOLD if leaves_hold else INSIDE


def decide(
    exit_: str, statuses: Iterable[str], *, accepts_held: bool, accepts_expired: bool, inside: str = ALLOWED
) -> str:
    """The strictest outcome for goods with these statuses; ``ALLOWED`` for goods without any.

    Args:
        exit_: one of ``EXITS``.
        statuses: any of ``STATUSES``.
        accepts_held: operation type or destination accepts held stock.
        accepts_expired: operation type or destination accepts expired stock.
        inside: outcome that the company has set for moves inside a warehouse.
    """
    found = [ALLOWED]
    for status in statuses:
        rule = _OUTCOMES[exit_, status]
        accepts = accepts_expired if status == EXPIRED else accepts_held
        outcome = rule.accepted if accepts else rule.outcome
        found.append(inside if outcome == SETTING else outcome)
    return max(found, key=STRICTNESS.index)


def render() -> str:
    """The table as Markdown, as ARCHITECTURE.md prints it."""
    words = {RIGHT: "right and reason", SETTING: "by setting"}
    lines = ["| exit | goods | outcome | where accepted |", "|---|---|---|---|"]
    for rule in TABLE:
        goods = "any" if rule.statuses == STATUSES else ", ".join(rule.statuses)
        outcome, accepted = (words.get(word, word) for word in (rule.outcome, rule.accepted))
        lines.append(f"| {EXIT_WORDS[rule.exit]} | {goods} | {outcome} | {accepted} |")
    return "\n".join(lines)
