"""Lot numbers that only a careful eye tells apart: equal but for case and blanks."""

from odoo.tools import SQL

# Blanks of every kind, also those that a database does not count as blank in every locale (no-break, zero width).
# Upper and lower case are the database's: outside A to Z its locale decides.
# The index of stock.lot is made from this expression.
FOLDED = r"lower(regexp_replace({column}, '[\s\u00A0\u2000-\u200D\u202F\u2060\u3000\uFEFF]+', '', 'g'))"


def alike(lot_ids):
    """Pairs of (lot id, other lot id, other's company id or None) of one product, both in reach of one company.

    Equal names are left to Odoo's own rule, which refuses them.
    """
    return SQL(
        """
        SELECT lot.id, other.id, other.company_id
          FROM stock_lot lot
          JOIN stock_lot other
            ON other.product_id = lot.product_id
           AND %(other)s = %(own)s
           AND other.id != lot.id
           AND other.name != lot.name
           AND (other.company_id = lot.company_id OR other.company_id IS NULL OR lot.company_id IS NULL)
         WHERE lot.id = ANY(%(ids)s)
         ORDER BY lot.id, other.id
        """,
        own=SQL(FOLDED.format(column="lot.name")),
        other=SQL(FOLDED.format(column="other.name")),
        ids=list(lot_ids),
    )


def alike_name(product_id, name, company_id):
    """Name of a lot of the product, in reach of the company, that is almost this one."""
    return SQL(
        "SELECT name FROM stock_lot WHERE product_id = %(product)s AND %(column)s = %(value)s AND name != %(name)s"
        " AND (company_id = %(company)s OR company_id IS NULL) ORDER BY id LIMIT 1",
        product=product_id,
        column=SQL(FOLDED.format(column="name")),
        value=SQL(FOLDED.format(column="%s::text"), name),
        name=name,
        company=company_id,
    )
