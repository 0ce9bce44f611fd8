"""Which goods are blocked: by an open hold that covers them, or by a disposition that is not released."""

from odoo.tools import SQL

_UNDER = "EXISTS (SELECT FROM {table} here JOIN {table} top ON top.id = hold.{column}" \
    " WHERE here.id = goods.{column} AND starts_with(here.parent_path, top.parent_path))"  # fmt: skip
_COVERS = SQL(
    "(hold.location_id IS NULL OR %s) AND (hold.package_id IS NULL OR %s)",
    SQL(_UNDER.format(table="stock_location", column="location_id")),
    SQL(_UNDER.format(table="stock_package", column="package_id")),
)
# Odoo mixes goods without lot that came at different times and keeps the earliest date, so only the end of the window
# tells anything about them. Unknown dates count as inside it.
_IN_WINDOW = SQL(
    "(hold.received_until IS NULL OR goods.since IS NULL OR goods.since <= hold.received_until)"
    " AND (hold.received_from IS NULL OR goods.lot_id IS NULL OR goods.since IS NULL"
    " OR goods.since >= hold.received_from)"
)

# Whether an open hold on a product covers anything of a lot. Aliases: lot, hold.
_COVERS_LOT = SQL(
    "hold.state = 'open' AND hold.lot_id IS NULL AND hold.product_id = lot.product_id"
    " AND (hold.received_from IS NULL OR lot.create_date >= hold.received_from)"
    " AND (hold.received_until IS NULL OR lot.create_date <= hold.received_until)"
    " AND (COALESCE(hold.location_id, hold.package_id) IS NULL OR EXISTS (SELECT FROM stock_quant goods"
    " WHERE goods.lot_id = lot.id AND goods.quantity > 0 AND %s))",
    _COVERS,
)
# Whether anything of a lot is on hold or not released. Aliases: lot, guard (of the lot), guard_of_all (of its product).
LOT_IS_BLOCKED = SQL(
    "(guard.is_closed OR (guard_of_all.is_closed AND EXISTS (SELECT FROM lot_hold hold WHERE %s)))", _COVERS_LOT
)
_GUARDED_LOTS = SQL(
    "SELECT lot.id FROM stock_lot lot JOIN lot_guard guard ON guard.lot_id = lot.id"
    " JOIN lot_guard guard_of_all ON guard_of_all.product_id = lot.product_id AND guard_of_all.lot_id IS NULL"
)


def blocked_lots(lot_ids=None):
    """Ids of those of these lots, or of all, of which anything is on hold or not released."""
    among = "lot.product_id IN (SELECT product_id FROM lot_guard WHERE is_closed)"
    among = SQL(among) if lot_ids is None else SQL("lot.id = ANY(%s)", list(lot_ids))
    return SQL("%s WHERE %s AND %s", _GUARDED_LOTS, among, LOT_IS_BLOCKED)


def lots_of(hold_ids):
    """Ids of lots of which these open holds on products cover anything."""
    return SQL(
        "SELECT DISTINCT lot.id FROM lot_hold hold JOIN stock_lot lot ON %s WHERE hold.id = ANY(%s)",
        _COVERS_LOT,
        sorted(hold_ids),
    )


def quants(condition):
    """Goods as quants; ``condition`` is on ``quant``."""
    return SQL(
        "SELECT quant.id, quant.product_id, quant.lot_id, quant.location_id, quant.package_id,"
        " CASE WHEN quant.lot_id IS NULL THEN quant.in_date ELSE"
        " (SELECT lot.create_date FROM stock_lot lot WHERE lot.id = quant.lot_id) END AS since"
        " FROM stock_quant quant WHERE %s",
        condition,
    )


def listed(rows):
    """Goods as rows (number, product id, lot id, location id, package id), absent ids None.

    Goods without lot are as old as the oldest of their kind in that place.
    """
    columns = [list(column) for column in zip(*rows)]
    return SQL(
        "SELECT item.*, CASE WHEN item.lot_id IS NULL THEN"
        " (SELECT min(quant.in_date) FROM stock_quant quant WHERE quant.product_id = item.product_id"
        " AND quant.location_id = item.location_id AND quant.lot_id IS NULL) ELSE"
        " (SELECT lot.create_date FROM stock_lot lot WHERE lot.id = item.lot_id) END AS since"
        " FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[])"
        " AS item(id, product_id, lot_id, location_id, package_id)",
        *columns,
    )


