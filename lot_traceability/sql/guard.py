"""Guard rows: one per lot and one per product, written only when a hold or a disposition changes.

Odoo runs REPEATABLE READ: a transaction reads the database as it was when it began. Whoever reserves or moves goods
takes FOR SHARE on the guard rows of their lots and products. PostgreSQL then compares the row that the transaction sees
with its newest version, and raises a serialization failure when they differ ("could not serialize access due to
concurrent update"); Odoo starts the transaction again, which now sees the hold. If the hold is not committed yet,
FOR SHARE waits for it. The other way round, writing the guard waits until everybody who took FOR SHARE has ended. So
either the goods left before the hold was committed, or they do not leave. Share locks do not block each other, and
stock_lot is not used as its own guard since deliveries update it.

``lot_guard``: rows of lots name their product too; ``lot_id`` is empty in the row of the product itself. Rows are made
by triggers in the transaction that makes the lot, so whoever sees the lot sees its guard.
"""

from odoo.tools import SQL

_TABLE = """
CREATE TABLE IF NOT EXISTS lot_guard (
    id bigserial PRIMARY KEY,
    product_id integer NOT NULL,
    lot_id integer,
    is_closed boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 0
);
"""
# After the rows, which are then written twice as fast.
_INDEXES = """
CREATE UNIQUE INDEX IF NOT EXISTS lot_guard_lot_idx ON lot_guard (lot_id) WHERE lot_id IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS lot_guard_product_idx ON lot_guard (product_id) WHERE lot_id IS NULL;
CREATE INDEX IF NOT EXISTS lot_guard_closed_idx ON lot_guard (product_id) WHERE is_closed;
"""
_FILL = """
INSERT INTO lot_guard (product_id) SELECT product.id FROM product_product product WHERE NOT EXISTS
    (SELECT FROM lot_guard guard WHERE guard.lot_id IS NULL AND guard.product_id = product.id) ORDER BY product.id;
INSERT INTO lot_guard (product_id, lot_id, is_closed)
    SELECT lot.product_id, lot.id, lot.disposition <> 'released' FROM stock_lot lot WHERE NOT EXISTS
    (SELECT FROM lot_guard guard WHERE guard.lot_id = lot.id) ORDER BY lot.id;
"""
FUNCTIONS = {
    "lot_guard_add_lots": "INSERT INTO lot_guard (product_id, lot_id, is_closed) "
    "SELECT product_id, id, disposition <> 'released' FROM added ORDER BY id; RETURN NULL;",
    "lot_guard_add_products": "INSERT INTO lot_guard (product_id) SELECT id FROM added ORDER BY id; RETURN NULL;",
    "lot_guard_take_lots": "DELETE FROM lot_guard WHERE lot_id IN (SELECT id FROM gone); RETURN NULL;",
    "lot_guard_take_products": "DELETE FROM lot_guard WHERE product_id IN (SELECT id FROM gone); RETURN NULL;",
    "lot_guard_move_lot": "UPDATE lot_guard SET product_id = NEW.product_id WHERE lot_id = NEW.id; RETURN NULL;",
}
_ADDED, _GONE = "REFERENCING NEW TABLE AS added FOR EACH STATEMENT", "REFERENCING OLD TABLE AS gone FOR EACH STATEMENT"
TRIGGERS = {
    "lot_guard_add_lots": ("stock_lot", f"AFTER INSERT ON stock_lot {_ADDED}"),
    "lot_guard_add_products": ("product_product", f"AFTER INSERT ON product_product {_ADDED}"),
    "lot_guard_take_lots": ("stock_lot", f"AFTER DELETE ON stock_lot {_GONE}"),
    "lot_guard_take_products": ("product_product", f"AFTER DELETE ON product_product {_GONE}"),
    "lot_guard_move_lot": (
        "stock_lot",
        "AFTER UPDATE OF product_id ON stock_lot FOR EACH ROW WHEN (OLD.product_id IS DISTINCT FROM NEW.product_id)",
    ),
}


def create():
    """SQL that makes the table, its rows and triggers, or mends what is missing of them."""
    statements = [_TABLE, _FILL, _INDEXES]
    for name, body in FUNCTIONS.items():
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$BEGIN {body} END$body$;"
        )
        table, when = TRIGGERS[name]
        statements.append(f"DROP TRIGGER IF EXISTS {name} ON {table};")
        statements.append(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}();")
    return SQL("\n".join(statements))


def drop():
    """SQL that takes all of it away."""
    functions = " ".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE;" for name in FUNCTIONS)
    return SQL(functions + "DROP TABLE IF EXISTS lot_guard;")


def _of(lot_ids, product_ids):
    return SQL("(lot_id = ANY(%s) OR (lot_id IS NULL AND product_id = ANY(%s)))", sorted(lot_ids), sorted(product_ids))


def share(lot_ids, product_ids):
    """Lock against changes of holds and dispositions; rows (lot id or None, product id) of closed ones.

    Rows are locked in the order of their ids, the same in which ``take`` locks them.
    """
    return SQL(
        "WITH locked AS MATERIALIZED"
        " (SELECT lot_id, product_id, is_closed FROM lot_guard WHERE %s ORDER BY id FOR SHARE)"
        " SELECT lot_id, product_id FROM locked WHERE is_closed",
        _of(lot_ids, product_ids),
    )


def take(lot_ids, product_ids):
    """Lock for writing: wait until nobody who goes by the old state is on the way any more."""
    return SQL("SELECT id FROM lot_guard WHERE %s ORDER BY id FOR NO KEY UPDATE", _of(lot_ids, product_ids))


def refresh(lot_ids, product_ids):
    """Write what holds and dispositions say now; the new version makes older snapshots fail."""
    return SQL(
        """
        UPDATE lot_guard guard
           SET version = version + 1,
               is_closed = EXISTS (SELECT FROM lot_hold hold
                                    WHERE hold.state = 'open' AND hold.lot_id = guard.lot_id)
                        OR (guard.lot_id IS NULL AND EXISTS (SELECT FROM lot_hold hold
                                    WHERE hold.state = 'open' AND hold.product_id = guard.product_id
                                      AND hold.lot_id IS NULL))
                        OR EXISTS (SELECT FROM stock_lot lot
                                    WHERE lot.id = guard.lot_id AND lot.disposition <> 'released')
         WHERE %s
        """,
        _of(lot_ids, product_ids),
    )


def closed_products():
    """Products of which any lot, or all, is closed."""
    return SQL("SELECT DISTINCT product_id FROM lot_guard WHERE is_closed")
