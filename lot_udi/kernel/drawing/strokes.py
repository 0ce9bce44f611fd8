"""Lines, boxes, circles and capital letters as filled paths; nothing here knows what they mean.

A ring is a closed polygon ((x, y), …), a path is rings of which each turns inside into outside (holes), a drawing is
paths that are filled one after another, on a field 100 high, y downwards.
"""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Ring = tuple[Point, ...]
Path = tuple[Ring, ...]

HIGH = 100
THICK = 6.0
_STEPS = 48  # sides of a circle


def area(*points: Point) -> list[Path]:
    """A filled polygon."""
    return [(points,)]


def line(*points: Point, thick: float = THICK, is_closed: bool = False) -> list[Path]:
    """Straight strokes from point to point, with square ends."""
    ends = [*points, points[0]] if is_closed else list(points)
    return [(_stroke(start, stop, thick / 2),) for start, stop in zip(ends, ends[1:], strict=False)]


def _stroke(start, stop, half):
    (x, y), (to_x, to_y) = start, stop
    long = math.hypot(to_x - x, to_y - y) or 1
    along_x, along_y = (to_x - x) / long * half, (to_y - y) / long * half
    # Upright and level strokes meet in square corners; slanted ones would stick out of them.
    more = 1 if 0 in (to_x - x, to_y - y) else 0.3
    x, y, to_x, to_y = x - along_x * more, y - along_y * more, to_x + along_x * more, to_y + along_y * more
    return (
        (x - along_y, y + along_x), (to_x - along_y, to_y + along_x),
        (to_x + along_y, to_y - along_x), (x + along_y, y - along_x),
    )  # fmt: skip


def round_points(x: float, y: float, radius: float, flat: float = 1, start: float = 0, stop: float = 360) -> Ring:
    """Points of a circle or of its part, angles in degrees from the right, clockwise; ``flat``: height by width."""
    steps = max(3, round(_STEPS * abs(stop - start) / 360))
    turns = [math.radians(start + (stop - start) * step / steps) for step in range(steps + 1)]
    return tuple((x + radius * math.cos(turn), y + radius * flat * math.sin(turn)) for turn in turns)


def disc(x: float, y: float, radius: float) -> list[Path]:
    """A filled circle."""
    return [(round_points(x, y, radius),)]


def circle(x: float, y: float, radius: float, thick: float = THICK, flat: float = 1) -> list[Path]:
    """The outline of a circle or ellipse; ``radius`` to the middle of the line."""
    outside = round_points(x, y, radius + thick / 2, flat)
    inside = round_points(x, y, radius - thick / 2, (radius * flat - thick / 2) / (radius - thick / 2))
    return [(outside, inside)]


def box(x: float, y: float, width: float, height: float, thick: float = THICK) -> list[Path]:
    """The outline of a rectangle; sides are outer ones."""
    right, bottom, half = x + width, y + height, thick
    outside = ((x, y), (right, y), (right, bottom), (x, bottom))
    inside = ((x + half, y + half), (right - half, y + half), (right - half, bottom - half), (x + half, bottom - half))
    return [(outside, inside)]


# --- letters: strokes on a field 4 wide and 6 high ---

_ROUND_O = ((1, 0), (3, 0), (4, 1), (4, 5), (3, 6), (1, 6), (0, 5), (0, 1), (1, 0))
_BOWL = ((0, 6), (0, 0), (3, 0), (4, 0.8), (4, 2.6), (3, 3.3), (0, 3.3))
LETTERS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "A": (((0, 6), (2, 0), (4, 6)), ((0.7, 4.1), (3.3, 4.1))),
    "C": (((4, 1), (3, 0), (1, 0), (0, 1), (0, 5), (1, 6), (3, 6), (4, 5)),),
    "D": (((0, 0), (0, 6), (2.6, 6), (4, 4.6), (4, 1.4), (2.6, 0), (0, 0)),),
    "E": (((4, 0), (0, 0), (0, 6), (4, 6)), ((0, 3), (3.2, 3))),
    "F": (((4, 0), (0, 0), (0, 6)), ((0, 3), (3.2, 3))),
    "H": (((0, 0), (0, 6)), ((4, 0), (4, 6)), ((0, 3), (4, 3))),
    "I": (((0, 0), (0, 6)),),
    "L": (((0, 0), (0, 6), (4, 6)),),
    "M": (((0, 6), (0, 0), (2, 3.6), (4, 0), (4, 6)),),
    "N": (((0, 6), (0, 0), (4, 6), (4, 0)),),
    "O": (_ROUND_O,),
    "P": (_BOWL,),
    "R": (_BOWL, ((2, 3.3), (4, 6))),
    "S": (
        ((4, 0.9), (3, 0), (1, 0), (0, 0.9), (0, 2.1), (1, 3), (3, 3), (4, 3.9), (4, 5.1), (3, 6), (1, 6), (0, 5.1)),
    ),
    "T": (((0, 0), (4, 0)), ((2, 0), (2, 6))),
    "U": (((0, 0), (0, 5), (1, 6), (3, 6), (4, 5), (4, 0)),),
    "V": (((0, 0), (2, 6), (4, 0)),),
    "Z": (((0, 0), (4, 0), (0, 6), (4, 6)),),
    "#": (((1, 0), (1, 6)), ((3, 0), (3, 6)), ((0, 2), (4, 2)), ((0, 4), (4, 4))),
    "2": (((0, 1), (1, 0), (3, 0), (4, 1), (4, 2.2), (0, 6), (4, 6)),),
}
_GAP = 2.0  # between letters, on their field


def width_of(word: str) -> float:
    """Width of a word whose letters are 6 high."""
    wide = sum(max(x for stroke in LETTERS[letter] for x, _y in stroke) for letter in word)
    return wide + _GAP * (len(word) - 1)


def write(word: str, x: float, y: float, height: float, thick: float = THICK) -> list[Path]:
    """A word in capital letters, its upper left corner at (x, y); lines reach half their thickness beyond."""
    scale, found = height / 6, []
    for letter in word:
        for stroke in LETTERS[letter]:
            found += line(*((x + across * scale, y + down * scale) for across, down in stroke), thick=thick)
        x += (max(across for stroke in LETTERS[letter] for across, _down in stroke) + _GAP) * scale
    return found


def boxed(*words: str, struck: bool = False) -> tuple[float, list[Path]]:
    """(width, paths) of words in a box, a bar between them; ``struck``: crossed out from corner to corner."""
    tall, room = 48.0, 24.0
    found: list[Path] = []
    x = 0.0
    for number, word in enumerate(words):
        if number:
            found += line((x, THICK), (x, HIGH - THICK))
        found += write(word, x + room, (HIGH - tall) / 2, tall, 8)
        x += width_of(word) * tall / 6 + 2 * room
    if struck:
        found += line((THICK, HIGH - THICK), (x - THICK, THICK), thick=5)
    return x, [*box(0, 0, x, HIGH), *found]


def crossed_circle(inside: Sequence[Path]) -> list[Path]:
    """Something that must not be done: in a circle, struck out."""
    reach = 44 * math.sqrt(0.5)
    return [*circle(50, 50, 44), *inside, *line((50 - reach, 50 - reach), (50 + reach, 50 + reach))]
