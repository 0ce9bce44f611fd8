"""Questions about the lots themselves: stock on hand, open lines, names, imported history."""

from odoo.tools import SQL

from .holds import LOT_IS_BLOCKED
from .ledger_names import product_columns
from .planner import written_once


@written_once
def stock_of_lots(lot_ids: list, inter_company_location_id: int, with_open: bool) -> SQL:
    """Stock on hand in internal and transit places; rows of quantity 0 do not exist. With what is planned, if wanted.

    Rows as ``kernel.records.Quant`` tells them and '', or as ``OpenLine`` tells them: id, lot, product, document,
    usage of the destination, NULL, partner, 0, company, quantity, state, model of the document.
    """
    return _stock(lot_ids, inter_company_location_id, with_open)


def _stock(lot_ids, inter_company_location_id, with_open):
    on_hand = SQL(
        """SELECT q.id, q.lot_id, q.product_id, q.location_id, place.usage, q.location_id = %s,
                  COALESCE(q.package_id, 0), COALESCE(q.owner_id, 0), COALESCE(q.company_id, 0),
                  q.quantity::text, q.reserved_quantity::text, ''
             FROM unnest(%s::int[]) AS wanted(id)
            CROSS JOIN LATERAL (
                  SELECT s.id, s.lot_id, s.product_id, s.location_id, s.package_id, s.owner_id, s.company_id,
                         s.quantity, s.reserved_quantity
                    FROM stock_quant s WHERE s.lot_id = wanted.id OFFSET 0) q
             JOIN stock_location place ON place.id = q.location_id AND place.usage IN ('internal', 'transit')
            WHERE q.quantity <> 0 OR q.reserved_quantity <> 0""",
        inter_company_location_id,
        lot_ids,
    )
    return SQL("%s UNION ALL %s", on_hand, _open_lines(lot_ids)) if with_open else on_hand


def _open_lines(lot_ids):
    """Lines that name the lots and are neither done nor cancelled.

    Open lines are few beside done ones; Odoo's own partial index on open lines carries the lot.
    """
    return SQL(
        """SELECT ml.id, ml.lot_id, ml.product_id,
                  COALESCE(p.id, m.raw_material_production_id, m.production_id, 0), place.usage, NULL,
                  COALESCE(p.partner_id, m.partner_id, 0), 0, ml.company_id, ml.quantity_product_uom::text, ml.state,
                  CASE WHEN p.id IS NOT NULL THEN 'stock.picking'
                       WHEN COALESCE(m.raw_material_production_id, m.production_id) IS NOT NULL THEN 'mrp.production'
                       ELSE '' END
             FROM stock_move_line ml
             LEFT JOIN stock_move m ON m.id = ml.move_id
             LEFT JOIN stock_picking p ON p.id = COALESCE(ml.picking_id, m.picking_id)
             JOIN stock_location place ON place.id = ml.location_dest_id
            WHERE ml.state NOT IN ('done', 'cancel') AND ml.lot_id IS NOT NULL AND ml.lot_id = ANY(%s)
              AND ml.quantity_product_uom > 0""",
        lot_ids,
    )


@written_once
def lot_facts(lot_ids: list, lang: str) -> SQL:
    """The lots (``kernel.records.LotFact``), whether they are blocked, their product as ``products`` tells it.

    Blocked: on hold or not released, all of it or a part; as ``holds.blocked_lots``.
    """
    return SQL(
        """SELECT lot.id, lot.product_id, lot.name, COALESCE(lot.company_id, 0), template.tracking,
                  COALESCE(template.use_expiration_date, FALSE), lot.expiration_date, COALESCE(lot.ref, ''),
                  COALESCE(%s, FALSE), %s
             FROM stock_lot lot
             JOIN product_product product ON product.id = lot.product_id
             JOIN product_template template ON template.id = product.product_tmpl_id
             JOIN uom_uom uom ON uom.id = template.uom_id
             LEFT JOIN (SELECT lot_id, is_closed FROM lot_guard WHERE lot_id = ANY(%s) OFFSET 0) guard
                  ON guard.lot_id = lot.id
             LEFT JOIN lot_guard guard_of_all ON guard_of_all.product_id = product.id AND guard_of_all.lot_id IS NULL
            WHERE lot.id = ANY(%s)""",
        LOT_IS_BLOCKED,
        product_columns(lang),
        lot_ids,
        lot_ids,
    )


