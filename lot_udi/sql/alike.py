"""Which names look like one that was scanned or typed: letters and digits that people take for one another."""

from odoo.tools import SQL

from ..kernel.checks import LOOKS, LOOKS_AS, as_it_looks

MOST = 2  # two already leave it open which is meant


def _looks(column, text):
    return SQL("translate(upper(%s), %s, %s) = %s", SQL.identifier(column), LOOKS, LOOKS_AS, as_it_looks(text))


def lots(product_ids: list[int], name: str) -> SQL:
    """Ids of lots of these products whose number looks like ``name``, not more than tell whether there is one."""
    return SQL(
        "SELECT id FROM stock_lot WHERE product_id = ANY(%s) AND name <> %s AND %s ORDER BY id LIMIT %s",
        product_ids, name, _looks("name", name), MOST,
    )  # fmt: skip


def identifiers(agency: str, di: str) -> SQL:
    """Ids of device identifiers of an agency that look like ``di``, not more than tell whether there is one."""
    return SQL(
        "SELECT id FROM lot_udi_di WHERE agency = %s AND name <> %s AND %s ORDER BY id LIMIT %s",
        agency, di, _looks("name", di), MOST,
    )  # fmt: skip
