"""What the Map room asks of the Ledger room, question by question.

Each method is asked for many keys at once, so that a reader over a database answers a whole level of the
walk with one query; a reader over lists (tests, ``MemoryLedger``) answers from memory. Asking never writes.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Protocol

from .records import (
    AsBuilt,
    DeclaredShipment,
    Line,
    Link,
    LotFact,
    OpenLine,
    OrderKey,
    Quant,
)


class Ledger(Protocol):
    """Read-only access to done movements and what hangs on them."""

    def lines(self, lot_ids: Collection[int]) -> Iterable[Line]:
        """Every done line of these lots."""

    def inbound(self, lot_ids: Collection[int]) -> Iterable[Line]:
        """The done lines of these lots that come from a supplier, a production place or another company."""

    def uses(self, lot_ids: Collection[int]) -> Iterable[Link]:
        """Which orders consumed these lots (declared links and transfers included)."""

    def makers(self, lot_ids: Collection[int]) -> Iterable[Link]:
        """Which orders produced these lots (declared links and transfers included)."""

    def inputs(self, orders: Collection[OrderKey]) -> Iterable[Link]:
        """Everything these orders consumed, untracked products included."""

    def outputs(self, orders: Collection[OrderKey]) -> Iterable[Link]:
        """Everything these orders produced, untracked products included."""

    def consumed(self, orders: Collection[OrderKey]) -> Iterable[tuple[OrderKey, int, Decimal, Decimal]]:
        """What these orders consumed, summed: (order, product, quantity, how much of it without lot)."""

    def as_built(self, orders: Collection[OrderKey]) -> Iterable[AsBuilt]:
        """The allotments entered for these orders."""

    def untracked_lines(self, product_ids: Collection[int]) -> Iterable[Line]:
        """Every done line without lot of those of these products that some order ever produced without lot."""

    def chained(self, move_ids: Collection[int]) -> Iterable[tuple[int, int]]:
        """Odoo's move chain, every hop between producing and consuming moves: (origin move, consuming move).

        Given producing moves it answers the consuming moves that the chain leads to, given consuming
        moves the producing ones they come from.
        """

    def found_lines(self, product_ids: Collection[int]) -> Iterable[Line]:
        """The done lines of these products, any lot, by which an inventory adjustment found stock."""

    def stock(self, lot_ids: Collection[int], with_open: bool) -> tuple[Iterable[Quant], Iterable[OpenLine]]:
        """(stock on hand of these lots in internal and transit places, lines neither done nor cancelled if wanted)."""

    def lot_facts(self, lot_ids: Collection[int]) -> Iterable[LotFact]:
        """The lots themselves."""

    def declared_shipments(self, lot_ids: Collection[int]) -> Iterable[DeclaredShipment]:
        """Imported shipments from before go-live."""
