"""What the lot index costs when lines are marked done, and how big it is.

The cost is measured on a throw-away copy, since undone writes leave dead rows behind:
``python -m tests.benchmark.write_cost DATABASE JSON``.
"""

import json
import statistics
import sys
import time

LINES = 20_000

LOT_INDEXES = """
    SELECT c.relname, pg_get_indexdef(c.oid), pg_relation_size(c.oid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indrelid = 'stock_move_line'::regclass AND a.attname = 'lot_id' ORDER BY 1
"""


def lot_indexes(cr):
    """Rows (name, definition, bytes) of the indexes that begin with the lot."""
    cr.execute(LOT_INDEXES)
    return cr.fetchall()


def drop_lot_indexes(cr):
    """Inside the open transaction: Odoo as it is shipped. The caller rolls back."""
    for name, _definition, _bytes in lot_indexes(cr):
        cr.execute(f'DROP INDEX "{name}"')


def _columns(cr):
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema"
        " AND table_name = 'stock_move_line' AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'state')"
    )
    return ", ".join(name for (name,) in cr.fetchall())


def _mark_done(cr, columns):
    """Insert open copies of done lines, then time their way to done; milliseconds."""
    cr.execute("SELECT max(id) FROM stock_move_line")
    last = cr.fetchone()[0]
    cr.execute(
        f"INSERT INTO stock_move_line ({columns}, state) SELECT {columns}, 'assigned' FROM stock_move_line"
        " WHERE state = 'done' AND lot_id IS NOT NULL ORDER BY id DESC LIMIT %s",
        (LINES,),
    )
    started = time.perf_counter()
    cr.execute("UPDATE stock_move_line SET state = 'done' WHERE id > %s", (last,))
    return (time.perf_counter() - started) * 1000


def write_cost(cr, rounds=10):
    """Marking lines done with and without the lot index, in turns: medians in milliseconds, and of the pairs' ratios.

    Nothing is committed. What a round leaves dead is cleared away before the next, as in a living database; a first
    round that is not counted reads the copy from the disk, and who is first in a round changes.
    """
    columns, spent = _columns(cr), {"with": [], "without": []}
    # triggers of foreign keys do not fire on the state; the tables' own ones do, as in production
    for number in range(rounds + 1):
        for word in sorted(spent, reverse=bool(number % 2)):
            if word == "without":
                drop_lot_indexes(cr)
            spent[word].append(_mark_done(cr, columns))
            cr.rollback()
            _clear_away(cr)
    pairs = [(with_index, without) for with_index, without in zip(*spent.values(), strict=True)][1:]
    return {
        "lines": LINES,
        "with_ms": statistics.median(pair[0] for pair in pairs),
        "without_ms": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(with_index / without for with_index, without in pairs),
    }


def _clear_away(cr):
    """Vacuum, which no transaction may hold."""
    cr._cnx.autocommit = True
    cr.execute("VACUUM stock_move_line")
    cr._cnx.autocommit = False


def index_size(cr):
    """Megabytes of the lot index in all and per million done lines."""
    cr.execute("SELECT count(*) FROM stock_move_line WHERE state = 'done'")
    lines = cr.fetchone()[0]
    total = sum(row[2] for row in lot_indexes(cr)) / 2**20
    return {
        "names": [row[0] for row in lot_indexes(cr)],
        "mb": total,
        "mb_per_million": total * 1e6 / max(lines, 1),
        "lines": lines,
    }


def main(database, file):
    from .session import environment

    with environment(database) as env, open(file, "w", encoding="utf-8") as out:
        json.dump(write_cost(env.cr), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
