"""Consignees of a case and their lots, made from the frozen rows of a revision with one statement each.

Nothing is deleted: what a later revision no longer holds stands at zero, since somebody may have been told of it.
"""

from odoo.tools import SQL

# Whoever the records do not name still counts.
CONSIGNEE_KEY = SQL("coalesce(line.commercial_partner_id::text, '?')")
LOT_KEY = SQL("coalesce(line.lot_id::text, '?' || coalesce(line.product_id::text, ''))")
# Customers of other companies have a name ("Customer 1 of …") and no number: their company's own case tells them.
COUNTS = SQL("line.excluded IS NOT TRUE AND (line.commercial_partner_id IS NOT NULL OR line.customer IS NULL)")


def follow_merged(recall_id):
    """Where Odoo merged a partner into another one, the case goes on with that one."""
    return SQL(
        """
        UPDATE lot_recall_consignee AS old SET key = old.partner_id::text
         WHERE old.recall_id = %(recall)s
           AND old.partner_id IS NOT NULL
           AND old.key <> old.partner_id::text
           AND NOT EXISTS (SELECT FROM lot_recall_consignee other
                            WHERE other.recall_id = old.recall_id AND other.partner_id = old.partner_id
                              AND (other.key = old.partner_id::text OR other.id < old.id))
        """,
        recall=recall_id,
    )


def merged(recall_id):
    """(the one who goes on, the other) of consignees of a case who are one partner by now.

    Who goes is known by the number of another partner: nearly nobody, so thousands are not compared with thousands.
    """
    return SQL(
        """
        SELECT kept.id, gone.id
          FROM lot_recall_consignee gone
          JOIN lot_recall_consignee kept
            ON kept.recall_id = gone.recall_id AND kept.partner_id = gone.partner_id AND kept.id <> gone.id
         WHERE gone.recall_id = %s AND gone.key IS DISTINCT FROM gone.partner_id::text
           AND kept.key = kept.partner_id::text
         ORDER BY gone.id
        """,
        recall_id,
    )


def put_consignees(revision_id, uid):
    """Make or bring up to date the consignees of a revision; contacts stay as they are.

    Rows that stay as they are are not touched, here and below: notices go out and answers come in meanwhile.
    """
    return SQL(
        """
        WITH wanted AS MATERIALIZED (
            SELECT line.recall_id, line.company_id, %(key)s AS key, min(line.commercial_partner_id) AS number,
                   coalesce(min(line.customer), '?') AS name, min(line.date) FILTER (WHERE line.qty > 0) AS since,
                   max(line.date) FILTER (WHERE line.qty > 0) AS until
              FROM lot_recall_delivery line
             WHERE line.revision_id = %(revision)s AND %(counts)s
             GROUP BY line.recall_id, line.company_id, %(key)s
            HAVING bool_or(line.qty > 0)
        ), changed AS (
            UPDATE lot_recall_consignee old
               SET delivered_from = least(old.delivered_from, wanted.since),
                   delivered_until = greatest(old.delivered_until, wanted.until)
              FROM wanted
             WHERE old.recall_id = wanted.recall_id AND old.key = wanted.key
               AND (least(old.delivered_from, wanted.since), greatest(old.delivered_until, wanted.until))
                   IS DISTINCT FROM (old.delivered_from, old.delivered_until)
        )
        INSERT INTO lot_recall_consignee
               (recall_id, company_id, key, partner_number, partner_id, name, country_id, recipient, delivered_from,
                delivered_until, state, channel, follow_up_level, is_in_scope,
                create_uid, create_date, write_uid, write_date)
        SELECT wanted.recall_id, wanted.company_id, wanted.key, wanted.number, partner.id, wanted.name,
               partner.country_id, partner.recall_recipient, wanted.since, wanted.until, 'to_notify', 'none', 0, TRUE,
               %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
          FROM wanted
          LEFT JOIN res_partner partner ON partner.id = wanted.number
         WHERE NOT EXISTS (SELECT FROM lot_recall_consignee old
                            WHERE old.recall_id = wanted.recall_id AND old.key = wanted.key)
         ORDER BY wanted.name, wanted.key
        """,
        key=CONSIGNEE_KEY,
        counts=COUNTS,
        revision=revision_id,
        uid=uid,
    )


def _got(revision_id):
    """Rows of what each consignee got of each lot by a revision.

    What came back since the launch is told of as received, and does not make less of what went out.
    """
    return SQL(
        """
        SELECT consignee.id AS consignee_id, consignee.recall_id, consignee.company_id, %(lot_key)s AS key,
               min(lot.id) AS lot_id, min(line.lot) AS lot, min(scope.identifiers) AS identifiers,
               min(line.product) AS product, min(line.uom) AS uom,
               coalesce(sum(line.qty) FILTER (WHERE line.qty > 0), 0) AS shipped_qty,
               coalesce(-sum(line.qty) FILTER (WHERE line.qty < 0), 0) AS returned_qty, sum(line.qty) AS net_qty
          FROM lot_recall_delivery line
          JOIN lot_recall_consignee consignee
            ON consignee.recall_id = line.recall_id AND consignee.key = %(key)s
          LEFT JOIN stock_lot lot ON lot.id = line.lot_id
          LEFT JOIN lot_recall_lot scope
            ON scope.revision_id = line.revision_id AND scope.lot_id = line.lot_id
         WHERE line.revision_id = %(revision)s AND %(counts)s
           AND NOT (line.qty < 0 AND EXISTS (SELECT FROM lot_recall_back back
                                              WHERE back.recall_id = line.recall_id
                                                AND back.move_line_id = line.move_line_id
                                                AND back.consignee_lot_id IS NOT NULL))
         GROUP BY consignee.id, consignee.recall_id, consignee.company_id, %(lot_key)s
        """,
        key=CONSIGNEE_KEY,
        lot_key=LOT_KEY,
        counts=COUNTS,
        revision=revision_id,
    )


