"""What the audit ledger knows for a batch record."""

import json

from odoo.tools import SQL


def disposition_changes(lot_ids):
    """Changes of the disposition of lots, oldest first: SQL of rows (lot_id, instant, disposition before)."""
    return SQL(
        """
        SELECT entry.res_id, entry.at, entry.content::jsonb -> 'before' ->> 'disposition'
          FROM lot_audit_entry entry
         WHERE entry.about @> ANY(%s::jsonb[]) AND entry.code = 'disposition_changed' AND entry.model = 'stock.lot'
         ORDER BY entry.id
        """,
        [json.dumps([f"stock.lot,{lot_id}"]) for lot_id in lot_ids],
    )
