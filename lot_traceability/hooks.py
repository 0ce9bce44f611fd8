from .sql import audit_tables


def uninstall_hook(env):
    """Drop what belongs to no model: functions, triggers and plain tables of the audit ledger."""
    env.cr.execute(audit_tables.drop())
