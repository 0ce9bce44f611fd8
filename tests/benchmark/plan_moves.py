"""Plan of a factory, second half: transfers, shipments and every done line, in temporary tables.

A line is planned by (kind, doc, product); lines that share the three share a move. ``doc`` is the number of
the transfer, order, unbuild or scrap. Quantities: what an order makes or a receipt brings is what is taken
later plus a rest that stays on the shelf, so no stock is ever negative.
"""

from .plan_orders import (
    COMPONENT,
    REF_COMPONENT,
    REF_OWN,
    REF_SERIAL,
    SERIAL,
    instant,
    mixed,
)

UNBUILT_QTY, MADE_FOR_UNBUILD = 10, 20
SERIALS_PER_DELIVERY = 10

# one row per delivery; a part of them ships a unit of an unrelated lot as well (``b_ref``)
SHIPMENTS = f"""
    CREATE TEMP TABLE b_extra ON COMMIT DROP AS
    SELECT o, product, slot, row_number() OVER (ORDER BY o) - 1 AS nth, count(*) OVER () AS total
      FROM b_order WHERE kind = 'main' AND level = 6 AND NOT own_raw AND f >= 101;
    CREATE INDEX ON b_extra (nth);
    ANALYZE b_extra;
    CREATE TEMP TABLE b_ship ON COMMIT DROP AS
    WITH rows AS (
        SELECT o.o, o.f, o.kind, o.product, o.slot, n, CASE WHEN o.kind = 'main' THEN 2 ELSE 1 END AS qty,
               {mixed("o.f", "o.i", "n")} AS scatter,
               CASE WHEN o.kind = 'reuse' THEN {instant(10, "o.o", "n")} ELSE {instant(7, "o.o", "n")} END AS at
          FROM b_order o JOIN b_family fam USING (f),
               LATERAL generate_series(1, CASE WHEN o.kind = 'main' THEN fam.shipped ELSE 2 END) n
         WHERE o.kind = 'main' AND o.level = 6 OR o.kind IN ('spare', 'reuse')
    )
    SELECT rows.*, extra.o AS b_ref, extra.product AS b_product, extra.slot AS b_slot,
           mod(scatter, %(partners)s)::int AS partner
      FROM rows LEFT JOIN b_extra extra
        ON mod(scatter, 4) = 0 AND rows.kind = 'main' AND extra.o <> rows.o
       AND extra.nth = mod(rows.scatter / 4, (SELECT max(total) FROM b_extra))
"""

PICKINGS = f"""
    CREATE TEMP TABLE b_picking ON COMMIT DROP AS
    WITH received AS (
        SELECT ref, product, sum(qty) AS used, row_number() OVER (ORDER BY mod(ref * 7919, 1000003), ref) AS nth
          FROM b_use WHERE ref > {REF_OWN // 2} AND ref < {REF_COMPONENT} GROUP BY ref, product
    ), finals AS (
        SELECT o, product, slot, at, (row_number() OVER (PARTITION BY slot ORDER BY at, o) - 1) / 4 AS batch
          FROM b_order WHERE kind = 'main' AND level = 6
    ), docs AS (
        SELECT 'receipt' AS kind, nth / 2 AS key, 0 AS sub, mod(nth / 2, 40)::int AS partner,
               {instant(0, "nth / 2")} AS at
          FROM received GROUP BY nth / 2
        UNION ALL
        SELECT 'receipt', -o, 0, 1, {instant(0, "o")} FROM b_order WHERE kind = 'serial'
        UNION ALL
        SELECT 'internal', slot, batch, NULL, max(at) + interval '1 hour' FROM finals GROUP BY slot, batch
        UNION ALL
        SELECT 'delivery', o, n, partner, at FROM b_ship
        UNION ALL
        SELECT 'delivery', o, -n, mod(o * 31 + n, %(partners)s)::int, {instant(7, "o", "n")}
          FROM b_order, generate_series(1, (%(serials)s - 1) / {SERIALS_PER_DELIVERY} + 1) n WHERE kind = 'serial'
        UNION ALL
        SELECT 'return', o, n, partner, {instant(8, "o", "n")}
          FROM b_ship WHERE (mod(scatter, 50) = 7 OR %(tiny)s AND n = 1) AND kind = 'main'
        UNION ALL
        SELECT 'delivery', o, 100 + n, mod(partner + 1, %(partners)s), {instant(9, "o", "n")}
          FROM b_ship WHERE (mod(scatter, 100) = 7 OR %(tiny)s AND n = 1) AND kind = 'main'
    )
    SELECT (%(picking)s + row_number() OVER (ORDER BY at, kind, key, sub))::int AS p, * FROM docs
"""

