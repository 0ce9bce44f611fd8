"""Question: who was on the other side of these lines? Delivery address, consignee and vendor (trace contract)."""

from odoo.tools import SQL

from .ledger_lines import TraceColumns


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


def _parties(columns: TraceColumns, key: SQL, source: SQL, ids) -> SQL:
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
        """SELECT %(key)s, COALESCE(partner.id, 0), COALESCE(partner.commercial_partner_id, partner.id, 0), %(channel)s,
                  COALESCE(vendor.commercial_partner_id, vendor.id, 0), %(ordered)s IS NOT NULL
             FROM %(source)s %(joins)s
             LEFT JOIN res_partner partner ON partner.id = %(delivery)s
             LEFT JOIN res_partner vendor ON vendor.id = COALESCE(%(ordered)s, p.partner_id, m.partner_id)
            WHERE %(key)s = ANY(%(ids)s)""",
        key=key, channel=channel, ordered=ordered, source=source, joins=joins, delivery=delivery, ids=list(ids),
    )  # fmt: skip


def of_pickings(columns: TraceColumns, picking_ids) -> SQL:
    """Row as ``of_moves``, by transfer, for transfers that name somebody: what their moves say is not needed then."""
    source = SQL("stock_picking p LEFT JOIN stock_move m ON FALSE")
    return SQL("%s AND p.partner_id IS NOT NULL", _parties(columns, SQL("p.id"), source, picking_ids))


def of_moves(columns: TraceColumns, move_ids) -> SQL:
    """move, delivery address, its consignee, channel, vendor (commercial partner), vendor told by a purchase order."""
    source = SQL("stock_move m LEFT JOIN stock_picking p ON p.id = m.picking_id")
    return _parties(columns, SQL("m.id"), source, move_ids)
