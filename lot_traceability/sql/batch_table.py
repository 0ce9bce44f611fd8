"""The database itself keeps batch records: frozen content stays, and no record goes."""

from odoo.tools import SQL

FUNCTION = "lot_batch_record_guard"
FROZEN = ("lot_id", "version", "content", "content_hash", "frozen_at", "profile", "company_id")

_BODY = """
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.content IS NULL OR ({old}) IS NOT DISTINCT FROM ({new})) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND OLD.content IS NULL THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A frozen batch record is never changed: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
""".format(old=", ".join(f"OLD.{name}" for name in FROZEN), new=", ".join(f"NEW.{name}" for name in FROZEN))


def close():
    """SQL that puts the triggers on the table, again and again without harm."""
    body = _BODY.replace("%", "%%")
    return SQL(
        f"""
        CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$;
        DROP TRIGGER IF EXISTS lot_batch_record_guard ON lot_batch_record;
        CREATE TRIGGER lot_batch_record_guard BEFORE UPDATE OR DELETE ON lot_batch_record
            FOR EACH ROW EXECUTE FUNCTION {FUNCTION}();
        ALTER TABLE lot_batch_record ENABLE ALWAYS TRIGGER lot_batch_record_guard;
        DROP TRIGGER IF EXISTS lot_batch_record_truncate ON lot_batch_record;
        CREATE TRIGGER lot_batch_record_truncate BEFORE TRUNCATE ON lot_batch_record
            FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}();
        ALTER TABLE lot_batch_record ENABLE ALWAYS TRIGGER lot_batch_record_truncate
        """
    )


def drop():
    """SQL that takes the function away, and the triggers with it (uninstalling)."""
    return SQL(f"DROP FUNCTION IF EXISTS {FUNCTION}() CASCADE")
