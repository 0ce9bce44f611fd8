from .models.report_stock_quantity import LEAVING
from .sql import audit_tables, batch_table, check_table, guard, procedure_table, signature_table


def uninstall_hook(env):
    """Drop what belongs to no model: functions, triggers and plain tables of ledger, signatures, guard."""
    # Odoo would drop its own view along with our tables, and not make it again.
    env["report.stock.quantity"].with_context(**{LEAVING: True}).init()
    env.cr.execute(audit_tables.drop())
    env.cr.execute(signature_table.drop())
    env.cr.execute(batch_table.drop())
    env.cr.execute(check_table.drop())
    env.cr.execute(procedure_table.drop())
    env.cr.execute(guard.drop())
