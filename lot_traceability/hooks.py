from .sql import audit_tables, guard, signature_table


def uninstall_hook(env):
    """Drop what belongs to no model: functions, triggers and plain tables of ledger, signatures, guard."""
    env.cr.execute(audit_tables.drop())
    env.cr.execute(signature_table.drop())
    env.cr.execute(guard.drop())
