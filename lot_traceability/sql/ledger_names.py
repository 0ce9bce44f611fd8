"""Question: what are these records called? One query, whatever their kinds and number."""

from odoo.tools import SQL

from .planner import written_once

# Models whose name is a column of their table; others are asked through display_name.
NAME_COLUMNS = {
    "res.partner": "complete_name",
    "stock.location": "complete_name",
    "stock.picking": "name",
    "stock.scrap": "name",
    "stock.move": "reference",
    "mrp.production": "name",
    "mrp.unbuild": "name",
    "repair.order": "name",
    "lot.declared.link": "document",
}


@written_once
def names(tables: tuple, *more) -> SQL:
    """model, ids, names; a row without ids for models of which none is wanted, and for what is done at the end.

    Args:
        tables: rows (model, table, column of the name).
        more: the ids of each of them, lists; then the text expression that is evaluated at the end.
    """
    *ids, end = more
    at_end = SQL(" UNION ALL SELECT %s, NULL, NULL", end)
    named = SQL(" UNION ALL ").join(
        SQL(
            "SELECT %s, array_agg(id), array_agg(%s) FROM %s WHERE id = ANY(%s)",
            model, SQL.identifier(column), SQL.identifier(table), of_table,
        )
        for (model, table, column), of_table in zip(tables, ids, strict=True)
    )  # fmt: skip
    return SQL("%s%s", named, at_end)


@written_once
def products(product_ids: list, lang: str) -> SQL:
    """id, name, internal reference, reference unit, whether it is a variant with attribute values."""
    return SQL(
        """SELECT product.id, %s
             FROM product_product product
             JOIN product_template template ON template.id = product.product_tmpl_id
             JOIN uom_uom uom ON uom.id = template.uom_id
            WHERE product.id = ANY(%s)""",
        product_columns(lang),
        product_ids,
    )


def product_columns(lang: str) -> SQL:
    """What ``products`` tells after the id."""
    return SQL(
        """COALESCE(template.name->>%(lang)s, template.name->>'en_US'), product.default_code,
           COALESCE(uom.name->>%(lang)s, uom.name->>'en_US'),
           EXISTS (SELECT FROM product_variant_combination c WHERE c.product_product_id = product.id)""",
        lang=lang,
    )


@written_once
def customers(partner_ids: list) -> SQL:
    """id, the company or person behind an address."""
    return SQL("SELECT id, commercial_partner_id FROM res_partner WHERE id = ANY(%s)", partner_ids)
