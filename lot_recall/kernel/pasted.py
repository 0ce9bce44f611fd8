"""A pasted list of lot names, one per line, matched against the lots that exist.

Pure: the caller looks the names up (once, for all of them) and passes what it found. Never guesses: a name that
belongs to two products is asked about, a name that nobody knows is listed with its line number.
"""

from typing import NamedTuple

# A recall list that is longer was pasted by mistake; product, date or order select more than this better.
MAX_LINES = 10_000


class Line(NamedTuple):
    """A line with something on it; ``number`` counts from 1 over all lines, empty ones too."""

    number: int
    text: str


class Candidate(NamedTuple):
    """A lot that bears a name. ``label`` tells it from others of the same name (its product)."""

    lot_id: int
    label: str


class Ambiguous(NamedTuple):
    """A name with several lots; ``chosen`` are the lot ids that somebody picked."""

    name: str
    numbers: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    chosen: tuple[int, ...]


class Match(NamedTuple):
    """What a pasted list came to.

    ``lot_ids`` in order of first mention, ``unknown`` lines, ``ambiguous`` names, ``repeated`` lines that name a
    lot already named further up.
    """

    lot_ids: tuple[int, ...]
    unknown: tuple[Line, ...]
    ambiguous: tuple[Ambiguous, ...]
    repeated: tuple[Line, ...]

    @property
    def undecided(self) -> tuple[Ambiguous, ...]:
        """Names that still need a choice."""
        return tuple(row for row in self.ambiguous if not row.chosen)


def read_lines(text: str) -> list[Line]:
    r"""Return the lines that hold more than blanks, unchanged but for the blanks around them.

    Only line breaks separate (``\n``, ``\r\n``, ``\r``): commas, semicolons and tabs may be part of a name.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").split("\n")
    return [Line(number, row.strip()) for number, row in enumerate(rows, 1) if row.strip()]


def match(lines: list[Line], found: dict[str, list[Candidate]], choices: dict | None = None) -> Match:
    """Match lines to lots.

    Args:
        lines: result of ``read_lines``.
        found: ``{name: [Candidate, …]}`` for the names that exist; compared exactly, capitals count.
        choices: ``{name: [lot_id, …]}`` picked for ambiguous names; ids that are no candidates are ignored.

    Returns:
        Match
    """
    choices = choices or {}
    lot_ids, unknown, repeated = {}, [], []
    numbers, seen = {}, set()
    for line in lines:
        candidates = found.get(line.text, ())
        if not candidates:
            unknown.append(line)
            continue
        if line.text in seen:
            repeated.append(line)
        seen.add(line.text)
        numbers.setdefault(line.text, []).append(line.number)
        if len(candidates) == 1:
            lot_ids.setdefault(candidates[0].lot_id)
        else:
            for lot_id in _chosen(candidates, choices.get(line.text, ())):
                lot_ids.setdefault(lot_id)
    ambiguous = [
        Ambiguous(name, tuple(at), tuple(found[name]), _chosen(found[name], choices.get(name, ())))
        for name, at in numbers.items()
        if len(found[name]) > 1
    ]
    return Match(tuple(lot_ids), tuple(unknown), tuple(ambiguous), tuple(repeated))


def _chosen(candidates: list[Candidate], wanted: list[int]) -> tuple[int, ...]:
    return tuple(candidate.lot_id for candidate in candidates if candidate.lot_id in wanted)
