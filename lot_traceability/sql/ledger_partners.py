"""Question: who was on the other side of these lines? Delivery address, consignee and vendor (trace contract)."""

from functools import lru_cache

from odoo.tools import SQL

from .ledger_lines import TraceColumns, move_columns
from .planner import written_once


@lru_cache
def consignee(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(joins, delivery address) for queries over moves ``m`` and pickings ``p``.

    The sale's shipping address, else the picking's, the move's or the point-of-sale order's partner (trace
    contract). A drop-ship picking may name the vendor, hence the sale first.
    """
    joins, delivery = [], []
    if columns.sale:
        joins.append(SQL("LEFT JOIN sale_order so ON so.id = p.sale_id"))
        delivery.append(SQL("so.partner_shipping_id"))
    delivery += [SQL("p.partner_id"), SQL("m.partner_id")]
    if columns.point_of_sale:
        joins.append(SQL("LEFT JOIN pos_order pos ON pos.id = p.pos_order_id"))
        delivery.append(SQL("pos.partner_id"))
    return SQL(" ").join(joins), SQL("COALESCE(%s)", SQL(", ").join(delivery))


def picking_columns(columns: TraceColumns) -> SQL:
    """What the questions look at of a transfer ``s``."""
    names = ["id", "partner_id", *(["sale_id"] if columns.sale else [])]
    names += ["pos_order_id", "pos_session_id"] if columns.point_of_sale else []
    return SQL(", ").join(SQL.identifier("s", name) for name in names)


@written_once
def parties(columns: TraceColumns, pickings: list, moves: list, by_move: list) -> SQL:
    """Who stands at these ends of lines (``select_parties``)."""
    return select_parties(columns, pickings, moves, by_move)


def select_parties(columns: TraceColumns, pickings, moves, by_move) -> SQL:
    """transfer, move, by move; delivery address, consignee, channel, commercial vendor, whether a purchase named him.

    Args:
        pickings, moves, by_move: arrays as long as each other; transfer id or 0, move id, whether the move is asked
            although the transfer names somebody.
    """
    joins, delivery = consignee(columns)
    channel, ordered = SQL("''"), SQL("NULL::int")
    if columns.point_of_sale:
        channel = SQL("CASE WHEN p.pos_order_id IS NOT NULL OR p.pos_session_id IS NOT NULL THEN 'pos' ELSE '' END")
    if columns.purchase:
        ordered = SQL(
            "(SELECT po.partner_id FROM purchase_order_line pol JOIN purchase_order po ON po.id = pol.order_id"
            " WHERE pol.id = m.purchase_line_id)"
        )
    return SQL(
        """SELECT wanted.*,
                  COALESCE(partner.id, 0), COALESCE(partner.commercial_partner_id, partner.id, 0), %(channel)s,
                  COALESCE(vendor.commercial_partner_id, vendor.id, 0), %(ordered)s IS NOT NULL
             FROM unnest(%(pickings)s::int[], %(moves)s::int[], %(by_move)s::bool[])
                  AS wanted(picking_id, move_id, by_move)
             LEFT JOIN (SELECT %(of_picking)s FROM stock_picking s WHERE s.id = ANY(%(pickings)s) OFFSET 0) p
                  ON p.id = wanted.picking_id
             LEFT JOIN LATERAL (
                  SELECT %(of_move)s FROM stock_move s
                   WHERE s.id = wanted.move_id AND (wanted.by_move OR p.partner_id IS NULL) OFFSET 0) m ON TRUE
             %(joins)s
             LEFT JOIN res_partner partner ON partner.id = %(delivery)s
             LEFT JOIN res_partner vendor ON vendor.id = COALESCE(%(ordered)s, p.partner_id, m.partner_id)""",
        channel=channel, ordered=ordered, joins=joins, delivery=delivery,
        of_move=move_columns(columns), of_picking=picking_columns(columns),
        pickings=pickings, moves=moves, by_move=by_move,
    )  # fmt: skip
