"""Rows about tracked units are of one company: those without are of their lot's, or of whoever entered them.

Else nobody would see them any more.
"""

from odoo.tools import SQL


def migrate(cr, version):
    for table in ("lot_udi_custody", "lot_udi_patient"):
        cr.execute(
            SQL(
                """
                UPDATE %s row
                   SET company_id = COALESCE(stock_lot.company_id, res_users.company_id)
                  FROM stock_lot, res_users
                 WHERE row.company_id IS NULL
                   AND stock_lot.id = row.lot_id
                   AND res_users.id = row.create_uid
                """,
                SQL.identifier(table),
            )
        )
