"""Question: who was on the other side of these lines? Delivery address, consignee and vendor (trace contract)."""

from functools import lru_cache

from odoo.tools import SQL

from .ledger_lines import TraceColumns


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


def parties(columns: TraceColumns, ends) -> SQL:
    """move, delivery, delivery address, its consignee, channel, vendor (commercial partner), told by a purchase order.

    Where the delivery names somebody, what its moves say is not needed: they are not looked up.

    Args:
        ends: rows (move id, id of the delivery that the line belongs to or 0).
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
        """SELECT wanted.move_id, wanted.delivery_id,
                  COALESCE(partner.id, 0), COALESCE(partner.commercial_partner_id, partner.id, 0), %(channel)s,
                  COALESCE(vendor.commercial_partner_id, vendor.id, 0), %(ordered)s IS NOT NULL
             FROM unnest(%(moves)s::int[], %(deliveries)s::int[]) AS wanted(move_id, delivery_id)
             LEFT JOIN LATERAL (
                  SELECT s.id FROM stock_picking s
                   WHERE s.id = wanted.delivery_id AND s.partner_id IS NOT NULL OFFSET 0) named ON TRUE
             LEFT JOIN LATERAL (
                  SELECT * FROM stock_move s WHERE named.id IS NULL AND s.id = wanted.move_id OFFSET 0) m ON TRUE
             LEFT JOIN LATERAL (
                  SELECT * FROM stock_picking s WHERE s.id = COALESCE(named.id, m.picking_id) OFFSET 0) p ON TRUE
             %(joins)s
             LEFT JOIN res_partner partner ON partner.id = %(delivery)s
             LEFT JOIN res_partner vendor ON vendor.id = COALESCE(%(ordered)s, p.partner_id, m.partner_id)""",
        channel=channel, ordered=ordered, joins=joins, delivery=delivery,
        moves=[move for move, _delivery in ends], deliveries=[delivery_id for _move, delivery_id in ends],
    )  # fmt: skip
