"""Entries with their seals, as an export holds them."""

from odoo.tools import SQL


def rows(entry_ids):
    """``(entry id, company id, number, sealed at, previous hash, content hash, hash, content)``.

    Company by company in the order of the chain, what is not sealed yet last.
    """
    return SQL(
        """
        SELECT entry.id, entry.company_id, seal.seq, seal.sealed_at, previous.hash, seal.content_hash, seal.hash,
               entry.content
          FROM lot_audit_entry entry
     LEFT JOIN lot_audit_seal seal ON seal.entry_id = entry.id
     LEFT JOIN lot_audit_seal previous ON previous.company_id = seal.company_id AND previous.seq = seal.seq - 1
         WHERE entry.id = ANY(%s)
         ORDER BY entry.company_id, seal.seq NULLS LAST, entry.id
        """,
        list(entry_ids),
    )


def in_order(entry_ids):
    """The ids in the order of ``rows``."""
    return SQL(
        """
        SELECT entry.id
          FROM lot_audit_entry entry
     LEFT JOIN lot_audit_seal seal ON seal.entry_id = entry.id
         WHERE entry.id = ANY(%s)
         ORDER BY entry.company_id, seal.seq NULLS LAST, entry.id
        """,
        list(entry_ids),
    )


def longest(entry_ids):
    return SQL("SELECT coalesce(max(length(content)), 0) FROM lot_audit_entry WHERE id = ANY(%s)", list(entry_ids))
