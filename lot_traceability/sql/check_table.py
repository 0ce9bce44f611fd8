"""The database itself keeps results of checks: rows are only added."""

from odoo.tools import SQL

FUNCTION = "lot_check_result_guard"

_BODY = """
BEGIN
    RAISE EXCEPTION 'A result of a check is never changed: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
"""


def close():
    """SQL that puts the triggers on the table, again and again without harm."""
    body = _BODY.replace("%", "%%")
    return SQL(
        f"""
        CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$;
        DROP TRIGGER IF EXISTS lot_check_result_guard ON lot_check_result;
        CREATE TRIGGER lot_check_result_guard BEFORE UPDATE OR DELETE ON lot_check_result
            FOR EACH ROW EXECUTE FUNCTION {FUNCTION}();
        ALTER TABLE lot_check_result ENABLE ALWAYS TRIGGER lot_check_result_guard;
        DROP TRIGGER IF EXISTS lot_check_result_truncate ON lot_check_result;
        CREATE TRIGGER lot_check_result_truncate BEFORE TRUNCATE ON lot_check_result
            FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}();
        ALTER TABLE lot_check_result ENABLE ALWAYS TRIGGER lot_check_result_truncate
        """
    )


def drop():
    """SQL that takes the function away, and the triggers with it (uninstalling)."""
    return SQL(f"DROP FUNCTION IF EXISTS {FUNCTION}() CASCADE")
