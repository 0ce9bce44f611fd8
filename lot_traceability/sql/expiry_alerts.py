"""Lots in stock whose age may have to be told, and keeping what was told."""

from odoo.tools import SQL


def aging(company, until):
    """Lots that expire: one row per lot of this company's stock that expires or is due before an instant.

    Returns:
        Query of rows (lot, product, template, category path, expiration, removal, alert, quantity, told stage, told
        expiration).
    """
    return SQL(
        """
        SELECT lot.id, lot.product_id, product.product_tmpl_id, category.parent_path,
               lot.expiration_date, lot.removal_date, lot.alert_date, SUM(quant.quantity),
               MIN(told.stage_id), MIN(told.expiration_date)
          FROM stock_quant quant
          JOIN stock_location place ON place.id = quant.location_id AND place.usage = 'internal'
          JOIN stock_lot lot ON lot.id = quant.lot_id AND lot.expiration_date IS NOT NULL
          JOIN product_product product ON product.id = lot.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id AND template.use_expiration_date
     LEFT JOIN product_category category ON category.id = template.categ_id
     LEFT JOIN lot_expiry_alert told ON told.lot_id = lot.id AND told.company_id = quant.company_id
         WHERE quant.company_id = %(company)s
           AND (lot.expiration_date < %(until)s OR lot.removal_date < %(until)s OR lot.alert_date < %(until)s)
      GROUP BY lot.id, product.id, category.id
        HAVING SUM(quant.quantity) > 0
      ORDER BY lot.expiration_date, lot.id
        """,
        company=company,
        until=until,
    )


def keep(company, user, rows):
    """Keep that a user was told of these ``(lot, stage, expiration date)``, each replacing what was told before."""
    lots, stages, dates = zip(*rows)
    return SQL(
        """
        INSERT INTO lot_expiry_alert (lot_id, company_id, stage_id, expiration_date, user_id, told_at,
                                      create_uid, create_date, write_uid, write_date)
             SELECT row.lot, %(company)s, row.stage, row.expiration, %(user)s, now() AT TIME ZONE 'UTC',
                    %(user)s, now() AT TIME ZONE 'UTC', %(user)s, now() AT TIME ZONE 'UTC'
               FROM unnest(%(lots)s::int[], %(stages)s::int[], %(dates)s::timestamp[]) AS row(lot, stage, expiration)
        ON CONFLICT (lot_id, company_id)
          DO UPDATE SET stage_id = excluded.stage_id, expiration_date = excluded.expiration_date,
                        user_id = excluded.user_id, told_at = excluded.told_at, write_date = excluded.write_date
        """,
        company=company,
        user=user,
        lots=list(lots),
        stages=list(stages),
        dates=list(dates),
    )
