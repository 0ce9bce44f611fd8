"""Runs of consecutive numbers: from ``SN-0098`` to ``SN-0103``."""

import re

_COUNTED = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.DOTALL)


def between(first: str, last: str, most: int) -> tuple[tuple[str, ...], str]:
    """All numbers from the first to the last, in their last run of digits.

    Args:
        first: the number that the run begins with.
        last: the number that it ends with, as long as the first and different in these digits only.
        most: how many there may be.

    Returns:
        (numbers, "") or ((), code): ``pattern`` when the two are not of one run, ``order`` when the last comes before
        the first, ``many`` when there are too many.
    """
    one, other = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if not one or not other or one[1] != other[1] or one[3] != other[3] or len(one[2]) != len(other[2]):
        return (), "pattern"
    start, end, width = int(one[2][-18:]), int(other[2][-18:]), len(one[2])
    if one[2][:-18] != other[2][:-18]:
        return (), "many"
    if end < start:
        return (), "order"
    if end - start >= most:
        return (), "many"
    head, tail = one[1] + one[2][:-18], one[3]
    return tuple(f"{head}{number:0{min(width, 18)}d}{tail}" for number in range(start, end + 1)), ""