_DECLARED = """
SELECT 'lot.declared.link', link.group_id, 'declared', %(lot)s, lot.product_id, 0, SUM(%(qty)s)::text,
       MIN(link.date), MAX(link.date), TRUE, MIN(link.company_id)
  FROM lot_declared_link link JOIN stock_lot lot ON lot.id = %(lot)s
 WHERE link.kind = 'genealogy' AND %(key)s = ANY(%(ids)s)
 GROUP BY link.group_id, %(lot)s, lot.product_id
"""


@written_once
def declared_links(side: str, key: str, ids: list) -> SQL:
    """Imported genealogy as links.

    Args:
        side: ``input`` (component lots) or ``output`` (produced lots) of the declared orders.
        key: ``lot`` to find by the lots of that side, ``order`` to find by the orders' ids.
        ids: lot ids or order ids.
    """
    component = side == "input"
    lot = SQL("link.component_lot_id") if component else SQL("link.produced_lot_id")
    # one order may be declared in several lines (one per component); what it made is said on each of them
    qty = SQL("link.qty") if component else SQL("0")
    if not component:
        statement = _DECLARED.replace("SUM(%(qty)s)", "MAX(%(qty)s)")
        qty = SQL("CASE WHEN link.produced_qty > 0 THEN link.produced_qty ELSE 1 END")
    else:
        statement = _DECLARED
    return SQL(statement, lot=lot, qty=qty, key=lot if key == "lot" else SQL("link.group_id"), ids=ids)


@written_once
def declared_shipments(lot_ids: list) -> SQL:
    """Imported shipments (``kernel.records.DeclaredShipment``)."""
    return SQL(
        """SELECT link.id, link.lot_id, lot.product_id, COALESCE(link.partner_id, 0),
                  COALESCE(partner.commercial_partner_id, partner.id, 0), link.qty::text, link.date, link.company_id
             FROM lot_declared_link link
             JOIN stock_lot lot ON lot.id = link.lot_id
             LEFT JOIN res_partner partner ON partner.id = link.partner_id
            WHERE link.kind = 'shipment' AND link.lot_id = ANY(%s)""",
        lot_ids,
    )


@written_once
def presence(inter_company_location_id: int, lot_ids: list, with_stock: bool, with_open: bool) -> SQL:
    """Whether there is imported genealogy, are imported shipments, allotments, and a second company; places by usage.

    Most databases have none. Odoo keeps the inter-company transit archived until there is a second company.
    Places are told by id and usage, internal ones left out: there may be thousands. Then the companies of these lots
    and, if wanted, a list of their rows of ``stock_of_lots`` (else NULL).
    """
    stock = SQL("NULL")
    if with_stock:
        columns = SQL("a, b, c, d, e, f, g, h, i, j, k, l")
        transit = SQL(
            "COALESCE((SELECT id FROM stock_location WHERE id = %s AND active), 0)", inter_company_location_id
        )
        rows = _stock(lot_ids, transit, with_open)
        stock = SQL("(SELECT json_agg(json_build_array(%s)) FROM (%s) stock(%s))", columns, rows, columns)
    return SQL(
        """SELECT EXISTS (SELECT FROM lot_declared_link WHERE kind = 'genealogy'),
                  EXISTS (SELECT FROM lot_declared_link WHERE kind = 'shipment'),
                  EXISTS (SELECT FROM lot_as_built),
                  EXISTS (SELECT FROM stock_location WHERE id = %s AND active),
                  (SELECT array_agg(ARRAY[id::text, usage] ORDER BY id)
                     FROM stock_location WHERE usage <> 'internal'),
                  ARRAY(SELECT ARRAY[id, company_id] FROM stock_lot WHERE id = ANY(%s)),
                  %s""",
        inter_company_location_id,
        lot_ids,
        stock,
    )
