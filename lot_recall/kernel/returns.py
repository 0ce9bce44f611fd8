"""What of a consignee's goods is to come back, and with which deliveries it went out."""

from collections.abc import Hashable, Iterable
from decimal import Decimal

from .balance import ZERO

# How goods that came back stand to what was delivered and announced, the gravest first.
UNKNOWN_SENDER, NOT_RECALLED, NEVER_SHIPPED, TOO_MUCH, EXPECTED = (
    "unknown_sender", "not_recalled", "never_shipped", "too_much", "expected",
)  # fmt: skip


def to_ask_for(
    *, net: Decimal, announced: Decimal, is_answered: bool, received: Decimal = ZERO, underway: Decimal = ZERO
) -> Decimal:
    """What a return of a lot is to be made for: what they announced, or all of it while nobody answered.

    Args:
        net: delivered and not back when the notice went out.
        announced: what they said they send back.
        received: came back since the notice.
        underway: on returns that were made and have not arrived.
    """
    return max((announced if is_answered else net) - received - underway, ZERO)


def allot(wanted: Decimal, rooms: Iterable[tuple[Hashable, Decimal]]) -> list[tuple[Hashable, Decimal]]:
    """Spread a quantity over the deliveries that it may have gone out with.

    Args:
        wanted: above zero.
        rooms: (delivery, what of it has not come back), in the order in which they are to be filled.

    Returns:
        (delivery, quantity); what no delivery has room for stands with None.
    """
    parts, left = [], wanted
    for delivery, room in rooms:
        part = min(left, room)
        if part > 0:
            parts.append((delivery, part))
            left -= part
    return [*parts, (None, left)] if left > 0 else parts


def flag(*, is_known: bool, is_recalled: bool, was_shipped: bool, received: Decimal, expected: Decimal) -> str:
    """How goods that came back stand to what was delivered and announced.

    Args:
        is_known: the sender is a consignee of the case.
        is_recalled: the lot belongs to the case.
        was_shipped: they got any of this lot.
        received: of this lot from them, with this one.
        expected: what they announced, or got, while they have not answered.
    """
    if not is_known:
        return UNKNOWN_SENDER
    if not is_recalled:
        return NOT_RECALLED
    if not was_shipped:
        return NEVER_SHIPPED
    return TOO_MUCH if received > expected else EXPECTED
