"""Frozen rows of a recall revision: filled once by one statement per table, then closed by the database itself."""

from odoo.tools import SQL

REFUSE = "lot_recall_refuse_change"


def insert_rows(table, columns, rows_json, constants):
    """Fill a table from a JSON array.

    Args:
        table: name of the table.
        columns: ``{column: PostgreSQL type}``, the keys of the array's objects that are wanted.
        rows_json: text of a JSON array of objects; ``null`` where a value is absent.
        constants: ``{column: value}``, the same for every row.
    """
    names = SQL(", ").join(SQL.identifier(name) for name in [*constants, *columns])
    values = SQL(", ").join(
        [*(SQL("%s", value) for value in constants.values()), *(SQL.identifier("row", name) for name in columns)]
    )
    # The types are Odoo's own field types, never input.
    typed = SQL(", ").join(SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in columns.items())
    return SQL(
        "INSERT INTO %s (%s) SELECT %s FROM json_to_recordset(%s::json) AS row(%s)",
        SQL.identifier(table),
        names,
        values,
        rows_json,
        typed,
    )


def learn(table):
    """Have the planner look at a table; whoever else has it look there waits until this transaction ends."""
    return SQL("ANALYZE %s", SQL.identifier(table))


def refuse_change_function():
    """The trigger function that refuses every change; its sentence reaches the person who tried."""
    return SQL(
        """
        CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'A confirmed recall revision is evidence: %% in table %% is refused.', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END $$
        """,
        SQL.identifier(REFUSE),
    )


def close_table(table):
    """Statements that put the trigger on a table, again and again without harm."""
    name, trigger, function = SQL.identifier(table), SQL.identifier(f"{table}_frozen"), SQL.identifier(REFUSE)
    emptied = SQL.identifier(f"{table}_frozen_truncate")
    return [
        SQL("DROP TRIGGER IF EXISTS %s ON %s", trigger, name),
        SQL(
            "CREATE TRIGGER %s BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s()",
            trigger,
            name,
            function,
        ),
        SQL("DROP TRIGGER IF EXISTS %s ON %s", emptied, name),
        SQL(
            "CREATE TRIGGER %s BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()", emptied, name, function
        ),
    ]


def drop_function():
    """Take the function and every trigger with it away (uninstalling)."""
    return SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(REFUSE))
