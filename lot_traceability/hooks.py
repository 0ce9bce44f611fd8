from .sql import audit_tables, batch_table, check_table, guard, procedure_table, signature_table


def uninstall_hook(env):
    """Drop what belongs to no model: functions, triggers and plain tables of ledger, signatures, guard."""
    env.cr.execute(audit_tables.drop())
    env.cr.execute(signature_table.drop())
    env.cr.execute(batch_table.drop())
    env.cr.execute(check_table.drop())
    env.cr.execute(procedure_table.drop())
    env.cr.execute(guard.drop())
