"""Question: which done lines? One row shape for every answer (``models/trace_lines.py`` makes a ``Line`` of it).

Loops over the lot index through LATERAL … OFFSET 0 where lots are few (``of_lots``): the planner takes the array for
small and never falls into a scan of the biggest table. A row holds what the walk needs; who a line came from or went
to is asked afterwards, once, for those lines only that cross a border (``ledger_partners``). ``OPTIONAL`` columns
exist only where another Odoo app added them; the caller says which (``TraceColumns``).
"""

from functools import lru_cache
from typing import NamedTuple

from odoo.tools import SQL

from .planner import Question, are_many, written_once


class Places(NamedTuple):
    """Ids of the locations of each usage that a trace asks for, read once per trace: they are few."""

    production: tuple[int, ...]
    customer: tuple[int, ...]
    supplier: tuple[int, ...]
    inventory: tuple[int, ...]
    inter_company: int  # the transit between companies, 0 = there is one company only


class TraceColumns(NamedTuple):
    """What other Odoo apps, if installed, added to the tables that a trace reads, and which locations matter."""

    repair: bool
    sale: bool
    purchase: bool
    point_of_sale: bool
    places: Places


def is_in(column: str, place_ids) -> SQL:
    """The column (``alias.name``) holds one of these locations."""
    return SQL("(%s = ANY(%s::int[]))", SQL.identifier(*column.split(".")), list(place_ids))