# unbuilds, scraps: own numbers; u and s
UNBUILDS = f"""
    CREATE TEMP TABLE b_unbuild ON COMMIT DROP AS
    SELECT (%(unbuild)s + row_number() OVER (ORDER BY o))::int AS u, o, product, slot, {instant(8, "o", "1")} AS at
      FROM b_order WHERE own_raw;
    CREATE TEMP TABLE b_scrap ON COMMIT DROP AS
    SELECT (%(scrap)s + row_number() OVER (ORDER BY o))::int AS s, o, product, slot, {instant(8, "o", "2")} AS at
      FROM b_order WHERE kind = 'main' AND level = 6 AND NOT own_raw AND (mod(o, 97) = 0 OR %(tiny)s)
"""

# every use of stock: what leaves a lot after it was made or received (kind, doc, product, ref, qty, at, from, to)
OUT_LINES = f"""
    CREATE TEMP TABLE b_line_plan ON COMMIT DROP AS
    SELECT 'raw' AS kind, u.o AS doc, u.product, u.ref, u.qty, o.at, 'stock' AS src, 0 AS src_shelf,
           'production' AS dst, 0 AS dst_shelf
      FROM b_use u JOIN b_order o USING (o)
    UNION ALL
    SELECT 'delivery', p.p, s.product, s.o, s.qty, p.at,
           CASE WHEN s.kind = 'main' THEN 'shelf' ELSE 'stock' END, s.slot, 'customer', 0
      FROM b_ship s JOIN b_picking p ON p.kind = 'delivery' AND p.key = s.o AND p.sub = s.n
    UNION ALL
    SELECT 'delivery', p.p, s.b_product, s.b_ref, 1, p.at, 'shelf', s.b_slot, 'customer', 0
      FROM b_ship s JOIN b_picking p ON p.kind = 'delivery' AND p.key = s.o AND p.sub = s.n WHERE s.b_ref IS NOT NULL
    UNION ALL
    SELECT 'scrap', s, product, o, 1, at, 'shelf', slot, 'inventory', 0 FROM b_scrap
    UNION ALL
    SELECT 'unbuild_in', u, product, o, {UNBUILT_QTY}, at, 'shelf', slot, 'production', 0 FROM b_unbuild
    UNION ALL
    SELECT 'delivery', p.p, {SERIAL}, {REF_SERIAL} + p.key * 1000 + n, 1, p.at, 'stock', 0, 'customer', 0
      FROM b_picking p,
           LATERAL generate_series((-p.sub - 1) * {SERIALS_PER_DELIVERY} + 1,
                                   least(%(serials)s, -p.sub * {SERIALS_PER_DELIVERY})) n
     WHERE p.kind = 'delivery' AND p.sub < 0
"""

MADE_LINES = f"""
    INSERT INTO b_line_plan
    WITH taken AS (SELECT ref, sum(qty) AS qty FROM b_line_plan GROUP BY ref),
    made AS (
        SELECT o.*, CASE WHEN o.kind = 'pool' THEN 10 WHEN own_raw THEN {MADE_FOR_UNBUILD}
                         ELSE coalesce(taken.qty, 0)
                              + CASE WHEN mod(o.o, 3) = 0 OR taken.qty IS NULL THEN 5 ELSE 0 END END AS qty
          FROM b_order o LEFT JOIN taken ON taken.ref = o.o WHERE o.kind <> 'serial'
    ), shelved AS (
        SELECT *, (row_number() OVER (PARTITION BY slot ORDER BY at, o) - 1) / 4 AS batch
          FROM made WHERE kind = 'main' AND level = 6
    ), received AS (
        SELECT ref, product, sum(qty) AS qty, row_number() OVER (ORDER BY mod(ref * 7919, 1000003), ref) AS nth
          FROM b_use WHERE ref > {REF_OWN // 2} AND ref < {REF_COMPONENT} GROUP BY ref, product
    )
    SELECT 'finished', o, product, CASE WHEN kind = 'pool' THEN NULL ELSE o END, qty, at, 'production', 0, 'stock', 0
      FROM made
    UNION ALL
    SELECT 'finished', o, {SERIAL}, {REF_SERIAL} + o * 1000 + n, 1, at, 'production', 0, 'stock', 0
      FROM b_order, generate_series(1, %(serials)s) n WHERE kind = 'serial'
    UNION ALL
    SELECT 'internal', p.p, s.product, s.o, s.qty, p.at, 'stock', 0, 'shelf', s.slot
      FROM shelved s JOIN b_picking p ON p.kind = 'internal' AND p.key = s.slot AND p.sub = s.batch
    UNION ALL
    SELECT 'receipt', p.p, r.product, r.ref, r.qty + 10, p.at, 'supplier', 0, 'stock', 0
      FROM received r JOIN b_picking p ON p.kind = 'receipt' AND p.key = r.nth / 2
    UNION ALL
    SELECT 'receipt', p.p, {COMPONENT}, u.ref, 1, p.at, 'supplier', 0, 'stock', 0
      FROM b_picking p JOIN b_use u ON u.o = -p.key WHERE p.kind = 'receipt' AND p.key < 0
    UNION ALL
    SELECT 'unbuild_out', b.u, u.product, u.ref, u.qty * {UNBUILT_QTY} / {MADE_FOR_UNBUILD}, b.at,
           'production', 0, 'stock', 0
      FROM b_unbuild b JOIN b_use u USING (o)
"""

