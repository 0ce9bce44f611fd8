"""Consignees of a case and their lots, made from the frozen rows of a revision with one statement each.

Nothing is deleted: what a later revision no longer holds stands at zero, since somebody may have been told of it.
"""

from odoo.tools import SQL

# Whoever the records do not name still counts; customers of other companies come without number but with a name.
_CONSIGNEE_KEY = SQL("coalesce(line.commercial_partner_id::text, '?' || coalesce(line.customer, ''))")
_LOT_KEY = SQL("coalesce(line.lot_id::text, '?' || coalesce(line.product, ''))")


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


def upsert_consignees(revision_id, uid):
    """Make or bring up to date the consignees of a revision; contacts stay as they are."""
    return SQL(
        """
        INSERT INTO lot_recall_consignee AS old
               (recall_id, company_id, key, partner_number, partner_id, name, country_id, delivered_from,
                delivered_until, state, channel, follow_up_level, is_in_scope,
                create_uid, create_date, write_uid, write_date)
        SELECT line.recall_id, line.company_id, %(key)s, min(line.commercial_partner_id), min(partner.id),
               coalesce(min(line.customer), '?'), min(partner.country_id),
               min(line.date) FILTER (WHERE line.qty > 0), max(line.date) FILTER (WHERE line.qty > 0),
               'to_notify', 'none', 0, TRUE, %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
          FROM lot_recall_delivery line
          LEFT JOIN res_partner partner ON partner.id = line.commercial_partner_id
         WHERE line.revision_id = %(revision)s AND line.excluded IS NOT TRUE
         GROUP BY line.recall_id, line.company_id, %(key)s
        HAVING bool_or(line.qty > 0)
         ORDER BY 6, 3
        ON CONFLICT (recall_id, key) DO UPDATE
           SET delivered_from = least(old.delivered_from, excluded.delivered_from),
               delivered_until = greatest(old.delivered_until, excluded.delivered_until)
        """,
        key=_CONSIGNEE_KEY,
        revision=revision_id,
        uid=uid,
    )


def clear_quantities(recall_id):
    """Before the quantities of another revision are put in."""
    return SQL(
        "UPDATE lot_recall_consignee_lot SET shipped_qty = 0, returned_qty = 0, net_qty = 0 WHERE recall_id = %s",
        recall_id,
    )


def upsert_lots(revision_id):
    """Put in what each consignee got of each lot by a revision; what they answered stays.

    What came back since the launch is told of as received, and does not make less of what went out.
    """
    return SQL(
        """
        INSERT INTO lot_recall_consignee_lot AS old
               (consignee_id, recall_id, company_id, key, lot_id, lot, identifiers, product, uom, shipped_qty,
                returned_qty, net_qty, had_qty, used_qty, sold_on_qty, destroyed_qty, corrected_qty, returning_qty,
                received_qty, is_answered)
        SELECT consignee.id, consignee.recall_id, consignee.company_id, %(lot_key)s, min(lot.id), min(line.lot),
               min(scope.identifiers), min(line.product), min(line.uom),
               coalesce(sum(line.qty) FILTER (WHERE line.qty > 0), 0),
               coalesce(-sum(line.qty) FILTER (WHERE line.qty < 0), 0),
               sum(line.qty), 0, 0, 0, 0, 0, 0, 0, FALSE
          FROM lot_recall_delivery line
          JOIN lot_recall_consignee consignee
            ON consignee.recall_id = line.recall_id AND consignee.key = %(key)s
          LEFT JOIN stock_lot lot ON lot.id = line.lot_id
          LEFT JOIN lot_recall_lot scope ON scope.revision_id = line.revision_id AND scope.lot_id = line.lot_id
         WHERE line.revision_id = %(revision)s AND line.excluded IS NOT TRUE
           AND NOT (line.qty < 0 AND EXISTS (SELECT FROM lot_recall_back back
                                              WHERE back.recall_id = line.recall_id
                                                AND back.move_line_id = line.move_line_id
                                                AND back.consignee_lot_id IS NOT NULL))
         GROUP BY consignee.id, consignee.recall_id, consignee.company_id, %(lot_key)s
         ORDER BY consignee.id, min(line.product), min(line.lot)
        ON CONFLICT (consignee_id, key) DO UPDATE
           SET identifiers = excluded.identifiers, shipped_qty = excluded.shipped_qty,
               returned_qty = excluded.returned_qty, net_qty = excluded.net_qty
        """,
        key=_CONSIGNEE_KEY,
        lot_key=_LOT_KEY,
        revision=revision_id,
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
