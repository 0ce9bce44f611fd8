"""The database itself keeps results of checks: rows are only added."""

from . import kept_table

TABLE = "lot_check_result"

_BODY = """
BEGIN
    RAISE EXCEPTION 'A result of a check is never changed: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
"""


def close():
    """SQL that puts the triggers on the table, again and again without harm."""
    return kept_table.close(TABLE, _BODY)


def drop():
    """SQL that takes the triggers away (uninstalling)."""
    return kept_table.drop(TABLE)