def blocks(goods):
    """Rows (goods id, hold id or None, disposition or None), one per reason; see ``quants`` and ``listed``."""
    return SQL(
        """
        WITH goods AS (%(goods)s)
        SELECT goods.id, hold.id, NULL
          FROM goods
          JOIN lot_hold hold ON hold.state = 'open' AND hold.lot_id = goods.lot_id
         WHERE %(covers)s
         UNION ALL
        SELECT goods.id, hold.id, NULL
          FROM goods
          JOIN lot_hold hold ON hold.state = 'open' AND hold.lot_id IS NULL AND hold.product_id = goods.product_id
         WHERE %(covers)s AND %(window)s
         UNION ALL
        SELECT goods.id, NULL, lot.disposition
          FROM goods
          JOIN stock_lot lot ON lot.id = goods.lot_id
         WHERE lot.disposition <> 'released'
        """,
        goods=goods,
        covers=_COVERS,
        window=_IN_WINDOW,
    )


def blocked_ids(goods):
    """Ids of the goods that anything blocks."""
    return SQL("SELECT DISTINCT block.id FROM (%s) AS block(id, hold_id, disposition)", blocks(goods))


def of_closed_products():
    """Condition on quants that leaves only those that can be blocked at all."""
    return SQL("quant.product_id IN (SELECT product_id FROM lot_guard WHERE is_closed)")


def open_lines(lot_ids, product_ids):
    """Goods as reserved lines of operations that are not done, of these lots and products."""
    return SQL(
        "SELECT line.id, line.product_id, line.lot_id, line.location_id, line.package_id,"
        " CASE WHEN line.lot_id IS NULL THEN (SELECT min(quant.in_date) FROM stock_quant quant"
        " WHERE quant.product_id = line.product_id AND quant.location_id = line.location_id AND quant.lot_id IS NULL)"
        " ELSE (SELECT lot.create_date FROM stock_lot lot WHERE lot.id = line.lot_id) END AS since"
        " FROM stock_move_line line JOIN stock_location place ON place.id = line.location_id"
        " WHERE (line.lot_id = ANY(%s) OR line.product_id = ANY(%s)) AND line.state NOT IN ('done', 'cancel')"
        " AND line.quantity_product_uom > 0 AND place.usage IN ('internal', 'transit')",
        sorted(lot_ids),
        sorted(product_ids),
    )


def put_sweeps(rows, uid):
    """Have these goods cleared up: rows (hold id or None, lot id or None, product id, whether it is untold)."""
    return SQL(
        "INSERT INTO lot_sweep (hold_id, lot_id, product_id, is_untold, state, create_uid, create_date, write_uid,"
        " write_date) SELECT item.*, 'waiting', %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'"
        " FROM unnest(%(holds)s::int[], %(lots)s::int[], %(products)s::int[], %(untold)s::bool[]) AS item",
        **dict(zip(("holds", "lots", "products", "untold"), map(list, zip(*rows)), strict=True)),
        uid=uid,
    )


def left_before(lot_ids):
    """Rows (lot id, quantity) that went to customers, production and other companies, less what came back."""
    return SQL(
        """
        SELECT line.lot_id,
               sum(CASE WHEN source.usage IN ('internal', 'transit', 'supplier')
                         AND dest.usage IN ('customer', 'production') THEN line.quantity_product_uom
                        WHEN source.usage = 'customer' AND dest.usage IN ('internal', 'transit', 'supplier')
                        THEN -line.quantity_product_uom ELSE 0 END)
          FROM stock_move_line line
          JOIN stock_location source ON source.id = line.location_id
          JOIN stock_location dest ON dest.id = line.location_dest_id
         WHERE line.lot_id = ANY(%s) AND line.state = 'done'
         GROUP BY line.lot_id
        """,
        sorted(lot_ids),
    )