# a return brings back every line of its delivery; half of them go out again to somebody else, from stock
BACK_LINES = """
    INSERT INTO b_line_plan
    SELECT 'return', r.p, l.product, l.ref, l.qty, r.at, 'customer', 0, 'stock', 0
      FROM b_picking r JOIN b_picking d ON d.kind = 'delivery' AND d.key = r.key AND d.sub = r.sub
      JOIN b_line_plan l ON l.kind = 'delivery' AND l.doc = d.p WHERE r.kind = 'return'
    UNION ALL
    SELECT 'delivery', again.p, l.product, l.ref, l.qty, again.at, 'stock', 0, 'customer', 0
      FROM b_picking again JOIN b_picking d ON d.kind = 'delivery' AND d.key = again.key AND d.sub = again.sub - 100
      JOIN b_line_plan l ON l.kind = 'delivery' AND l.doc = d.p WHERE again.kind = 'delivery' AND again.sub > 100
"""

NUMBERED = """
    CREATE TEMP TABLE b_move ON COMMIT DROP AS
    SELECT (%(move)s + row_number() OVER (ORDER BY at, kind, doc, product))::int AS m, *
      FROM (SELECT kind, doc, product, at, sum(qty) AS qty, min(src) AS src, min(src_shelf) AS src_shelf,
                   min(dst) AS dst, min(dst_shelf) AS dst_shelf, bool_and(ref IS NULL) AS untracked
              FROM b_line_plan GROUP BY kind, doc, product, at) moves;
    CREATE INDEX ON b_move (kind, doc, product);
    ANALYZE b_move;
    CREATE TEMP TABLE b_lot ON COMMIT DROP AS
    SELECT (%(lot)s + row_number() OVER (ORDER BY at, ref))::int AS id, *
      FROM (SELECT ref, product, min(at) AS at, bool_or(kind = 'receipt') AS received
              FROM b_line_plan WHERE ref IS NOT NULL GROUP BY ref, product) lots;
    CREATE INDEX ON b_lot (ref);
    ANALYZE b_lot;
    CREATE TEMP TABLE b_line ON COMMIT DROP AS
    SELECT (%(line)s + row_number() OVER (ORDER BY l.at, m.m, l.ref))::int AS l, m.m, lot.id AS lot_id, l.*
      FROM b_line_plan l JOIN b_move m USING (kind, doc, product) LEFT JOIN b_lot lot ON lot.ref = l.ref;
    CREATE INDEX ON b_line (kind, doc);
    ANALYZE b_line
"""


def plan(cr, size, first):
    """Fill b_picking, b_unbuild, b_scrap, b_move, b_lot, b_line; ``first`` = {table word: last id in use}."""
    parameters = {
        "partners": size.partners, "serials": size.serials, "tiny": size.name == "tiny", **first,
    }  # fmt: skip
    for statement in (SHIPMENTS, PICKINGS, UNBUILDS):
        cr.execute(statement, parameters)
    cr.execute(
        "CREATE INDEX ON b_picking (kind, key, sub); CREATE INDEX ON b_ship (o, n); ANALYZE b_picking; ANALYZE b_ship"
    )
    cr.execute(OUT_LINES, parameters)
    cr.execute(MADE_LINES, parameters)
    cr.execute("CREATE INDEX ON b_line_plan (kind, doc); ANALYZE b_line_plan")
    cr.execute(BACK_LINES)
    cr.execute(NUMBERED, parameters)
