"""Is this a design that can be printed? Whatever needs no values; ``place.place`` with a sample finds the rest."""

from .design import RULE, SYMBOL, Design
from .errors import LabelError

_SLACK = 0.05  # mm; boxes may touch
SMALLEST_MM, LARGEST_MM = 5, 300


def check(design: Design) -> None:
    """Raise LabelError for items outside of the label or in the way of a symbol, and for a label of no size."""
    if not all(SMALLEST_MM <= side <= LARGEST_MM for side in (design.width, design.height)):
        raise LabelError("label_size", least=SMALLEST_MM, most=LARGEST_MM)
    for number, item in enumerate(design.items, 1):
        right, bottom = item.x + item.width, item.y + item.height
        is_inside = min(item.x, item.y) >= 0 and right <= design.width + _SLACK and bottom <= design.height + _SLACK
        if not is_inside or item.height <= 0 or item.width <= 0:
            raise LabelError("outside", item=number)
    for number, item in enumerate(design.items, 1):
        for other_number, other in enumerate(design.items[number:], number + 1):
            # Text may lie over text when one of both is empty; nothing may lie in a symbol or its quiet zone.
            if SYMBOL in (item.kind, other.kind) and _overlap(item, other):
                raise LabelError("overlap", item=number, other=other_number)
    if not any(item.kind != RULE for item in design.items):
        raise LabelError("nothing")


def _overlap(one, other):
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > _SLACK and down > _SLACK
