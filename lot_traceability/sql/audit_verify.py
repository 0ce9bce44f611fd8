"""What a verification reads: rows of a chain, entries outside it, and whether the guards stand as we made them."""

from odoo.tools import SQL

from . import audit_tables


def rows(company_id, after, limit):
    """Seals after a number with their entries, as ``kernel.audit_report.Row`` without ``previous``."""
    return SQL(
        """
        SELECT seal.seq, seal.entry_id, seal.content_hash, seal.hash,
               (extract(epoch FROM seal.sealed_at) * 1000000)::bigint,
               entry.content, personal.salt, personal.data
          FROM (SELECT * FROM lot_audit_seal WHERE company_id = %(company)s AND seq > %(after)s
                 ORDER BY seq LIMIT %(limit)s) seal
     LEFT JOIN lot_audit_entry entry ON entry.id = seal.entry_id
     LEFT JOIN lot_audit_personal personal ON personal.entry_id = seal.entry_id
         ORDER BY seal.seq
        """,
        company=company_id,
        after=after,
        limit=limit,
    )


def seal(company_id, seq):
    return SQL("SELECT hash FROM lot_audit_seal WHERE company_id = %s AND seq = %s", company_id, seq)


def loose(company_id, limit):
    """Entries without seal: ``(entry id, waits?, for long?)``; waiting ones without entry: ``(entry id, None, …)``."""
    return SQL(
        """
        (SELECT entry.id, pending.entry_id IS NOT NULL, entry.at < now() AT TIME ZONE 'UTC' - interval '1 hour'
           FROM lot_audit_entry entry
      LEFT JOIN lot_audit_seal seal ON seal.entry_id = entry.id
      LEFT JOIN lot_audit_pending pending ON pending.entry_id = entry.id AND pending.company_id = entry.company_id
          WHERE entry.company_id = %(company)s AND seal.entry_id IS NULL
          ORDER BY entry.id LIMIT %(limit)s)
          UNION ALL
        (SELECT pending.entry_id, NULL, FALSE
           FROM lot_audit_pending pending
      LEFT JOIN lot_audit_entry entry ON entry.id = pending.entry_id
          WHERE pending.company_id = %(company)s AND entry.id IS NULL
          ORDER BY pending.entry_id LIMIT %(limit)s)
        """,
        company=company_id,
        limit=limit,
    )


def waiting_accounts(company_id):
    """Contents of entries that account for missing rows and wait to be sealed."""
    return SQL(
        "SELECT entry.content FROM lot_audit_pending pending JOIN lot_audit_entry entry ON entry.id = pending.entry_id"
        " WHERE pending.company_id = %s AND entry.code IN ('retention', 'erasure')",
        company_id,
    )


def companies():
    """Companies that have a chain, entries that wait for one, or anchors."""
    return SQL(
        """
        WITH RECURSIVE sealed(company_id) AS (
            (SELECT min(company_id) FROM lot_audit_seal)
             UNION ALL
            (SELECT (SELECT min(seal.company_id) FROM lot_audit_seal seal WHERE seal.company_id > sealed.company_id)
               FROM sealed WHERE sealed.company_id IS NOT NULL)
        )
        SELECT company_id FROM sealed WHERE company_id IS NOT NULL
         UNION SELECT company_id FROM lot_audit_pending
         UNION SELECT company_id FROM lot_audit_anchor
         ORDER BY 1
        """
    )


def anchors(company_id):
    return SQL("SELECT seq, hash, sent_to, at FROM lot_audit_anchor WHERE company_id = %s ORDER BY seq", company_id)


def guards():
    """``(table, trigger, enabled, kind, function, arguments, is it bare?)`` of the triggers on our tables."""
    return SQL(
        """
        SELECT class.relname, trigger.tgname, trigger.tgenabled::text, trigger.tgtype::int, proc.proname,
               rtrim(encode(trigger.tgargs, 'escape'), '\\000'),
               trigger.tgqual IS NULL AND cardinality(trigger.tgattr::int2[]) = 0
          FROM pg_trigger trigger
          JOIN pg_class class ON class.oid = trigger.tgrelid
          JOIN pg_proc proc ON proc.oid = trigger.tgfoid
         WHERE class.oid = ANY(%s::regclass[]) AND NOT trigger.tgisinternal
        """,
        list(audit_tables.TABLES),
    )


def odd_tables():
    """Those of our tables that may hide, swallow or lose rows: rules, row security, no write-ahead log."""
    return SQL(
        """
        SELECT relname FROM pg_class
         WHERE oid = ANY(%s::regclass[])
           AND (relkind != 'r' OR relpersistence != 'p' OR relhasrules OR relrowsecurity)
         ORDER BY relname
        """,
        list(audit_tables.TABLES),
    )


def functions():
    """``(name, body)`` of the functions that the triggers call."""
    return SQL(
        "SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s) AND pronamespace = current_schema()::regnamespace",
        list(audit_tables.FUNCTIONS),
    )


def computed_columns(table):
    """``(column, term)`` of the computed columns of a table."""
    return SQL(
        """
        SELECT attname, pg_get_expr(adbin, adrelid)
          FROM pg_attribute
          JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = %s::regclass AND attgenerated = 's'
        """,
        table,
    )
