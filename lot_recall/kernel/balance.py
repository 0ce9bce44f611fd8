"""What became of the recalled goods: of each lot, and in total per unit.

Per consignee and lot:

    delivered, less what came back before the notice  (net)
      = had (on hand when the notice came) + used + sold on + not accounted for
    had = destroyed + corrected + received back + outstanding

Used goods are never added to those that came back (21 CFR 7.53(b)(4) asks for what was returned or corrected). A
consignee may answer more than we delivered: the difference is shown with its sign, never cut off.

What came back was there, whatever they told, or before they told anything: it raises what they had and needs no answer
any more, so nothing is "still there" below zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Self

ZERO = Decimal(0)


@dataclass(frozen=True)
class Part:
    """One lot at one consignee, or the sum of many; quantities in the unit of the lot's product.

    net: delivered and not back when the notice went out.
    unanswered: the part of net of consignees who have not answered that did not come back either.
    had: on hand when the notice came, as they answered; at least what came back, was destroyed or corrected.
    used, sold_on: the rest of what they tell of.
    destroyed, corrected: of what they had.
    announced: they are sending back, or did.
    received: came back to us since the notice.
    """

    net: Decimal = ZERO
    unanswered: Decimal = ZERO
    had: Decimal = ZERO
    used: Decimal = ZERO
    sold_on: Decimal = ZERO
    destroyed: Decimal = ZERO
    corrected: Decimal = ZERO
    announced: Decimal = ZERO
    received: Decimal = ZERO

    @classmethod
    def at_consignee(cls, *, is_answered: bool, net: Decimal, received: Decimal = ZERO, **told: Decimal) -> Self:
        """One lot at one consignee. ``sql/account.py`` adds up the same.

        Args:
            told: of their latest answer: had, used, sold_on, destroyed, corrected, announced.
        """
        part = cls(net=net, unanswered=ZERO if is_answered else max(net - received, ZERO), received=received, **told)
        return replace(part, had=max(part.had, part.recovered))

    def with_strangers(self, qty: Decimal) -> Self:
        """With what people who are no consignees sent back: it was sold on to them, as far as any was."""
        sold_on = self.sold_on - min(self.sold_on, qty)
        return replace(self, had=self.had + qty, received=self.received + qty, sold_on=sold_on)

    def __add__(self, other: Self) -> Self:
        return Part(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def answered(self) -> Decimal:
        """What is told of, or came back."""
        return self.net - self.unanswered

    @property
    def unaccounted(self) -> Decimal:
        """What those who answered do not tell of; below zero when they tell of more than they got."""
        return self.answered - self.had - self.used - self.sold_on

    @property
    def recovered(self) -> Decimal:
        """Out of reach of users for good, or mended."""
        return self.received + self.destroyed + self.corrected

    @property
    def outstanding(self) -> Decimal:
        """Still there with those who answered; never below zero."""
        return self.had - self.recovered

    @property
    def underway(self) -> Decimal:
        """Announced and not here yet; nothing when more came than was announced."""
        return max(self.announced - self.received, ZERO)

    @property
    def residual(self) -> Decimal:
        """What nobody can tell the end of: no answer, not accounted for, sold on, or still there."""
        return self.net - self.used - self.recovered


@dataclass(frozen=True)
class Own:
    """A lot, or the sum of many, in our own hands.

    made: received, produced or found, and what other companies of ours handed over.
    on_hand: in our places now; held: the part of it that cannot leave.
    ended: used up in production, scrapped, lost, back at the supplier, handed to another company.
    """

    made: Decimal = ZERO
    on_hand: Decimal = ZERO
    held: Decimal = ZERO
    ended: Decimal = ZERO

    def __add__(self, other: Self) -> Self:
        return Own(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


def total(parts: Iterable[Part]) -> Part:
    """The sum of parts of one unit."""
    return sum(parts, Part())


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Part of a whole, 0 to 1, rounded down to four places so that 1 means all; 1 when there is nothing to do."""
    if whole <= 0:
        return Decimal(1)
    return min(max(part / whole, ZERO), Decimal(1)).quantize(Decimal("0.0001"), rounding="ROUND_DOWN")


def recovery(part: Part) -> Decimal:
    """Share of what can still come back that is recovered: used goods cannot."""
    return share(part.recovered, part.net - part.used)


def is_within(part: Part, tolerance: Decimal) -> bool:
    """Whether a case may close by this part: everybody's goods are told of within a share of what went out.

    Args:
        part: a lot's sum over all consignees.
        tolerance: share of net, 0 to 1, on either side.
    """
    allowed = abs(part.net) * tolerance
    return abs(part.unaccounted + part.unanswered) <= allowed and abs(part.residual) <= allowed
