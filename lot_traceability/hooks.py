from .sql import audit_tables, signature_table


def uninstall_hook(env):
    """Drop what belongs to no model: functions, triggers and plain tables of ledger and signatures."""
    env.cr.execute(audit_tables.drop())
    env.cr.execute(signature_table.drop())
