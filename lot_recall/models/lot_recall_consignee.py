"""Consignees of a case: whoever got recalled goods from us, one row each whatever the number of deliveries.

    to notify ─▶ notified ─▶ acknowledged ─▶ answered ─▶ done        bounced: the last notice came back

Working data made from the frozen rows (``sql/consignees.py``); the state follows from what happened
(``kernel/consignee.py``). Name and quantities are snapshots: merging, archiving or renaming a partner loses nobody.
"""

from odoo import api, fields, models, tools

from ..kernel import consignee as kernel
from ..sql import consignees as sql
from ..sql import notices as notices_sql
from . import messages_notice as messages
from .many_rows import fill
from .res_partner import RECIPIENTS

STATES = [
    (kernel.BOUNCED, "Came back undelivered"),
    (kernel.TO_NOTIFY, "To notify"),
    (kernel.NOTIFIED, "No answer yet"),
    (kernel.ACKNOWLEDGED, "Acknowledged, quantities missing"),
    (kernel.ANSWERED, "Answered, not all settled"),
    (kernel.DONE, "Done"),
]
CHANNELS = [("mail", "E-mail"), ("phone", "Phone"), ("post", "Post"), ("none", "No way known")]
# What people may change: whom to reach and how. The rest is the program's.
CONTACT = {"contact_id", "contact_name", "email", "phone", "channel", "lang", "unreachable_reason", "recipient"}


