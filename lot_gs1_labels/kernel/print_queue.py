"""What becomes of a print job when a piece of it was sent, or was not. Pure decisions, no network and no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Minutes until the next attempt to reach a printer, by how many failed before.
WAITS = (1, 1, 2, 5, 10, 15, 30)
MOST_LABELS = 50  # in a piece: what may have to be looked for at a printer that stopped midway

DONE = "done"
AGAIN = "again"  # nothing can have been printed: the queue tries again by itself
UNSURE = "unsure"  # labels may have come out: people look and decide
NEVER = "never"  # wrong until somebody changes the printer's record

_WITHOUT_TRACE = frozenset({"unknown_host", "unreachable", "not_ready"})


@dataclass(frozen=True)
class Outcome:
    """What came of sending one piece.

    Args:
        code: ``done``, ``unknown_host``, ``unreachable``, ``forbidden`` (address of no printer), ``not_ready`` (says
            so itself), ``stuck`` (stopped reading), ``broken`` (connection lost), ``silent`` (no proof at the end).
        taken: bytes that left this server.
        detail: what network or printer said, in their words.
    """

    code: str
    taken: int = 0
    detail: str = ""

    @property
    def verdict(self) -> str:
        """One of DONE, AGAIN, UNSURE, NEVER."""
        if self.code == "done":
            return DONE
        if self.code == "forbidden":
            return NEVER
        return AGAIN if self.code in _WITHOUT_TRACE or not self.taken else UNSURE


def minutes_to_wait(failures: int) -> int:
    """How long a printer is left alone after so many failures in a row (1 or more)."""
    return WAITS[min(failures, len(WAITS)) - 1]


def in_pieces(labels: Iterable[bytes], most: int = MOST_LABELS) -> Iterator[tuple[int, bytes]]:
    """Labels put together to pieces for the queue: (number of labels, bytes); for languages that may be chained."""
    piece = []
    for label in labels:
        piece.append(label)
        if len(piece) == most:
            yield len(piece), b"".join(piece)
            piece = []
    if piece:
        yield len(piece), b"".join(piece)
