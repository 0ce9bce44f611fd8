"""Questions about formats of lot numbers, and the statement that counts."""

from odoo.tools import SQL


def longest_code(format_ids):
    """One row: the longest internal reference among products with lots that these formats number."""
    return SQL(
        """
        SELECT product.default_code
          FROM product_product product
          JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE product.active
           AND product.default_code > ''
           AND template.tracking != 'none'
           AND (template.lot_number_format_id = ANY(%(ids)s)
                OR template.lot_number_format_id IS NULL AND EXISTS (
                    SELECT FROM product_category own
                      JOIN product_category above ON own.parent_path LIKE above.parent_path || '%%'
                     WHERE own.id = template.categ_id AND above.lot_number_format_id = ANY(%(ids)s)))
         ORDER BY length(product.default_code) DESC, product.default_code
         LIMIT 1
        """,
        ids=list(format_ids),
    )


def last(key):
    return SQL("SELECT value FROM lot_number_counter WHERE key = %s", key)


def add(key, count):
    """Count on; gives the new value."""
    return _change(key, count, SQL("lot_number_counter.value + %s", count))


def raise_to(key, value):
    """Count on to a value, never back; gives the new value."""
    return _change(key, value, SQL("GREATEST(lot_number_counter.value, %s)", value))


def _change(key, start, changed):
    return SQL(
        "INSERT INTO lot_number_counter (key, value) VALUES (%s, %s)"
        " ON CONFLICT (key) DO UPDATE SET value = %s RETURNING value",
        key,
        start,
        changed,
    )
