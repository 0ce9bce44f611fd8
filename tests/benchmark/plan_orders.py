"""Plan of a factory, first half: which orders there are and what each consumes, in temporary tables.

Nothing is random: "scattered" is a fixed mixing of the row's own numbers, so two runs give equal rows.
A lot is named by a ``ref`` until it gets its id: an order's number for the lot that it makes, and the
ranges below for bought and serial lots.
"""

from .sizes import ORDINARY, SLOTS

START = "timestamp '2023-01-02 06:00:00'"
PHASE_DAYS = 80  # receipts are phase 0, level k is phase k, shipping 7, returns and unbuilds 8, then reuse
SPREAD_S = 75 * 86400
REF_SHARED, REF_OWN, REF_BAD, REF_COMPONENT, REF_SERIAL = (
    100_000_000,
    200_000_000,
    300_000_000,
    400_000_000,
    500_000_000,
)
ORDERS_PER_RAW_LOT = 8
# product codes
MADE, UNTRACKED, RAW, COMPONENT, SERIAL, SPARE_LEVEL = 1000, 2000, 3000, 4000, 4001, 7
POOL_PRODUCTS = 5


def mixed(*terms):
    """SQL for a scattered non-negative number made of the given integer expressions."""
    total = " + ".join(
        f"({term})::bigint * {factor}" for term, factor in zip(terms, (7919, 104729, 1299709), strict=False)
    )
    # mod() and not the % sign, which the driver would read as a parameter
    return f"(mod(mod({total}, 2147483648) * 2654435761, 4294967296) / 16)"


def instant(phase, *terms):
    """SQL for a scattered instant inside a phase."""
    seconds = f"mod({mixed(*terms)}, {SPREAD_S})"
    return f"({START} + {phase} * interval '{PHASE_DAYS} days' + {seconds} * interval '1 second')"


def families(size):
    """Rows (f, slot, shipped, bad, unbuilds, pools, widths): the bad ones first."""
    rows = [
        (f, f % SLOTS, family.shipped, family.bad, family.unbuilds, family.pools, list(family.widths))
        for f, family in enumerate(size.bad, 1)
    ]
    for n in range(size.ordinary):
        unbuilds, pools = int(n % 10 == 0), int(n % 5 == 0)
        rows.append((101 + n, (101 + n) % SLOTS, ORDINARY.shipped, 0, unbuilds, pools, list(ORDINARY.widths)))
    return rows


