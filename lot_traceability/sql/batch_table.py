"""The database itself keeps batch records: frozen content stays, and no record goes."""

from . import kept_table

TABLE = "lot_batch_record"
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
    return kept_table.close(TABLE, _BODY)


def drop():
    """SQL that takes the triggers away (uninstalling)."""
    return kept_table.drop(TABLE)
