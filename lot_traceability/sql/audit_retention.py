"""Which entries were kept long enough, which are held, and taking them away."""

import json

from odoo.tools import SQL

from . import audit_tables

# What accounts for the rest never goes.
KEPT_FOREVER = ("home", "retention", "erasure", "legal_hold", "legal_hold_lifted")


def due(company_id, cutoffs, any_cutoff, holds):
    """Subselect ``(id, seq, at)`` of sealed entries that were kept long enough and that nothing holds.

    Args:
        company_id: Whose ledger.
        cutoffs: ``{model: instant}``; entries about objects of this kind go when they are older.
        any_cutoff: The same for all other entries; None keeps them.
        holds: Conditions of ``held``.
    """
    old = [SQL("entry.model = %s AND entry.at < %s", model, at) for model, at in cutoffs.items()]
    if any_cutoff:
        others = SQL("entry.model IS NULL OR entry.model != ALL(%s)", list(cutoffs))
        old.append(SQL("(%s) AND entry.at < %s", others, any_cutoff))
    return SQL(
        """
        SELECT entry.id, seal.seq, entry.at
          FROM lot_audit_entry entry
          JOIN lot_audit_seal seal ON seal.entry_id = entry.id
         WHERE entry.company_id = %(company)s AND entry.code != ALL(%(kept)s) AND (%(old)s) AND (%(held)s) IS NOT TRUE
        """,
        company=company_id,
        kept=list(KEPT_FOREVER),
        old=SQL(" OR ").join(SQL("(%s)", item) for item in old) if old else SQL("FALSE"),
        held=SQL(" OR ").join(holds) if holds else SQL("FALSE"),
    )


def held(model, res_id, since, until):
    """Condition of entries that one hold keeps; every part may be empty."""
    parts = [SQL("TRUE")]
    if model and res_id:
        parts.append(SQL("entry.about @> %s::jsonb", json.dumps([f"{model},{res_id}"])))
    if since:
        parts.append(SQL("entry.at >= %s", since))
    if until:
        parts.append(SQL("entry.at < %s", until))
    return SQL("(%s)", SQL(" AND ").join(parts))


def summary(due_entries):
    """``(how many, first instant, last instant)``."""
    return SQL("SELECT count(*), min(due.at), max(due.at) FROM (%s) due", due_entries)


def ranges(due_entries):
    """``(first number, last number)`` of each stretch."""
    return SQL(
        """
        SELECT min(seq), max(seq)
          FROM (SELECT due.seq, due.seq - row_number() OVER (ORDER BY due.seq) AS stretch FROM (%s) due) numbered
         GROUP BY stretch
         ORDER BY 1
        """,
        due_entries,
    )


def allow(run):
    """Let entries and their personal data go in this transaction; "" ends it."""
    return SQL(
        "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
        audit_tables.RETENTION,
        run,
        audit_tables.ERASURE,
        run,
    )


def remove(company_id, first, last):
    """Take the entries of a stretch of numbers away, with their personal data."""
    return SQL(
        """
        WITH gone AS (
            DELETE FROM lot_audit_entry entry
             USING lot_audit_seal seal
             WHERE seal.entry_id = entry.id AND seal.company_id = %s AND seal.seq BETWEEN %s AND %s
         RETURNING entry.id
        )
        DELETE FROM lot_audit_personal USING gone WHERE entry_id = gone.id
        """,
        company_id,
        first,
        last,
    )


def with_personal(entry_ids):
    """Those of these entries whose personal data is still there."""
    return SQL("SELECT entry_id FROM lot_audit_personal WHERE entry_id = ANY(%s) ORDER BY 1", list(entry_ids))


def personal(entry_ids):
    return SQL("SELECT entry_id, data FROM lot_audit_personal WHERE entry_id = ANY(%s)", list(entry_ids))


def held_among(entry_ids, holds):
    """Those of these entries that a hold keeps."""
    return SQL(
        "SELECT entry.id FROM lot_audit_entry entry WHERE entry.id = ANY(%s) AND (%s)",
        list(entry_ids),
        SQL(" OR ").join(holds) if holds else SQL("FALSE"),
    )


def erase(entry_ids):
    return SQL("DELETE FROM lot_audit_personal WHERE entry_id = ANY(%s)", list(entry_ids))