def _order(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(model, id) of the order that the line belongs to, only where its far side is a production place."""
    made, used = (is_in(f"ml.{side}", columns.places.production) for side in ("location_id", "location_dest_id"))
    repair_model = repair_id = SQL("")
    if columns.repair:
        # removed and recycled parts come out of the unit: they are no components of it (repair_line_type)
        part = SQL("m.repair_id IS NOT NULL AND m.repair_line_type = 'add' AND %s", used)
        unit = SQL("m.repair_id IS NOT NULL AND m.repair_line_type IS NULL AND ml.lot_id IS NOT NULL")
        repair_model = SQL("WHEN (%s) OR (%s) THEN 'repair.order'", part, unit)
        repair_id = SQL("WHEN (%s) OR (%s) THEN m.repair_id", part, unit)
    return (
        SQL(
            "CASE WHEN m.scrap_id IS NOT NULL THEN ''"
            " WHEN m.raw_material_production_id IS NOT NULL AND %(used)s THEN 'mrp.production'"
            " WHEN m.production_id IS NOT NULL AND %(made)s THEN 'mrp.production'"
            " WHEN m.unbuild_id IS NOT NULL AND (%(made)s OR %(used)s) THEN 'mrp.unbuild' %(repair)s ELSE '' END",
            made=made, used=used, repair=repair_model,
        ),
        SQL(
            "CASE WHEN m.scrap_id IS NOT NULL THEN 0"
            " WHEN m.raw_material_production_id IS NOT NULL AND %(used)s THEN m.raw_material_production_id"
            " WHEN m.production_id IS NOT NULL AND %(made)s THEN m.production_id"
            " WHEN m.unbuild_id IS NOT NULL AND (%(made)s OR %(used)s) THEN m.unbuild_id %(repair)s ELSE 0 END",
            made=made, used=used, repair=repair_id,
        ),
    )  # fmt: skip


def _document(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(model, id) of the document that a person would open; programs leave a line's transfer to its move."""
    repair_model = SQL("WHEN m.repair_id IS NOT NULL THEN 'repair.order'") if columns.repair else SQL("")
    repair_id = SQL("m.repair_id,") if columns.repair else SQL("")
    return (
        SQL(
            "CASE WHEN COALESCE(ml.picking_id, m.picking_id) IS NOT NULL THEN 'stock.picking'"
            " WHEN m.scrap_id IS NOT NULL THEN 'stock.scrap'"
            " WHEN m.raw_material_production_id IS NOT NULL OR m.production_id IS NOT NULL THEN 'mrp.production'"
            " WHEN m.unbuild_id IS NOT NULL THEN 'mrp.unbuild' %s ELSE '' END",
            repair_model,
        ),
        SQL(
            "COALESCE(ml.picking_id, m.picking_id,"
            " m.scrap_id, m.raw_material_production_id, m.production_id, m.unbuild_id, %s 0)",
            repair_id,
        ),
    )


@lru_cache
def move_columns(columns: TraceColumns) -> SQL:
    """What the questions look at of a move ``s``. Naming its hundred columns (``*``) takes a plan a fifth longer."""
    names = ["id", "picking_id", "partner_id", "scrap_id", "is_inventory", "raw_material_production_id"]
    names += ["production_id", "unbuild_id"]
    names += ["repair_id", "repair_line_type"] if columns.repair else []
    names += ["purchase_line_id"] if columns.purchase else []
    return SQL(", ").join(SQL.identifier("s", name) for name in names)


@lru_cache(maxsize=64)
def _parts(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(columns of the answer, join of the move); the same text for every question of a trace.

    A transfer's line that touches neither production nor inventory is a receipt, a delivery or a way between
    places: its move adds nothing, and finding the move costs more than finding the line.
    """
    order_model, order_id = _order(columns)
    doc_model, doc_id = _document(columns)
    telling = [*columns.places.production, *columns.places.inventory]
    answer = SQL(
        """ml.id, ml.move_id, COALESCE(ml.lot_id, 0), ml.product_id, ml.quantity_product_uom::text, ml.date,
           ml.location_id, ml.location_dest_id, m.scrap_id IS NOT NULL, COALESCE(m.is_inventory, FALSE),
           %s, %s, ml.company_id, %s, %s""",
        order_model, order_id, doc_model, doc_id,
    )  # fmt: skip
    join = SQL(
        """LEFT JOIN LATERAL (
               SELECT %s FROM stock_move s
                WHERE s.id = ml.move_id AND (ml.picking_id IS NULL OR %s OR %s) OFFSET 0) m ON TRUE""",
        move_columns(columns),
        is_in("ml.location_id", telling),
        is_in("ml.location_dest_id", telling),
    )
    return answer, join


def _select(columns: TraceColumns, source: SQL, where: SQL = SQL("TRUE")) -> SQL:
    answer, join = _parts(columns)
    return SQL(
        "SELECT %s FROM %s %s WHERE ml.quantity_product_uom > 0 AND %s",
        answer, source, join, where,
    )  # fmt: skip


def _ids(ids) -> SQL:
    return SQL("SELECT unnest(%s::int[])", ids)


_READ = SQL(
    "l.id, l.move_id, l.picking_id, l.lot_id, l.product_id, l.quantity_product_uom, l.date,"
    " l.location_id, l.location_dest_id, l.company_id"
)


def of_lots(lot_ids, columns: SQL, condition: SQL, name: str) -> SQL:
    """Done lines ``l`` of these lots that fulfil the condition, as a source with these columns.

    Few lots are looked up one after the other. The lines of thousands are read in the order of their pages: each page
    once, however many of them lie on it (measured with 27,000 lots of 1.4 million lines: 300 ms down to 110).
    """
    found = SQL("l.state = 'done' AND l.lot_id IS NOT NULL AND l.quantity_product_uom > 0 AND %s", condition)
    if are_many(lot_ids):
        lines = SQL("SELECT %s FROM stock_move_line l WHERE l.lot_id = ANY(%s) AND %s", columns, lot_ids, found)
        return SQL("(%s OFFSET 0) %s", lines, SQL.identifier(name))
    lines = SQL("SELECT %s FROM stock_move_line l WHERE l.lot_id = wanted.id AND %s", columns, found)
    return SQL(
        "unnest(%s::int[]) AS wanted(id) CROSS JOIN LATERAL (%s OFFSET 0) %s", lot_ids, lines, SQL.identifier(name)
    )


def _of_lots(wanted: SQL, condition: SQL = SQL("TRUE")) -> SQL:
    """Lines ``l`` of these lots that fulfil the condition; it is looked at before a line's move is."""
    return SQL(
        """(%s) AS wanted(lot_id)
           CROSS JOIN LATERAL (
               SELECT %s FROM stock_move_line l
                WHERE l.lot_id = wanted.lot_id AND l.state = 'done' AND l.lot_id IS NOT NULL AND %s OFFSET 0
           ) ml""",
        wanted,
        _READ,
        condition,
    )


@written_once
def lines_of_lots(columns: TraceColumns, lot_ids: list) -> SQL:
    """Every done line of these lots."""
    return _select(columns, of_lots(lot_ids, _READ, SQL("TRUE"), "ml"))


@written_once
def inbound_lines(columns: TraceColumns, lot_ids: list) -> SQL:
    """Lines of these lots from a supplier, a production place, another company, and of repaired units."""
    return select_inbound(columns, _ids(lot_ids))


def select_inbound(columns: TraceColumns, wanted: SQL, whole_lot_ids=None) -> SQL:
    """``inbound_lines`` of the lots that a query answers; of those that are wanted whole: every line."""
    places = columns.places

    def told(alias):
        outside = is_in(f"{alias}.location_id", [*places.supplier, *places.production, places.inter_company])
        whole = SQL("OR %s = ANY(%s)", SQL.identifier(alias, "lot_id"), whole_lot_ids) if whole_lot_ids else SQL("")
        return SQL("(%s %s)", outside, whole)

    if not columns.repair:
        return _select(columns, _of_lots(wanted, told("l")))
    # A repaired unit moves from place to place, as its move tells. Most lines of a component go into production.
    lines = _of_lots(wanted, SQL("(%s OR NOT %s)", told("l"), is_in("l.location_dest_id", places.production)))
    return _select(columns, lines, SQL("(%s OR m.repair_id IS NOT NULL AND m.repair_line_type IS NULL)", told("ml")))


def lotless_lines(columns: TraceColumns, product_ids: list, unsure_ids: list) -> Question:
    """Lines without lot of these products, and of those of the unsure ones that an order ever put out without lot."""
    return _lotless_lines(columns, product_ids, *([unsure_ids] if unsure_ids else ()))


@written_once
def _lotless_lines(columns: TraceColumns, product_ids: list, *unsure_ids: list) -> SQL:
    put_out = SQL(
        """UNION SELECT made.product_id
             FROM stock_move made
            CROSS JOIN LATERAL (
                  SELECT FROM stock_move_line l
                   WHERE l.move_id = made.id AND l.state = 'done' AND l.lot_id IS NULL AND %s OFFSET 0) out
            WHERE made.product_id = ANY(%s) AND made.state = 'done' AND made.scrap_id IS NULL
              AND (made.production_id IS NOT NULL OR made.unbuild_id IS NOT NULL)""",
        is_in("l.location_id", columns.places.production),
        *unsure_ids,
    ) if unsure_ids else SQL("")  # fmt: skip
    source = SQL(
        """(%s %s) AS wanted(product_id)
           CROSS JOIN LATERAL (
               SELECT * FROM stock_move_line l
                WHERE l.product_id = wanted.product_id AND l.state = 'done' AND l.lot_id IS NULL OFFSET 0) ml""",
        _ids(product_ids),
        put_out,
    )
    return _select(columns, source)


@written_once
def found_lines(columns: TraceColumns, product_ids: list) -> SQL:
    """Lines of these products by which an inventory adjustment found stock of a lot."""
    source = SQL(
        """(SELECT l.* FROM stock_move counted
              JOIN stock_move_line l ON l.move_id = counted.id AND l.state = 'done' AND l.lot_id IS NOT NULL
             WHERE counted.product_id = ANY(%s) AND counted.is_inventory AND counted.state = 'done') ml""",
        product_ids,
    )
    return _select(columns, source, is_in("ml.location_id", columns.places.inventory))


@written_once
def transit_lines(columns: TraceColumns, lot_ids: list) -> SQL:
    """Lines through the inter-company transit of these lots and of their namesakes (same product, same name)."""
    source = SQL(
        """(SELECT l.* FROM stock_lot mine
              JOIN stock_lot other ON other.product_id = mine.product_id AND other.name = mine.name
              JOIN stock_move_line l ON l.lot_id = other.id AND l.state = 'done' AND l.lot_id IS NOT NULL
             WHERE mine.id = ANY(%(lots)s)
               AND EXISTS (SELECT FROM stock_lot twin WHERE twin.product_id = mine.product_id
                              AND twin.name = mine.name AND twin.id <> mine.id)
             ORDER BY l.id) ml""",
        lots=lot_ids,
    )
    place = columns.places.inter_company
    where = SQL(
        "(ml.location_id = %(place)s OR ml.location_dest_id = %(place)s) AND ml.location_id <> ml.location_dest_id",
        place=place,
    )
    return SQL("SELECT DISTINCT * FROM (%s) AS legs", _select(columns, source, where))
