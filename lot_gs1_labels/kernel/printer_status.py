"""What a label printer answers to the question for its status.

Source: ZPL II Programming Guide, ~HS (Host Status Return): three strings between STX and ETX.
"""

from dataclasses import dataclass

ASK = b"~HS"
_STX, _ETX = b"\x02", b"\x03"
_STRINGS = 3


@dataclass(frozen=True)
class Status:
    """``trouble``: ``paper``, ``pause``, ``head``, ``ribbon``, or "" when the printer prints."""

    trouble: str


def read_status(answer: bytes) -> Status | None:
    """The status when all of it is here, None when some is missing; anything around the strings is left aside."""
    strings = [part.partition(_STX)[2].split(b",") for part in answer.split(_ETX)[:-1]]
    strings = [fields for fields in strings if fields != [b""]]
    if len(strings) < _STRINGS:
        return None
    first, second = strings[0], strings[1]
    flags = (("paper", first, 1), ("pause", first, 2), ("head", second, 2), ("ribbon", second, 3))
    troubles = (name for name, fields, place in flags if fields[place : place + 1] == [b"1"])
    return Status(next(troubles, ""))
