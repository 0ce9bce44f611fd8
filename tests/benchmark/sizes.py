"""How big a generated factory is, and which bad component lots it holds.

A family is a tree of six production levels below one group of lots: ``widths[k]`` orders on level k+1, each
final lot in ``shipped`` deliveries. The bad families are the same in every size, so that the same answer
can be timed in a small and in a big database.
"""

from typing import NamedTuple

SLOTS = 12  # products per level; a family lives in one of them


class Family(NamedTuple):
    """One tree. ``bad``: reach in deliveries of its bad component lot, 0 = an ordinary family."""

    widths: tuple
    shipped: int
    bad: int = 0
    unbuilds: int = 0
    pools: int = 0


ORDINARY = Family((1, 2, 4, 8, 16, 32), 2)
BAD_10 = Family((1, 1, 1, 1, 1, 2), 5, bad=10)
BAD_1K = Family((2, 4, 10, 25, 70, 200), 5, bad=1_000, unbuilds=5, pools=5)
BAD_20K = Family((5, 20, 80, 300, 1200, 4000), 5, bad=20_000, unbuilds=20, pools=10)
BAD_100K = Family((10, 60, 300, 1400, 6000, 20000), 5, bad=100_000, unbuilds=20, pools=10)


class Size(NamedTuple):
    """``ordinary`` is a multiple of the slots, so that every product has as many families."""

    name: str
    ordinary: int
    bad: tuple
    serial_orders: int
    serials: int = 200
    partners: int = 500


SIZES = {
    "S": Size("S", 2 * SLOTS, (BAD_10, BAD_1K), serial_orders=4, partners=200),
    "M": Size("M", 20 * SLOTS, (BAD_10, BAD_1K, BAD_20K), serial_orders=20, partners=1000),
    "L": Size("L", 180 * SLOTS, (BAD_10, BAD_1K, BAD_20K), serial_orders=20, partners=2000),
    "X": Size("X", 180 * SLOTS, (BAD_10, BAD_1K, BAD_20K, BAD_100K), serial_orders=20, partners=2000),
    # for the test that proves the shape
    "tiny": Size("tiny", 0, (Family((1, 1, 1, 1, 1, 2), 2, bad=4, unbuilds=1, pools=1),), 1, serials=2, partners=3),
}