def unbuilt(size):
    """Rows (f, i): final orders that are taken apart again; none with a second main input."""
    rows = []
    for f, _slot, _shipped, _bad, unbuilds, _pools, widths in families(size):
        rows += [(f, n if widths[-1] < 10 else 3 + n % 7 + 10 * (n // 7)) for n in range(unbuilds)]
    return rows


ORDERS = f"""
    CREATE TEMP TABLE b_order ON COMMIT DROP AS
    WITH drafts AS (
        SELECT 'main' AS kind, f, slot, level, i, widths[level] AS width, {MADE} + level * 100 + slot AS product,
               EXISTS (SELECT FROM b_unbuilt u WHERE u.f = b_family.f AND u.i = i.i AND level = 6) AS own_raw,
               {instant("level", "f", "level", "i.i")} AS at
          FROM b_family, generate_series(1, 6) level, LATERAL generate_series(0, widths[level] - 1) i(i)
        UNION ALL
        SELECT kind, f, slot, 2 + spare, i, NULL,
               CASE spare WHEN 1 THEN {MADE} + {SPARE_LEVEL} * 100 + slot
                          ELSE {UNTRACKED} + mod(batch, {POOL_PRODUCTS}) END,
               false, {START} + 2 * interval '{PHASE_DAYS} days' + batch * ({SPREAD_S} / batches) * interval '1 second'
                      + spare * interval '30 minutes'
          FROM (SELECT f, slot, n AS i, (row_number() OVER (ORDER BY f, n) - 1)::int AS batch,
                       (count(*) OVER ())::int AS batches
                  FROM b_family, LATERAL generate_series(0, pools - 1) n) pools,
               (VALUES ('pool', 0), ('spare', 1)) step(kind, spare)
        UNION ALL
        SELECT 'reuse', f, slot, 6, i, NULL, {MADE} + 600 + slot, false, {instant(9, "f", "i")}
          FROM b_unbuilt JOIN b_family USING (f)
        UNION ALL
        SELECT 'serial', 0, 0, 0, i, NULL, {SERIAL}, false, {instant(3, "i")}
          FROM generate_series(1, %(serial_orders)s) i
    )
    SELECT (row_number() OVER (ORDER BY at, kind, f, level, i))::int AS o, *,
           mod(slot, 3) AS variant
      FROM drafts
"""

# main input, the second one of every tenth order, and for two in ten one of another family
MAIN_USES = f"""
    INSERT INTO b_use
    SELECT o.o, 0, p.product, p.o, 4
      FROM b_order o JOIN b_family fam USING (f)
      JOIN b_order p ON p.f = o.f AND p.kind = 'main' AND p.level = o.level - 1
                    AND p.i = o.i::bigint * fam.widths[o.level - 1] / o.width
     WHERE o.kind = 'main' AND o.level > 1
    UNION ALL
    SELECT o.o, 0, p.product, p.o, 2
      FROM b_order o JOIN b_family fam USING (f)
      JOIN b_order p ON p.f = o.f AND p.kind = 'main' AND p.level = o.level - 1
                    AND p.i = mod(o.i::bigint * fam.widths[o.level - 1] / o.width + 1, fam.widths[o.level - 1])
     WHERE o.kind = 'main' AND o.level > 1 AND mod(o.i, 10) = 0 AND fam.widths[o.level - 1] > 1
    UNION ALL
    SELECT o.o, 0, p.product, p.o, 2
      FROM b_order o
      JOIN b_family other ON other.slot = o.slot AND other.f <> o.f
       AND other.f = 101 + mod(o.slot - mod(101, {SLOTS}) + {SLOTS}, {SLOTS})
                     + {SLOTS} * mod({mixed("o.f", "o.level", "o.i")}, %(ordinary)s / {SLOTS})
      JOIN b_order p ON p.f = other.f AND p.kind = 'main' AND p.level = o.level - 1
                    AND p.i = mod({mixed("o.i", "o.f")}, other.widths[o.level - 1])
     WHERE o.kind = 'main' AND o.level > 1 AND mod(o.i, 10) IN (1, 2)
"""

RAW_USES = f"""
    INSERT INTO b_use
    SELECT o, part, {RAW} + level * 100 + part * 10 + variant,
           CASE WHEN own_raw THEN {REF_OWN} + o * 4 + part
                ELSE {REF_SHARED} + (level * 100 + part * 10 + variant) * 100000 + nth / {ORDERS_PER_RAW_LOT} END, 6
      FROM (SELECT *, row_number() OVER (PARTITION BY level, variant ORDER BY at, o) - 1 AS nth
              FROM b_order WHERE kind <> 'serial') o,
           generate_series(1, 3) part
     WHERE kind = 'main' OR kind = 'reuse' AND part > 1 OR kind IN ('pool', 'spare') AND part < 3
"""

SPECIAL_USES = f"""
    INSERT INTO b_use
    SELECT o.o, 1, {RAW} + 110 + variant, {REF_BAD} + f, 3
      FROM b_order o JOIN b_family USING (f) WHERE o.kind = 'main' AND level = 1 AND bad > 0
    UNION ALL
    SELECT o.o, 0, p.product, p.o, 2
      FROM b_order o JOIN b_family fam USING (f)
      JOIN b_order p ON p.f = o.f AND p.kind = 'main' AND p.level = 1 AND p.i = mod(o.i, fam.widths[1])
     WHERE o.kind = 'pool'
    UNION ALL
    SELECT o.o, 0, p.product, NULL, 10
      FROM b_order o JOIN b_order p ON p.kind = 'pool' AND p.f = o.f AND p.i = o.i WHERE o.kind = 'spare'
    UNION ALL
    SELECT o.o, 1, {RAW} + 610 + o.variant, {REF_OWN} + taken.o * 4 + 1, 3
      FROM b_order o JOIN b_order taken ON taken.own_raw AND taken.f = o.f AND taken.i = o.i WHERE o.kind = 'reuse'
    UNION ALL
    SELECT o.o, 0, {COMPONENT}, {REF_COMPONENT} + o.o * 1000 + n, 1
      FROM b_order o, generate_series(1, SERIALS) n WHERE o.kind = 'serial'
"""


def plan(cr, size):
    """Fill b_family, b_unbuilt, b_order and b_use (o, part, product, ref, qty)."""
    cr.execute(
        "CREATE TEMP TABLE b_family (f int, slot int, shipped int, bad int, unbuilds int, pools int, widths int[])"
        " ON COMMIT DROP;"
        "CREATE TEMP TABLE b_unbuilt (f int, i int) ON COMMIT DROP;"
        "CREATE TEMP TABLE b_use (o int, part int, product int, ref bigint, qty numeric) ON COMMIT DROP"
    )
    for row in families(size):
        cr.execute("INSERT INTO b_family VALUES %s", (row,))
    for row in unbuilt(size):
        cr.execute("INSERT INTO b_unbuilt VALUES %s", (row,))
    parameters = {"serial_orders": size.serial_orders, "ordinary": max(size.ordinary, SLOTS)}
    cr.execute(ORDERS, parameters)
    cr.execute("CREATE INDEX ON b_order (o); CREATE INDEX ON b_order (f, kind, level, i); ANALYZE b_order")
    cr.execute(MAIN_USES, parameters)
    cr.execute(RAW_USES)
    cr.execute(SPECIAL_USES.replace("SERIALS", str(size.serials)))
    cr.execute("CREATE INDEX ON b_use (o); CREATE INDEX ON b_use (ref); ANALYZE b_use")
