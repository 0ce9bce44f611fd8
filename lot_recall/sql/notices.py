"""The queue of notices: filled with one statement for thousands of consignees."""

from odoo.tools import SQL

from .consignees import CONSIGNEE_KEY, COUNTS, LOT_KEY


def queue(consignee_ids, revision_id, kind, step, state, uid):
    """Queue a notice for each consignee who can be told, unless that very one was queued before; returns (id,).

    Args:
        state: of e-mails, "queued" or "sandbox"; a call or a letter by post waits for a person ("to_do").
    """
    return SQL(
        """
        INSERT INTO lot_recall_notice
               (consignee_id, recall_id, company_id, revision_id, kind, step, channel, state, queued_at, attempts,
                create_uid, create_date, write_uid, write_date)
        SELECT consignee.id, consignee.recall_id, consignee.company_id, %(revision)s, %(kind)s, %(step)s,
               consignee.channel,
               CASE WHEN %(state)s = 'sandbox' OR consignee.channel = 'mail' THEN %(state)s ELSE 'to_do' END,
               now() AT TIME ZONE 'UTC', 0, %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
          FROM lot_recall_consignee consignee
         WHERE consignee.id = ANY(%(consignees)s) AND consignee.channel <> 'none'
         ORDER BY consignee.id
        ON CONFLICT (consignee_id, revision_id, kind, step) DO NOTHING
        RETURNING id
        """,
        revision=revision_id,
        kind=kind,
        step=step,
        state=state,
        uid=uid,
        consignees=sorted(consignee_ids),
    )


def overtake(consignee_ids, revision_id):
    """What still waits to be told of an earlier revision need not be told any more: the new notice holds it all."""
    return SQL(
        """
        UPDATE lot_recall_notice SET state = 'cancelled'
         WHERE consignee_id = ANY(%s) AND revision_id <> %s AND state IN ('queued', 'to_do', 'sandbox')
        """,
        sorted(consignee_ids),
        revision_id,
    )


def keep_still(recall_id):
    """Lock what of a case waits to be sent; rows that have changed since this transaction began make it start again."""
    return SQL(
        """
        SELECT id FROM lot_recall_notice
         WHERE recall_id = %s AND state IN ('queued', 'sending')
         ORDER BY id
           FOR NO KEY UPDATE
        """,
        recall_id,
    )


def sent_but_not_noted():
    """(notice id,) of mails that went out, of which their consignees do not know yet."""
    return SQL(
        """
        SELECT notice.id
          FROM lot_recall_notice notice
          JOIN lot_recall_consignee consignee ON consignee.id = notice.consignee_id
         WHERE notice.state = 'sent' AND (consignee.notified_at IS NULL OR consignee.notified_at < notice.sent_at)
         ORDER BY notice.id
        """
    )


def with_more(old_revision_id, new_revision_id):
    """(consignee id,) of those who, by the new revision, got a lot or a quantity that the old one did not hold."""
    return SQL(
        """
        WITH got AS (
            SELECT line.revision_id,
                   coalesce(merged.key, %(key)s) AS who, %(lot_key)s AS what,
                   sum(line.qty) AS qty
              FROM lot_recall_delivery line
              LEFT JOIN lot_recall_consignee merged
                ON merged.recall_id = line.recall_id AND merged.partner_number = line.commercial_partner_id
             WHERE line.revision_id IN (%(old)s, %(new)s) AND %(counts)s AND line.qty > 0
             GROUP BY 1, 2, 3
        )
        SELECT DISTINCT consignee.id
          FROM got fresh
          JOIN lot_recall_revision revision ON revision.id = fresh.revision_id
          JOIN lot_recall_consignee consignee ON consignee.recall_id = revision.recall_id AND consignee.key = fresh.who
          LEFT JOIN got old ON old.revision_id = %(old)s AND old.who = fresh.who AND old.what = fresh.what
         WHERE fresh.revision_id = %(new)s AND fresh.qty > coalesce(old.qty, 0)
         ORDER BY consignee.id
        """,
        key=CONSIGNEE_KEY,
        lot_key=LOT_KEY,
        counts=COUNTS,
        old=old_revision_id,
        new=new_revision_id,
    )
