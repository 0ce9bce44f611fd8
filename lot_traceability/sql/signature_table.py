"""The database itself keeps signatures: nothing of one changes but that it becomes void, once."""

from odoo.tools import SQL

FUNCTION = "lot_signature_guard"
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
    body = _BODY.replace("%", "%%")
    return SQL(
        f"""
        CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$;
        DROP TRIGGER IF EXISTS lot_signature_guard ON lot_signature;
        CREATE TRIGGER lot_signature_guard BEFORE UPDATE OR DELETE ON lot_signature
            FOR EACH ROW EXECUTE FUNCTION {FUNCTION}();
        ALTER TABLE lot_signature ENABLE ALWAYS TRIGGER lot_signature_guard;
        DROP TRIGGER IF EXISTS lot_signature_truncate ON lot_signature;
        CREATE TRIGGER lot_signature_truncate BEFORE TRUNCATE ON lot_signature
            FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}();
        ALTER TABLE lot_signature ENABLE ALWAYS TRIGGER lot_signature_truncate
        """
    )


def drop():
    """SQL that takes the function away, and the triggers with it (uninstalling)."""
    return SQL(f"DROP FUNCTION IF EXISTS {FUNCTION}() CASCADE")


def touch(table, record_ids):
    """Write rows without changing them.

    Whoever writes them in the same instant then waits, and one of the two starts again and sees the other: under
    REPEATABLE READ a lock alone would let both commit, and a signature would stand under another content.
    """
    rows = SQL("SELECT id FROM %s WHERE id = ANY(%s) ORDER BY id FOR UPDATE", SQL.identifier(table), list(record_ids))
    return SQL("UPDATE %s SET write_date = write_date WHERE id IN (%s) RETURNING id", SQL.identifier(table), rows)
