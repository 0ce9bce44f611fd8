"""Stock of products that expire, with its time band."""

from odoo.tools import SQL

# Bands in the order of the board: (value, days from today up to and including).
BANDS = (("1_week", 7), ("2_month", 30), ("3_quarter", 90), ("4_half_year", 180))
EXPIRED, LATER, NO_DATE = "0_expired", "5_later", "6_no_date"


def board(now, today, zone):
    """One row per quant of a place inside, of lots of products that expire.

    Args:
        now: naive UTC instant that decides what is expired.
        today: calendar day of it in the time zone.
        zone: time zone in which days are counted.
    """
    days_left = SQL("((lot.expiration_date AT TIME ZONE 'UTC' AT TIME ZONE %s)::date - %s::date)", zone, today)
    bands = SQL(" ").join(SQL("WHEN %s <= %s THEN %s", days_left, days, band) for band, days in BANDS)
    return SQL(
        """
        SELECT quant.id, quant.lot_id, quant.product_id, template.categ_id AS product_category_id, quant.location_id,
               quant.company_id, quant.package_id, quant.owner_id, quant.in_date, quant.quantity,
               quant.reserved_quantity, lot.production_date, lot.expiration_date, lot.removal_date, lot.disposition,
               lot.expiry_note, template.uom_id AS product_uom_id, company.currency_id,
               %(days_left)s AS days_left,
               CASE WHEN lot.expiration_date IS NULL THEN %(no_date)s
                    WHEN lot.expiration_date <= %(now)s THEN %(expired)s %(bands)s ELSE %(later)s END AS band,
               CASE WHEN quant.owner_id IS NOT NULL THEN 0 ELSE quant.quantity * COALESCE(
                    (product.standard_price ->> quant.company_id::text)::float, 0) END AS value
          FROM stock_quant quant
          JOIN stock_location place ON place.id = quant.location_id AND place.usage IN ('internal', 'transit')
          JOIN stock_lot lot ON lot.id = quant.lot_id
          JOIN product_product product ON product.id = quant.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id AND template.use_expiration_date
     LEFT JOIN res_company company ON company.id = quant.company_id
         WHERE quant.quantity > 0
        """,
        days_left=days_left,
        no_date=NO_DATE,
        now=now,
        expired=EXPIRED,
        bands=bands,
        later=LATER,
    )