def put_lots(recall_id, revision_id):
    """Put in what each consignee got of each lot by a revision; what they answered stays."""
    return SQL(
        """
        WITH wanted AS MATERIALIZED (%(got)s
        ), there AS MATERIALIZED (
            SELECT old.id, wanted.*
              FROM wanted
              JOIN lot_recall_consignee_lot old ON old.consignee_id = wanted.consignee_id AND old.key = wanted.key
        ), changed AS (
            UPDATE lot_recall_consignee_lot old
               SET lot = there.lot, identifiers = there.identifiers, product = there.product, uom = there.uom,
                   shipped_qty = there.shipped_qty, returned_qty = there.returned_qty, net_qty = there.net_qty
              FROM there
             WHERE old.id = there.id
               AND (old.lot, old.identifiers, old.product, old.uom, old.shipped_qty, old.returned_qty, old.net_qty)
                   IS DISTINCT FROM (there.lot, there.identifiers, there.product, there.uom, there.shipped_qty,
                                     there.returned_qty, there.net_qty)
        ), gone AS (
            UPDATE lot_recall_consignee_lot SET shipped_qty = 0, returned_qty = 0, net_qty = 0
             WHERE recall_id = %(recall)s AND (shipped_qty <> 0 OR returned_qty <> 0 OR net_qty <> 0)
               AND id NOT IN (SELECT there.id FROM there)
        )
        INSERT INTO lot_recall_consignee_lot
               (consignee_id, recall_id, company_id, key, lot_id, lot, identifiers, product, uom, shipped_qty,
                returned_qty, net_qty, had_qty, used_qty, sold_on_qty, destroyed_qty, corrected_qty, returning_qty,
                received_qty, is_answered)
        SELECT wanted.*, 0, 0, 0, 0, 0, 0, 0, FALSE
          FROM wanted
         WHERE NOT EXISTS (SELECT FROM lot_recall_consignee_lot old
                            WHERE old.consignee_id = wanted.consignee_id AND old.key = wanted.key)
         ORDER BY consignee_id, product, lot
        """,
        got=_got(revision_id),
        recall=recall_id,
    )


def mark_scope(recall_id):
    """Whether each consignee got anything by the current quantities; who did not is neither told nor waited for."""
    return SQL(
        """
        UPDATE lot_recall_consignee consignee SET is_in_scope = NOT is_in_scope
         WHERE recall_id = %s
           AND is_in_scope <> EXISTS (SELECT FROM lot_recall_consignee_lot line
                                       WHERE line.consignee_id = consignee.id AND line.shipped_qty > 0)
        """,
        recall_id,
    )


def choose_contacts(revision_id):
    """Find for each consignee without contact the person to write to, and the way to reach them.

    The recall contact; else whoever has a usable address: the customer's own mailbox, a person there, the address
    that got the goods; else somebody with a phone; else the customer's postal address. A customer's own mailbox comes
    before a person: people leave. Archived contacts are not written to, an archived customer is.
    """
    return SQL(
        """
        WITH fit AS (
            SELECT consignee.id AS consignee_id, person.id, person.name, person.email_normalized AS email,
                   nullif(person.phone, '') AS phone, person.lang, coalesce(person.street, person.city) AS place,
                   row_number() OVER (PARTITION BY consignee.id ORDER BY
                       CASE WHEN person.is_recall_contact AND (person.email_normalized <> '' OR person.phone <> '')
                                THEN 0
                            WHEN coalesce(person.email_normalized, '') = ''
                                THEN CASE WHEN person.phone <> '' THEN 5 WHEN person.id = consignee.partner_id THEN 6
                                          ELSE 7 END
                            WHEN person.id = consignee.partner_id THEN 1
                            WHEN person.type = 'contact' THEN 2
                            WHEN address.partner_id IS NOT NULL THEN 3
                            ELSE 4 END,
                       (coalesce(person.email_normalized, '') <> '') DESC, person.id = consignee.partner_id DESC,
                       person.id) AS place_in_line
              FROM lot_recall_consignee consignee
              JOIN res_partner person ON person.commercial_partner_id = consignee.partner_id
              LEFT JOIN (SELECT DISTINCT partner_id FROM lot_recall_delivery WHERE revision_id = %(revision)s) address
                ON address.partner_id = person.id
             WHERE consignee.recall_id = (SELECT recall_id FROM lot_recall_revision WHERE id = %(revision)s)
               AND consignee.contact_id IS NULL AND consignee.email IS NULL AND consignee.channel = 'none'
               AND consignee.unreachable_reason IS NULL
               AND (person.active OR person.id = consignee.partner_id)
               AND (person.company_id IS NULL OR person.company_id = consignee.company_id)
        )
        UPDATE lot_recall_consignee consignee
           SET contact_id = fit.id, contact_name = fit.name, email = nullif(fit.email, ''), phone = fit.phone,
               lang = coalesce(fit.lang, customer.lang),
               channel = CASE WHEN fit.email <> '' THEN 'mail' WHEN fit.phone <> '' THEN 'phone'
                              WHEN fit.place <> '' THEN 'post' ELSE 'none' END
          FROM fit, res_partner customer
         WHERE fit.place_in_line = 1 AND fit.consignee_id = consignee.id AND customer.id = consignee.partner_id
        """,
        revision=revision_id,
    )
