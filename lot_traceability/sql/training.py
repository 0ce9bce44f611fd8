"""Who has to have read which procedure until when: one row per person and revision."""

from odoo.tools import SQL

OPEN, OVERDUE, SOON, DONE = "open", "overdue", "soon", "done"
SOON_DAYS = 30  # so long before its day a refresher may be signed


def matrix(today):
    """Rows of everybody who needs a procedure, for the revision that holds and for approved later ones.

    A reading is due ``reading_days`` after the revision holds, or after the account was made if that is later; read
    once, it is due again ``refresh_months`` after the last reading, if there are any.

    Args:
        today: the day that decides what is overdue.
    """
    return SQL(
        """
        WITH RECURSIVE %(need)s, %(version)s, %(reading)s, %(due)s
        SELECT (user_id::bigint << 24) + version_id AS id, due.*,
               CASE WHEN due_on < %(today)s THEN 'overdue'
                    WHEN read_on IS NULL THEN 'open'
                    WHEN due_on <= %(today)s + %(soon)s THEN 'soon'
                    ELSE 'done' END AS state
          FROM due
        """,
        need=_NEED,
        version=_versions(SQL("%s::date", today)),
        reading=_READING,
        due=_DUE,
        today=SQL("%s::date", today),
        soon=SOON_DAYS,
    )


# Who needs which procedure: members of its groups, also by way of other groups, and people by name.
_NEED = SQL(
    """
    granted(needed, gid) AS (
        SELECT DISTINCT group_id, group_id FROM lot_procedure_group_rel
         UNION
        SELECT granted.needed, implied.gid
          FROM granted JOIN res_groups_implied_rel implied ON implied.hid = granted.gid
    ), need AS (
        SELECT rel.procedure_id, member.uid AS user_id
          FROM lot_procedure_group_rel rel
          JOIN granted ON granted.needed = rel.group_id
          JOIN res_groups_users_rel member ON member.gid = granted.gid
         UNION
        SELECT procedure_id, user_id FROM lot_procedure_user_rel
    )
    """
)

_READING = SQL(
    """
    reading AS (
        SELECT user_id, res_id, max(signed_at)::date AS read_on, count(*) AS read_count FROM lot_signature
         WHERE res_model = 'lot.procedure.version' AND meaning = 'training' AND voided_at IS NULL
         GROUP BY user_id, res_id
    )
    """
)

_DUE = SQL(
    """
    due AS (
        SELECT account.id AS user_id, procedure.id AS procedure_id, version.id AS version_id, procedure.company_id,
               version.effective_from, reading.read_on, COALESCE(reading.read_count, 0) AS read_count,
               CASE WHEN reading.read_on IS NULL
                    THEN GREATEST(version.effective_from, account.create_date::date) + procedure.reading_days
                    WHEN procedure.refresh_months > 0
                    THEN (reading.read_on + make_interval(months => procedure.refresh_months))::date
                END AS due_on
          FROM need
          JOIN lot_procedure procedure ON procedure.id = need.procedure_id AND procedure.active
          JOIN version ON version.procedure_id = procedure.id
          JOIN res_users account ON account.id = need.user_id AND account.active AND account.share IS NOT TRUE
     LEFT JOIN reading ON reading.user_id = account.id AND reading.res_id = version.id
         WHERE procedure.company_id IS NULL
            OR EXISTS (SELECT FROM res_company_users_rel rel
                        WHERE rel.user_id = account.id AND rel.cid = procedure.company_id)
    )
    """
)


def _versions(today):
    """The revision that holds, and approved later ones: people read before it holds."""
    return SQL(
        """
        version AS (
            (SELECT DISTINCT ON (procedure_id) id, procedure_id, effective_from FROM lot_procedure_version
              WHERE state = 'approved' AND effective_from <= %(today)s
              ORDER BY procedure_id, effective_from DESC, id DESC)
             UNION ALL
            SELECT id, procedure_id, effective_from FROM lot_procedure_version
             WHERE state = 'approved' AND effective_from > %(today)s
        )
        """,
        today=today,
    )
