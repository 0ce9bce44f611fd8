"""Lines of declared history, second step: names → lots, products and partners of this system.

The caller looks all names up at once (``wanted``, ``Book``); nothing here asks line by line.
"""

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from .declared import GENEALOGY, Reading, Row, RowIssue

# The sides of a line that name a lot: (column of the lot, column of its product).
LOT_SIDES = {
    "genealogy": (("component_lot", "component_product"), ("produced_lot", "produced_product")),
    "shipment": (("lot", "product"),),
}


class LotRef(NamedTuple):
    """A lot of this system; ``company_id`` 0 = shared by all companies."""

    id: int
    product_id: int
    company_id: int


class ProductRef(NamedTuple):
    """A product of this system; ``tracked`` = by lot or serial number."""

    id: int
    tracked: bool
    company_id: int


class Book(NamedTuple):
    """All that the names of a file stand for. Keys as ``wanted`` gives them."""

    lots: dict[str, list[LotRef]]
    products: dict[str, list[ProductRef]]
    partners: dict[str, list[int]]


class LotName(NamedTuple):
    """A lot of a line; ``id`` 0 = to be created under this product and name."""

    id: int
    product_id: int
    name: str


class Resolved(NamedTuple):
    """A line whose names are all known: ``lots`` (component, produced) or (shipped lot,)."""

    row: Row
    lots: tuple[LotName, ...]
    partner_id: int


class Choice(NamedTuple):
    """What the person importing chose."""

    kind: str
    company_id: int
    create_missing: bool = False


class _NameProblemError(Exception):
    """Internal: (code, column, text)."""


def wanted(reading: Reading) -> tuple[set[str], set[str], set[str]]:
    """The names of lots, products and partners to look up; lots as written and without blanks around."""
    lots, products, partners = set(), set(), set()
    for names in (*(row.names for row in reading.rows), *(names for _line, names in reading.unfinished)):
        for column, text in names.items():
            if column.endswith("lot"):
                lots |= {text, text.strip()}
            elif column.endswith("product"):
                products.add(text.strip())
            else:
                partners.add(text.strip())
    return lots, products, partners


def resolve(reading: Reading, book: Book, choice: Choice) -> tuple[list[Resolved], list[RowIssue]]:
    """Find what the lines name, and refuse lines that name it twice, wrongly or not at all.

    Returns:
        (good lines, all issues of the file by line: those of the reading too)
    """
    good, issues = [], list(reading.issues)
    for line, names in reading.unfinished:
        issues += _resolve_names(line, names, book, choice)[2]
    first_line: dict[tuple, int] = {}
    made_qty: dict[tuple, tuple[Decimal, int]] = {}
    for row in reading.rows:
        lots, partner_id, bad = _resolve_names(row.line, row.names, book, choice)
        if not bad:
            resolved = Resolved(row, tuple(lots), partner_id)
            bad = _compare(resolved, choice.kind, first_line, made_qty)
        issues += bad
        if not bad:
            good.append(resolved)
    return good, sorted(issues, key=lambda issue: issue.line)


def _resolve_names(
    line: int, names: dict[str, str], book: Book, choice: Choice
) -> tuple[list[LotName], int, list[RowIssue]]:
    lots, partner_id, bad = [], 0, []
    for lot_column, product_column in LOT_SIDES[choice.kind]:
        if lot_column not in names:  # said already: nothing is entered there
            continue
        try:
            lots.append(_find_lot(names, lot_column, product_column, book, choice))
        except _NameProblemError as problem:
            bad.append(RowIssue(line, *problem.args))
    if "partner" in names:
        text = names["partner"]
        found = book.partners.get(text.strip(), ())
        if len(found) == 1:
            partner_id = found[0]
        else:
            bad.append(RowIssue(line, "ambiguous_partner" if found else "unknown_partner", "partner", text))
    return lots, partner_id, bad


def _find_lot(names: dict[str, str], lot_column: str, product_column: str, book: Book, choice: Choice) -> LotName:
    text = names[lot_column]
    products = _find_products(names, product_column, book, choice)
    found = book.lots.get(text) or book.lots.get(text.strip()) or []
    if products is not None:
        found = [lot for lot in found if lot.product_id in {product.id for product in products}]
    mine = [lot for lot in found if lot.company_id in (0, choice.company_id)]
    if found and not mine:
        raise _NameProblemError("other_company", lot_column, text)
    if len({lot.product_id for lot in mine}) > 1:
        raise _NameProblemError("ambiguous_lot", lot_column, text)
    if mine:
        # A lot of the company itself goes before one that all companies share.
        best = max(mine, key=lambda lot: (lot.company_id, -lot.id))
        return LotName(best.id, best.product_id, text.strip())
    return _new_lot(names, lot_column, product_column, products, choice)


def _new_lot(
    names: dict[str, str], lot_column: str, product_column: str, products: list[ProductRef] | None, choice: Choice
) -> LotName:
    text = names[lot_column]
    if not choice.create_missing:
        raise _NameProblemError("unknown_lot", lot_column, text)
    if products is None:
        raise _NameProblemError("unknown_lot_no_product", lot_column, text)
    if len(products) > 1:
        raise _NameProblemError("ambiguous_product", product_column, names[product_column])
    return LotName(0, products[0].id, text.strip())


def _find_products(names: dict[str, str], column: str, book: Book, choice: Choice) -> list[ProductRef] | None:
    """Products that the line may mean; None when it names none."""
    text = names.get(column)
    if text is None:
        return None
    found = book.products.get(text.strip(), [])
    if not found:
        raise _NameProblemError("unknown_product", column, text)
    mine = [product for product in found if product.company_id in (0, choice.company_id)]
    if not mine:
        raise _NameProblemError("other_company", column, text)
    tracked = [product for product in mine if product.tracked]
    if not tracked:
        raise _NameProblemError("untracked_product", column, text)
    return tracked


def _compare(
    resolved: Resolved, kind: str, first_line: dict[tuple, int], made_qty: dict[tuple, tuple[Decimal, int]]
) -> list[RowIssue]:
    """A line against itself and the lines before it."""
    row = resolved.row
    if kind == GENEALOGY and resolved.lots[0] == resolved.lots[1]:
        return [RowIssue(row.line, "loop", "produced_lot", row.names["produced_lot"])]
    says = (resolved.lots, resolved.partner_id, row.qty, row.date, row.document)
    if says in first_line:
        return [RowIssue(row.line, "duplicate", detail=str(first_line[says]))]
    first_line[says] = row.line
    if row.produced_qty is not None:
        order = (resolved.lots[-1], row.date, row.document)
        told, line = made_qty.setdefault(order, (row.produced_qty, row.line))
        if told != row.produced_qty:
            return [RowIssue(row.line, "produced_qty_differs", "produced_qty", f"{row.produced_qty:f}", str(line))]
    return []


def fingerprint(kind: str, company_id: int, line: Resolved, lots: Iterable[LotName]) -> str:
    """What a row says, as one text to compare (SHA-256, hex): the same line of the same file gives the same one.

    ``lots``: those of the line, all existing by now. The quantity made is left out: it is the order's, not the row's.
    """
    row = line.row
    names = [kind, company_id, *(lot.id for lot in lots), line.partner_id]
    parts = [*names, f"{row.qty.normalize():f}", row.date.isoformat(), row.document]
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
