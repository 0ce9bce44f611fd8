"""How an element string may be meant whose separators were lost on the way.

A lot or serial number ends at a separator. A scanner that drops it makes the number swallow what follows:
``10ABC17271231`` is the lot ``ABC17271231``, or the lot ``ABC`` that expires. No rule of the standard can tell; whoever
knows the lots can. So this lists the ways to read it, and chooses none.
"""

from datetime import date

from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, MADE, OTHER, SERIAL, Element

from .ai_table import Ai, ai_at
from .element_string import make_element
from .separator import FNC1
from .values import check_value

MOST_WAYS = 200
MOST_STEPS = 3000  # tries, each the check of one value; hostile input stays cheap
MOST_LOST = 2  # a label has hardly more than two numbers of variable length


def ways(text: str, today: date, offset: int = 0) -> list[tuple[Element, ...]]:
    """The sound ways to read an element string when separators behind lot and serial numbers may be lost.

    Args:
        text: element string without symbology identifier.
        today: decides the century of two-digit years.
        offset: where the text stands in the scan.

    Returns:
        Elements of each way, the fewest lost separators first, the longest numbers first; the text as it stands is
        one of them if it is sound. Empty when there are none, or so many that they tell nothing.
    """
    search = _Search(text, today, offset)
    search.follow(1 if text.startswith(FNC1) else 0, (), 0)
    if search.steps > MOST_STEPS or len(search.found) > MOST_WAYS:
        return []
    return [elements for _lost, elements in sorted(search.found, key=lambda found: found[0])]


class _Search:
    """A walk through all readings, depth first."""

    def __init__(self, text, today, offset):
        self.text, self.today, self.offset = text, today, offset
        self.found, self.steps = [], 0

    def follow(self, at, elements, lost):
        if at >= len(self.text):
            if elements:
                self.found.append((lost, elements))
            return
        spec = ai_at(self.text, at)
        if spec is None or any(spec.ai == element.key for element in elements) or (lost and spec.kind == OTHER):
            return
        start = at + len(spec.ai)
        for end in self.ends(spec, start, lost):
            self.steps += 1
            if self.steps > MOST_STEPS or len(self.found) > MOST_WAYS:
                return
            value = self.text[start:end]
            if check_value(spec, value, self.today) is None:
                element = make_element(spec, value, self.today, self.offset + start, self.offset + end)
                if _fits(elements, element):
                    is_lost = not spec.predefined and end < len(self.text) and self.text[end] != FNC1
                    follows = end + 1 if self.text[end : end + 1] == FNC1 else end
                    self.follow(follows, (*elements, element), lost + is_lost)

    def ends(self, spec: Ai, start, lost):
        """Where a value may end: as the standard says, and for lot and serial numbers also before."""
        separator = self.text.find(FNC1, start)
        natural = len(self.text) if separator < 0 else separator
        if spec.predefined:
            return (min(natural, start + spec.longest),)
        longest = min(natural, start + spec.longest)
        if spec.kind not in (LOT, SERIAL) or lost >= MOST_LOST:
            return (natural,)
        return range(longest, start + spec.shortest - 1, -1)


def _fits(elements, element):
    """Whether an element can stand beside others: nothing expires before it is made."""
    days = {other.kind: other.day for other in (*elements, element)}
    return not (days.get(MADE) and days.get(EXPIRY) and days[MADE] > days[EXPIRY])
