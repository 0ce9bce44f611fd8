"""Heads of the chains and their anchors."""

from odoo.tools import SQL


def new_heads(company_ids):
    """``(company id, number, hash)`` of the heads that are newer than the last anchor of their company."""
    return SQL(
        """
        SELECT company.id, head.seq, head.hash
          FROM unnest(%s::int[]) AS company(id)
          JOIN LATERAL (
                SELECT seq, hash FROM lot_audit_seal WHERE company_id = company.id ORDER BY seq DESC LIMIT 1
               ) head ON TRUE
         WHERE NOT EXISTS (SELECT FROM lot_audit_anchor WHERE company_id = company.id AND seq >= head.seq)
         ORDER BY company.id
        """,
        list(company_ids),
    )


def add(company_id, seq, digest, at, sent_to):
    return SQL(
        "INSERT INTO lot_audit_anchor (company_id, seq, hash, at, sent_to) VALUES (%s, %s, %s, %s, %s)",
        company_id,
        seq,
        digest,
        at,
        sent_to,
    )
