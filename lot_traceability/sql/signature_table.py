"""The database itself keeps signatures: nothing of one changes but that it becomes void, once."""

from odoo.tools import SQL

from . import kept_table

TABLE = "lot_signature"
VOID_COLUMNS = ("voided_at", "void_reason", "void_by", "void_user_id")

_BODY = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
       AND to_jsonb(NEW) - {columns} = to_jsonb(OLD) - {columns} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A signature is never changed: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
""".format(columns="ARRAY[{}]".format(", ".join(f"'{name}'" for name in VOID_COLUMNS)))


def close():
    """SQL that puts the triggers on the table, again and again without harm."""
    return kept_table.close(TABLE, _BODY)


def drop():
    """SQL that takes the triggers away (uninstalling)."""
    return kept_table.drop(TABLE)


def touch(table, record_ids):
    """Write rows without changing them.

    Whoever writes them in the same instant then waits, and one of the two starts again and sees the other: under
    REPEATABLE READ a lock alone would let both commit, and a signature would stand under another content.
    """
    rows = SQL("SELECT id FROM %s WHERE id = ANY(%s) ORDER BY id FOR UPDATE", SQL.identifier(table), list(record_ids))
    return SQL("UPDATE %s SET write_date = write_date WHERE id IN (%s) RETURNING id", SQL.identifier(table), rows)
