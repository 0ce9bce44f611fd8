"""Entries about one object."""

import json

from odoo.tools import SQL


def _about(model, res_id):
    return SQL("entry.about @> %s::jsonb", json.dumps([f"{model},{res_id}"]))


def page(model, res_id, company_ids, before, limit):
    """``(id, at, content, number or None)``, newest first, of companies that the reader is working in."""
    return SQL(
        """
        SELECT entry.id, entry.at, entry.content, seal.seq
          FROM lot_audit_entry entry
     LEFT JOIN lot_audit_seal seal ON seal.entry_id = entry.id
         WHERE %(about)s AND entry.company_id = ANY(%(companies)s) AND %(before)s
         ORDER BY entry.id DESC
         LIMIT %(limit)s
        """,
        about=_about(model, res_id),
        companies=list(company_ids),
        before=SQL("entry.id < %s", before) if before else SQL("TRUE"),
        limit=limit,
    )


def count_hidden(model, res_id, company_ids):
    return SQL(
        "SELECT count(*) FROM lot_audit_entry entry WHERE %s AND entry.company_id != ALL(%s)",
        _about(model, res_id),
        list(company_ids),
    )
