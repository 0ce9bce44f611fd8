"""The database itself keeps approved revisions of procedures: what people have read stays as it was."""

from . import kept_table

TABLE = "lot_procedure_version"
FROZEN = ("procedure_id", "revision", "effective_from", "content", "content_hash", "state")

_BODY = """
BEGIN
    IF OLD.content IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND ({old}) IS NOT DISTINCT FROM ({new}) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An approved procedure is never changed: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
""".format(old=", ".join(f"OLD.{name}" for name in FROZEN), new=", ".join(f"NEW.{name}" for name in FROZEN))


def close():
    """SQL that puts the triggers on the table, again and again without harm."""
    return kept_table.close(TABLE, _BODY)


def drop():
    """SQL that takes the triggers away (uninstalling)."""
    return kept_table.drop(TABLE)
