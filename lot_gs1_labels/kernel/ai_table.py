"""The one file that knows the table of GS1 Application Identifiers (AIs).

The data is generated from the GS1 Barcode Syntax Dictionary, see ``data/generate_ai_table.py``. What an AI says
about a lot (``kind``) is ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from odoo.addons.lot_traceability.kernel import scan

from .data_file import load

_DATA = load("ai_table.json")
RELEASE: str = _DATA["release"]

_KINDS = {
    "01": scan.PRODUCT,
    "02": scan.PRODUCT,
    "10": scan.LOT,
    "21": scan.SERIAL,
    "11": scan.MADE,
    "15": scan.BEST_BEFORE,
    "16": scan.SELL_BY,
    "17": scan.EXPIRY,
    "00": scan.PACKAGE,
    "30": scan.QUANTITY,
    "37": scan.QUANTITY,
}
# First three digits of the AIs of net contents: weight, length, area, volume. Width, height and gross weight are none.
_CONTENTS = (
    "310", "311", "314", "315", "316", "320", "321", "322", "323", "350", "351", "352", "356", "357", "360", "361",
    "364", "365", "366",
)  # fmt: skip
_DATE_RULES = {"yymmdd", "yymmd0"}


@dataclass(frozen=True, slots=True)
class Part:
    """One component of an AI's value: ``charset`` N, X, Y or Z; lengths in characters; names of content rules."""

    charset: str
    shortest: int
    longest: int
    rules: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Ai:
    """One Application Identifier.

    ``predefined``: ends by its length, needs no separator. ``requires``: every group needs one alternative whose AIs
    (``n`` stands for a digit) are all present. ``excludes``: patterns of AIs that may not stand beside it.
    ``attribute``: may stand in the query of a Digital Link. ``qualifiers``: for a primary key of Digital Links the
    AIs that may follow it in the path, in order; several alternatives, none at all for other AIs.
    ``shortest`` and ``longest``: length of a value in characters. ``is_date``: the value starts with YYMMDD.
    """

    ai: str
    title: str
    predefined: bool
    parts: tuple[Part, ...]
    requires: tuple[tuple[tuple[str, ...], ...], ...]
    excludes: tuple[str, ...]
    attribute: bool
    qualifiers: tuple[tuple[str, ...], ...]
    is_date: bool
    shortest: int
    longest: int
    kind: str


def _expand(text: str) -> Iterator[str]:
    first, _, last = text.partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield str(number).zfill(len(first))


def _load() -> dict[str, Ai]:
    table = {}
    for entry in _DATA["entries"]:
        parts = tuple(
            Part(part["set"], part["min"], part["max"], tuple(part.get("rules", ())), part.get("optional", False))
            for part in entry["parts"]
        )
        requires = tuple(tuple(tuple(group) for group in groups) for groups in entry.get("req", ()))
        common = (
            entry["title"],
            entry.get("predefined", False),
            parts,
            requires,
            tuple(entry.get("ex", ())),
            entry.get("attribute", False),
            tuple(map(tuple, entry.get("key", ()))),
            not _DATE_RULES.isdisjoint(parts[0].rules),
            sum(part.shortest for part in parts if not part.optional),
            sum(part.longest for part in parts),
        )
        for ai in _expand(entry["ai"]):
            kind = scan.MEASURE if len(ai) == 4 and ai.startswith(_CONTENTS) else _KINDS.get(ai, scan.OTHER)
            table[ai] = Ai(ai, *common, kind)
    return table


TABLE: dict[str, Ai] = _load()

# The first two digits of an AI tell how long it is (GS1 General Specifications 25, 7.8.4).
_AI_LENGTH: dict[str, int] = {ai[:2]: len(ai) for ai in TABLE}


def ai_at(text: str, start: int) -> Ai | None:
    """The AI that stands at a position of an element string, None when the table has none."""
    return TABLE.get(text[start : start + _AI_LENGTH.get(text[start : start + 2], 2)])


def matches(ai: str, pattern: str) -> bool:
    """Whether an AI fits a pattern that ends in ``n`` for each digit that is free ("310n", "31nn")."""
    return len(ai) == len(pattern) and ai.startswith(pattern.rstrip("n"))
