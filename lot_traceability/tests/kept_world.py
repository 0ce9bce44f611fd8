"""A world of a test class that is made once per process: later classes get its rows back as they were written.

Making a world through Odoo's own operations takes seconds, and dozens of classes begin with the same one. Each class
rolls its transaction back, so nothing of it is left. What the first wrote is therefore copied out of the database, and
copied in again by those after it, past triggers and foreign keys, as a restored backup would be.
"""

import io
import time
from typing import NamedTuple

from odoo.models import BaseModel
from odoo.sql_db import db_connect
from odoo.tools import SQL

_WORLDS = {}  # by name; None: a world that cannot be kept


class _Table(NamedTuple):
    """What was written into a table, as COPY tells it; ids of rows that were there before, changed or deleted."""

    name: str
    columns: SQL
    rows: bytes
    before: list


class _World(NamedTuple):
    tables: list
    attributes: dict
    day: str


def keep(case, name, build):
    """Have ``build()``, which sets attributes of the class and writes rows; or what it did in an earlier class.

    Only where the database role may write past foreign keys, and where no file was stored.
    """
    day = time.strftime("%Y-%m-%d")  # worlds are told relative to today
    known = _WORLDS.get(name)
    if known and known.day == day:
        _write(case.env, known.tables)
        for attribute, value in known.attributes.items():
            setattr(case, attribute, _alive(case.env, value))
    elif name in _WORLDS or not _may_keep(case.env):
        build()
    else:
        _WORLDS[name] = _made(case, build, day)


def _may_keep(env):
    return env.execute_query(SQL("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))[0][0]


def _made(case, build, day):
    """Build it and remember what it wrote; None when that cannot be told."""
    env, cr = case.env, case.env.cr
    env.flush_all()
    attributes, touched = set(vars(case)), _touched(cr)
    rows_before = {table: _keys(cr, table) for table in touched}
    # Whatever is written within a savepoint bears its number, or a later one where there is another within it.
    cr.execute("SAVEPOINT kept_world")
    cr.execute("CREATE TEMPORARY TABLE kept_world_mark AS SELECT 1 AS id")
    cr.execute("SELECT xmin::text::bigint FROM kept_world_mark")
    mark = cr.fetchone()[0]
    build()
    env.flush_all()
    with db_connect(cr.dbname).cursor() as other:  # not the registry's, which is ours in tests with a browser
        tables = [
            _read(cr, table, mark, rows_before.get(table) or _keys(other, table))
            for table, counts in _touched(cr).items()
            if counts != touched.get(table)
        ]
    cr.execute("DROP TABLE kept_world_mark; RELEASE SAVEPOINT kept_world")
    if not all(tables) or any(table.name == "ir_attachment" and table.rows for table in tables):
        return None
    found = {name: _frozen(value) for name, value in vars(case).items() if name not in attributes}
    return _World(tables, found, day)


def _touched(cr):
    """``{table: how much was written}`` in this transaction."""
    cr.execute(
        "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
        " WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd + n_tup_del > 0"
    )
    return {table: counts for table, *counts in cr.fetchall()}


def _has_id(cr, table):
    cr.execute("SELECT FROM information_schema.columns WHERE table_name = %s AND column_name = 'id'", (table,))
    return bool(cr.rowcount)


def _keys(cr, table):
    """What tells its rows apart."""
    key = SQL("id") if _has_id(cr, table) else SQL("row(t.*)::text")
    cr.execute(SQL("SELECT %s FROM %s t", key, SQL.identifier(table)))
    return {key for (key,) in cr.fetchall()}


def _read(cr, table, mark, rows_before):
    """The ``_Table``; None when rows without id are gone."""
    gone = rows_before - _keys(cr, table)
    if gone and not _has_id(cr, table):
        return None
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", (table,)
    )
    columns = SQL(", ").join(SQL.identifier(name) for (name,) in cr.fetchall())
    written = SQL("FROM %s WHERE xmin::text::bigint >= %s", SQL.identifier(table), mark)
    if _has_id(cr, table):
        cr.execute(SQL("SELECT id %s", written))
        gone |= rows_before.intersection(row for (row,) in cr.fetchall())
    out = io.BytesIO()
    cr.copy_expert(cr.mogrify(SQL("COPY (SELECT %s %s) TO STDOUT", columns, written)).decode(), out)
    return _Table(table, columns, out.getvalue(), sorted(gone))


def _write(env, tables):
    env.flush_all()
    cr = env.cr
    cr.execute("SET LOCAL session_replication_role = replica")
    for table in tables:
        name = SQL.identifier(table.name)
        if table.before:
            cr.execute(SQL("DELETE FROM %s WHERE id = ANY(%s)", name, table.before))
        into = SQL("COPY %s (%s) FROM STDIN", name, table.columns)
        cr.copy_expert(cr.mogrify(into).decode(), io.BytesIO(table.rows))
    cr.execute("SET LOCAL session_replication_role = origin")
    env.invalidate_all(flush=False)
    env.registry.clear_all_caches()


def _frozen(value):
    """Records by their ids."""
    if isinstance(value, BaseModel):
        return _Records(value._name, value.ids, dict(value.env.context))
    return value


def _alive(env, value):
    return env(context=value.context)[value.model].browse(value.ids) if isinstance(value, _Records) else value


class _Records(NamedTuple):
    model: str
    ids: list
    context: dict
