"""Question: what are these records called? One query per kind of record, whatever their number."""

from odoo.tools import SQL

# Document models whose name is a column of their table; others are asked through display_name.
NAME_COLUMNS = {
    "stock.picking": "name",
    "stock.scrap": "name",
    "stock.move": "reference",
    "mrp.production": "name",
    "mrp.unbuild": "name",
    "repair.order": "name",
    "lot.declared.link": "document",
}


def documents(table: str, column: str, ids) -> SQL:
    """id, name of documents of one kind."""
    return SQL("SELECT id, %s FROM %s WHERE id = ANY(%s)", SQL.identifier(column), SQL.identifier(table), list(ids))


def partners(partner_ids) -> SQL:
    """id, full name (company, contact), the company or person behind an address."""
    return SQL("SELECT id, complete_name, commercial_partner_id FROM res_partner WHERE id = ANY(%s)", list(partner_ids))


def locations(location_ids) -> SQL:
    """id, full name of places."""
    return SQL("SELECT id, complete_name FROM stock_location WHERE id = ANY(%s)", list(location_ids))
