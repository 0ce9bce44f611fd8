"""What files of the registry are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the header and rows of texts."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """``number`` and ``day`` (ISO) of the version that is written down."""

    number: int
    day: str
