"""A table that the database itself keeps: triggers refuse what its guard does not let pass, and emptying it."""

from odoo.tools import SQL


def close(table, body):
    """SQL that puts the triggers on a table, again and again without harm.

    Args:
        body: of a plpgsql trigger function; returns the row, or raises.
    """
    body = body.replace("%", "%%")
    return SQL(
        f"""
        CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$;
        DROP TRIGGER IF EXISTS {table}_guard ON {table};
        CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_guard();
        ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_guard;
        DROP TRIGGER IF EXISTS {table}_truncate ON {table};
        CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard();
        ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_truncate
        """
    )


def drop(table):
    """SQL that takes the function away, and the triggers with it (uninstalling)."""
    return SQL(f"DROP FUNCTION IF EXISTS {table}_guard() CASCADE")
