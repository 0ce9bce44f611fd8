"""Questions of the sealer, which chains committed entries."""

from odoo.tools import SQL

LOCK_CLASS = 0x4C4F5441  # "LOTA": keeps our advisory locks apart from others'


def try_lock(company_id):
    """No row at all where the tables are gone, right after uninstalling."""
    return SQL(
        "SELECT pg_try_advisory_lock(%s, %s) WHERE to_regclass('lot_audit_pending') IS NOT NULL", LOCK_CLASS, company_id
    )


def unlock(company_id):
    return SQL("SELECT pg_advisory_unlock(%s, %s)", LOCK_CLASS, company_id)


def companies_waiting():
    return SQL("SELECT DISTINCT company_id FROM lot_audit_pending ORDER BY company_id")


def is_waiting(company_id):
    return SQL(
        "SELECT EXISTS (SELECT FROM lot_audit_pending pending JOIN lot_audit_entry entry ON entry.id = pending.entry_id"
        " WHERE pending.company_id = %s)",
        company_id,
    )


def waiting(company_id, limit):
    """Rows (entry_id, content hash) that wait to be sealed, oldest first."""
    return SQL(
        """
        SELECT entry.id, sha256(convert_to(entry.content, 'UTF8'))
          FROM lot_audit_pending pending
          JOIN lot_audit_entry entry ON entry.id = pending.entry_id
         WHERE pending.company_id = %s
         ORDER BY pending.entry_id
         LIMIT %s
        """,
        company_id,
        limit,
    )


def head(company_id):
    """The last seal of a company: (seq, hash)."""
    return SQL("SELECT seq, hash FROM lot_audit_seal WHERE company_id = %s ORDER BY seq DESC LIMIT 1", company_id)


def add(company_id, sealed_at, rows):
    """Add seals ``(seq, entry_id, content_hash, hash)`` and take their entries off the waiting list."""
    seqs, entries, contents, hashes = zip(*rows)
    return SQL(
        """
        WITH added AS (
            INSERT INTO lot_audit_seal (company_id, seq, entry_id, content_hash, hash, sealed_at)
            SELECT %(company)s, seal.seq, seal.entry_id, seal.content_hash, seal.hash, %(at)s
              FROM unnest(%(seqs)s::bigint[], %(entries)s::bigint[], %(contents)s::bytea[], %(hashes)s::bytea[])
                AS seal(seq, entry_id, content_hash, hash)
         RETURNING entry_id
        )
        DELETE FROM lot_audit_pending
         USING added
         WHERE lot_audit_pending.company_id = %(company)s AND lot_audit_pending.entry_id = added.entry_id
        """,
        company=company_id,
        at=sealed_at,
        seqs=list(seqs),
        entries=list(entries),
        contents=[bytes(item) for item in contents],
        hashes=[bytes(item) for item in hashes],
    )


def last_home(company_id):
    """Content of the newest sealed entry that says which database the chain lives in."""
    return SQL(
        """
        SELECT entry.content
          FROM lot_audit_entry entry
          JOIN lot_audit_seal seal ON seal.entry_id = entry.id
         WHERE entry.company_id = %s AND entry.code = 'home'
         ORDER BY seal.seq DESC
         LIMIT 1
        """,
        company_id,
    )


def database():
    """(oid of the database, Odoo's uuid of it, whether the server's own number may be read)."""
    return SQL(
        """
        SELECT (SELECT oid::bigint FROM pg_database WHERE datname = current_database()),
               (SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'),
               has_function_privilege('pg_control_system()', 'EXECUTE')
        """
    )


def server():
    """The number that PostgreSQL gave to this server when it was made; a restored server keeps it."""
    return SQL("SELECT system_identifier::text FROM pg_control_system()")
