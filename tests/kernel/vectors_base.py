"""What the vectors of all standards share: today, a refusal, elements as pairs."""

from datetime import date

TODAY = date(2026, 7, 1)  # when the vector does not say


class Rejected(Exception):
    """The kernel refused the input."""


def sound(issues, hints, but=()):
    """Refuse what is wrong beyond ``hints``, which a reader gives for sound data."""
    for issue in issues:
        if issue.code not in (*but, *hints):
            raise Rejected(issue.code)


def pairs_of(elements):
    return [[element.key, element.value] for element in elements]
