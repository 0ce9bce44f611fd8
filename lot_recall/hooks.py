"""Uninstalling leaves nothing behind in the database."""

from .sql import frozen_rows


def uninstall_hook(env):
    """Take the triggers away before Odoo drops the tables, and their function with them."""
    env.execute_query(frozen_rows.drop_function())
    numbers = env.ref("lot_recall.lot_recall_sequence", raise_if_not_found=False)
    if numbers:
        numbers.date_range_ids.unlink()  # Odoo deletes them by cascade, which leaves PostgreSQL's own sequences
