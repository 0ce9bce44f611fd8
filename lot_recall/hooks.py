"""Uninstalling leaves nothing behind in the database."""

from .sql import frozen_rows


def uninstall_hook(env):
    """Take the triggers away before Odoo drops the tables, and their function with them."""
    env.execute_query(frozen_rows.drop_function())