class LotRecallConsignee(models.Model):
    _name = "lot.recall.consignee"
    _inherit = ["mail.thread"]
    _description = "Consignee of a recall"
    _order = "recall_id desc, name, id"
    _check_company_auto = True

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    recall_state = fields.Selection(related="recall_id.state", string="State of the recall")
    is_sandbox = fields.Boolean(related="recall_id.is_sandbox")
    key = fields.Char(required=True, readonly=True, help="Number of the customer; “?” where the records name nobody.")
    partner_number = fields.Integer("Customer number in the database", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", ondelete="set null", readonly=True)
    name = fields.Char("Consignee", required=True, readonly=True, help="As it was when the revision was frozen.")
    country_id = fields.Many2one("res.country", ondelete="set null", readonly=True)
    recipient = fields.Selection(RECIPIENTS, "Kind of consignee", tracking=True)
    delivered_from = fields.Datetime("First delivery", readonly=True)
    delivered_until = fields.Datetime("Last delivery", readonly=True)
    lot_ids = fields.One2many("lot.recall.consignee.lot", "consignee_id", "Lots", readonly=True)
    notice_ids = fields.One2many("lot.recall.notice", "consignee_id", "Notices", readonly=True)
    is_in_scope = fields.Boolean(
        "Concerned", readonly=True, default=True, help="Off: a later revision found that they got none of it."
    )

    contact_id = fields.Many2one("res.partner", "Contact", ondelete="set null", check_company=True)
    contact_name = fields.Char("Name of the contact", tracking=True)
    email = fields.Char("E-mail", tracking=True)
    phone = fields.Char(tracking=True)
    channel = fields.Selection(CHANNELS, "Told by", required=True, default="none", tracking=True)
    lang = fields.Selection(lambda self: self.env["res.lang"].get_installed(), "Language")
    unreachable_reason = fields.Char(
        "Cannot be told because", tracking=True, help="Out of business, unknown in the records … Keeps the case open."
    )

    first_notified_at = fields.Datetime("First notified", readonly=True)
    notified_at = fields.Datetime("Last notified", readonly=True)
    asked_at = fields.Datetime("Last notice", readonly=True, help="Without reminders, which are counted from here.")
    bounced_at = fields.Datetime("Came back", readonly=True)
    acknowledged_at = fields.Datetime("Acknowledged", readonly=True)
    answered_at = fields.Datetime("Answered", readonly=True)
    state = fields.Selection(STATES, compute="_compute_state", store=True, index=True)
    follow_up_level = fields.Integer("Reminders", readonly=True, aggregator=None)
    link_expires_at = fields.Datetime("Link works until", readonly=True)
    is_told_of = fields.Boolean("Every lot told of", compute="_compute_is_told_of")

    _key_unique = models.Constraint("UNIQUE (recall_id, key)", "A recall has each consignee once.")

    @api.depends("lot_ids.is_answered", "lot_ids.net_qty", "lot_ids.answered_net_qty")
    def _compute_is_told_of(self):
        for consignee in self:
            consignee.is_told_of = consignee.lot_ids._is_told_of()

    @api.depends(
        "notified_at", "bounced_at", "acknowledged_at", "answered_at", "is_in_scope", "lot_ids.is_answered",
        "lot_ids.net_qty", "lot_ids.answered_net_qty", "lot_ids.had_qty", "lot_ids.used_qty", "lot_ids.sold_on_qty",
        "lot_ids.destroyed_qty", "lot_ids.corrected_qty", "lot_ids.received_qty",
    )  # fmt: skip
    def _compute_state(self):
        for consignee in self:
            consignee.state = kernel.state(
                kernel.Facts(
                    notified_at=consignee.notified_at or None,
                    bounced_at=consignee.bounced_at or None,
                    acknowledged_at=consignee.acknowledged_at or None,
                    # A later revision may add a lot that nobody has told of yet.
                    answered_at=(consignee.is_told_of and consignee.answered_at) or None,
                    is_settled=consignee.lot_ids._is_settled(),
                    is_concerned=consignee.is_in_scope,
                )
            )

    @api.constrains("email", "channel")
    def _check_email(self):
        for consignee in self:
            if consignee.channel == "mail" and not tools.email_normalize(consignee.email or ""):
                raise messages.address_unusable(consignee)

    @api.onchange("contact_id")
    def _onchange_contact_id(self):
        if self.contact_id:
            vals = self._prepare_contact_vals(self.contact_id)
            self.update(vals)

    @api.model
    def _prepare_contact_vals(self, person):
        email = tools.email_normalize(person.email or "", strict=False)
        channel = "mail" if email else "phone" if person.phone else "post" if person.street or person.city else "none"
        return {
            "contact_name": person.name,
            "email": email,
            "phone": person.phone,
            "lang": person.lang,
            "channel": channel,
        }

    # --- rights ---

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise messages.rows_by_answers_only(self.env)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            own = {name for name in vals if name in self.env["mail.thread"]._fields}
            if vals.keys() - CONTACT - own:
                raise messages.rows_by_answers_only(self.env)
            for recall in self.recall_id:
                if vals.keys() & CONTACT and recall.state in ("closed", "cancelled"):
                    raise messages.case_is_over(recall)
        result = super().write(vals)
        if vals.keys() & {"channel", "email"}:
            self.env["lot.recall.notice"]._tell_late(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise messages.consignees_are_kept(self.env)

    # --- filling ---

    @api.model
    def _sync(self, recall, is_new=True):
        """Bring the consignees of a case up to its current revision; set-based, again and again without harm.

        The caller has checked that the user may confirm the case. Contacts that people chose stay.

        Args:
            is_new: whether the revision was frozen since; if not, only partners that were merged have moved its rows.
        """
        revision = recall.revision_id
        self.env.flush_all()
        self.env.execute_query(sql.follow_merged(recall.id))
        followed = self.env.cr.rowcount
        if self._join_merged(recall) or followed or is_new:
            fill(self, sql.put_consignees(revision.id, self.env.uid))
            fill(self.env["lot.recall.consignee.lot"], sql.put_lots(recall.id, revision.id))
        for statement in (sql.mark_scope(recall.id), sql.choose_contacts(revision.id)):
            self.env.execute_query(statement)
        self.invalidate_model()
        # Of new ones the state is right already; another revision changes the rest. Sudo: rows are the program's.
        consignees_sudo = self.sudo().search([("recall_id", "=", recall.id)])
        old_sudo = consignees_sudo.filtered(
            lambda consignee: consignee.state != kernel.TO_NOTIFY or not consignee.is_in_scope
        )
        self.env.add_to_compute(self._fields["state"], old_sudo)
        return self.browse(consignees_sudo.ids)

    @api.model
    def _get_with_more(self, old_revision, new_revision):
        """Consignees who by the new revision got a lot or a quantity that the old one did not hold."""
        rows = self.env.execute_query(notices_sql.with_more(old_revision.id, new_revision.id))
        return self.browse([number for (number,) in rows])

    # --- what happens to them ---

    def _set_facts(self, **values):
        """Sudo: these fields are closed to every direct write; the caller has checked who may do this."""
        consignees_sudo = self.sudo()
        return consignees_sudo.write(values)

    def _message_receive_bounce(self, email, partner):
        """Odoo's mail gateway tells that a message of this thread came back; a notice elsewhere may have arrived."""
        result = super()._message_receive_bounce(email, partner)
        for consignee_sudo in self.sudo():  # sudo: the gateway's; rows are the program's
            gone_out = consignee_sudo.notice_ids.filtered(lambda notice: notice.state in ("sent", "unclear", "logged"))
            came_back = gone_out.filtered(
                lambda notice: (
                    notice.state != "logged" and tools.email_normalize(notice.email or "", strict=False) == email
                )
            )
            came_back.write({"state": "bounced", "problem": messages.mail_came_back(self.env)})
            if gone_out.sorted(lambda notice: notice.sent_at or notice.queued_at)[-1:] in came_back:
                # Not before it went out, although the server's clock may have been set back since.
                now = fields.Datetime.now()
                consignee_sudo.write({"bounced_at": max(now, consignee_sudo.notified_at or now)})
        return result

    def _let_follow(self):
        """Whom consignees call sees what they write back by mail."""
        for consignee in self:
            contact = consignee.recall_id._get_contact_user().partner_id
            if contact not in consignee.message_partner_ids:
                consignee.message_subscribe(contact.ids)

    def _ledger_tell(self, code, **options):
        """Names of consignees stand beside the ledger, where they can be erased."""
        rows = [
            {
                "record": consignee,
                "label": consignee.recall_id.name,
                "personal": {"consignee": consignee.name},
                "about": [consignee.recall_id],
            }
            for consignee in self
        ]
        self.env["lot.audit.entry"]._ledger_write(code, rows, **options)

    @api.model
    def _get_lost_domain(self):
        """Of those whom nobody can write to or call, without a word why not."""
        return [("channel", "=", "none"), ("unreachable_reason", "in", (False, ""))]
