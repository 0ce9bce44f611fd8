"""Whom a recall could not reach today: customers of the last years without any address to write to."""

from odoo.tools import SQL


def silent_customers(company_id, since):
    """Rows (partner id) of customers who got goods with lots since then, with no e-mail themselves or on a contact."""
    return _customers_without(company_id, since, SQL("coalesce(contact.email, '') <> ''"))


def customers_without_recall_contact(company_id, since):
    """Rows (partner id) of such customers of whom nobody who can be written to or called is for recalls."""
    reached = SQL("(coalesce(contact.email, '') <> '' OR coalesce(contact.phone, '') <> '')")
    return _customers_without(company_id, since, SQL("contact.is_recall_contact AND %s", reached))


def _customers_without(company_id, since, contact):
    return SQL(
        """
        SELECT DISTINCT customer.id
          FROM stock_picking picking
          JOIN res_partner address ON address.id = picking.partner_id
          JOIN res_partner customer ON customer.id = coalesce(address.commercial_partner_id, address.id)
         WHERE picking.state = 'done' AND picking.date_done >= %(since)s AND picking.company_id = %(company)s
           AND EXISTS (SELECT FROM stock_move_line line
                         JOIN stock_location dest ON dest.id = line.location_dest_id
                        WHERE line.picking_id = picking.id AND line.lot_id IS NOT NULL AND dest.usage = 'customer')
           AND NOT EXISTS (SELECT FROM res_partner contact
                            WHERE contact.commercial_partner_id = customer.id AND contact.active
                              AND %(contact)s)
        """,
        since=since,
        company=company_id,
        contact=contact,
    )
