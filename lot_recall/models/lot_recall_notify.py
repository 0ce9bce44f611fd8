"""Telling everybody who has the goods: what a case does with its consignees, letters and notices."""

from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain

from ..kernel import consignee as kernel
from ..kernel.balance import Part, recovery
from ..sql import notices as sql
from ..sql import recall_now
from . import messages_empty, messages_letter, messages_notice
from .lot_recall_launch import FOREIGN


class LotRecall(models.Model):
    _inherit = "lot.recall"

    consignee_ids = fields.One2many("lot.recall.consignee", "recall_id", "Consignees", readonly=True)
    letter_ids = fields.One2many("lot.recall.letter", "recall_id", "Letters")
    notice_ids = fields.One2many("lot.recall.notice", "recall_id", "Notices", readonly=True)
    reply_days = fields.Integer(
        "Answer within days", default=3, help="The letter asks for an answer by the day that lies so far ahead."
    )
    link_days = fields.Integer("Links work for days", default=180, help="Of the page on which consignees answer.")
    consignee_count = fields.Integer("Consignees to reach", compute="_compute_reached")
    answered_count = fields.Integer("Consignees who answered", compute="_compute_reached")
    notice_text = fields.Char("Notices by state", compute="_compute_notice_text")
    reached_percent = fields.Float("People reached", digits=(5, 2), compute="_compute_reached")
    recovered_percent = fields.Float(
        "Goods recovered",
        digits=(5, 2),
        compute="_compute_recovered",
        help="Received back, destroyed or corrected, of what was delivered and not used; of the lot furthest behind.",
    )

    _reply_days_sound = models.Constraint("CHECK (reply_days > 0)", "Consignees get at least one day to answer.")
    _link_days_sound = models.Constraint("CHECK (link_days > 0)", "Links work for at least one day.")

    @api.depends("consignee_ids.state", "consignee_ids.is_in_scope")
    def _compute_reached(self):
        domain = [("recall_id", "in", self.ids), ("is_in_scope", "=", True)]
        groups = self.env["lot.recall.consignee"]._read_group(domain, ["recall_id", "state"], ["__count"])
        for recall in self:
            counts = {state: count for owner, state, count in groups if owner == recall}
            recall.consignee_count = sum(counts.values())
            recall.answered_count = counts.get(kernel.ANSWERED, 0) + counts.get(kernel.DONE, 0)
            # Rounded down: 100 means all of them.
            share = recall.answered_count * 10000 // recall.consignee_count if recall.consignee_count else 0
            recall.reached_percent = share / 100

    @api.depends(
        "consignee_ids.lot_ids.net_qty", "consignee_ids.lot_ids.used_qty", "consignee_ids.lot_ids.destroyed_qty",
        "consignee_ids.lot_ids.corrected_qty", "consignee_ids.lot_ids.received_qty",
    )  # fmt: skip
    def _compute_recovered(self):
        # By lot: pieces and litres have no sum, and a lot that came back whole does not make up for one that did not.
        self.env["lot.recall.consignee.lot"].flush_model()
        rows = self.env.execute_query(recall_now.furthest_behind(self.ids)) if self.ids else []
        names = ("net", "used", "destroyed", "corrected", "received")
        parts = {
            recall: Part(**{name: Decimal(repr(value)) for name, value in zip(names, sums, strict=True)})
            for recall, *sums in rows
        }
        for recall in self:
            part = parts.get(recall.id)
            recall.recovered_percent = float(recovery(part) * 100) if part else 0.0

    @api.depends("notice_ids.state")
    def _compute_notice_text(self):
        notices = self.env["lot.recall.notice"]
        words = dict(notices._fields["state"]._description_selection(self.env))
        domain = [("recall_id", "in", self.ids), ("state", "!=", "cancelled")]
        groups = notices._read_group(domain, ["recall_id", "state"], ["__count"])
        for recall in self:
            counts = {state: count for owner, state, count in groups if owner == recall}
            told = [f"{word}: {counts[state]}" for state, word in words.items() if state in counts]
            recall.notice_text = ", ".join(told)

    # --- the seams of a running case ---

    def _take_turn(self):
        result = super()._take_turn()
        self._keep_notices_still()
        return result

    def _check_act(self, act):
        result = super()._check_act(act)
        if act == "revise":  # what is to be signed is read after this
            self._keep_notices_still()
        return result

    def _keep_notices_still(self):
        """Nothing of this case goes out until this transaction ends: a revision takes back what still waits.

        Else thousands of notices that go out meanwhile would have it start again, time after time.
        """
        self.env.execute_query(sql.keep_still(self.id))

    def _freeze_revision(self, content=None):
        revision = super()._freeze_revision(content)
        if self.state != "launched":  # else _after_revision has done it
            self.env["lot.recall.consignee"]._sync(self)
        return revision

    def _after_launch(self):
        result = super()._after_launch()
        consignees = self.env["lot.recall.consignee"]._sync(self, is_new=not self.consignee_ids)
        concerned = consignees.filtered("is_in_scope")
        self.env["lot.recall.notice"]._queue(concerned, self.revision_id, "notice")
        return result

    def _after_revision(self, old_revision, new_revision):
        result = super()._after_revision(old_revision, new_revision)
        consignees = self.env["lot.recall.consignee"]
        consignees._sync(self)
        self.env["lot.recall.notice"]._queue(
            consignees._get_with_more(old_revision, new_revision), new_revision, "notice"
        )
        self.env["lot.recall.notice"]._drop(self)
        return result

    def _get_launch_obstacles(self):
        obstacles = super()._get_launch_obstacles()
        if self.kind == "drill":  # an exercise shows what is missing, and nobody is told
            return obstacles
        own = Domain("recall_id", "=", self.id)
        consignees = self.env["lot.recall.consignee"]
        if not consignees.search_count(own, limit=1):
            delivered = Domain([("revision_id", "=", self.revision_id.id), ("qty", ">", 0), ("excluded", "=", False)])
            is_missing = self.env["lot.recall.delivery"].search_count(delivered & ~Domain(FOREIGN), limit=1)
            return obstacles + ([messages_notice.consignees_not_listed(self.env)] if is_missing else [])
        # Counted by the database: the case's form asks for it, too.
        unknown = own & Domain("is_in_scope", "=", True) & Domain(consignees._get_lost_domain())
        count = consignees.search_count(unknown)
        if count:
            names = consignees.search(unknown, limit=5).mapped("name")
            obstacles.append(messages_notice.consignees_without_address(self.env, count, names))
        if not any(letter._is_sound() for letter in self.letter_ids):
            obstacles.append(messages_letter.no_letter(self.env))
        drafts = self.letter_ids.filtered(lambda letter: not letter._is_sound())
        if drafts:
            obstacles.append(messages_letter.not_approved(self.env, drafts.mapped("display_name")))
        return obstacles

    @api.depends("letter_ids.state", "letter_ids.sha256", "consignee_ids.channel", "consignee_ids.unreachable_reason")
    def _compute_launch_obstacles(self):
        return super()._compute_launch_obstacles()

    def _get_contact_user(self):
        """Whom consignees call."""
        return self.contact_user_id or self.user_id

    def _get_contact_words(self):
        """Their name, phone and mail, for letters."""
        return ", ".join(filter(None, self._get_contact_ways()))

    def _get_contact_ways(self):
        """(name, phone, e-mail) for consignees; the company's own where the person has neither of both."""
        # Sudo: meant for those who get the letter.
        person_sudo, company_sudo = self._get_contact_user().sudo(), self.company_id.sudo()
        reached_sudo = person_sudo if person_sudo.phone or person_sudo.email else company_sudo
        return person_sudo.name, reached_sudo.phone or "", reached_sudo.email or ""

    def _note_first_notice(self, instant):
        """Legally the case begins with its first notice; that instant never changes."""
        if not self.date_first_notice:
            self._set_state(date_first_notice=instant)

    def _get_stage_instants(self):
        """Answered when the last consignee was; nothing while one of them has not told of every lot."""
        instants = super()._get_stage_instants()
        domain = [("recall_id", "=", self.id), ("is_in_scope", "=", True)]
        states = self.env["lot.recall.consignee"]._read_group(domain, ["state"], ["answered_at:max"])
        if states and {state for state, _last in states} <= {kernel.ANSWERED, kernel.DONE}:
            instants["answered"] = max((last for _state, last in states if last), default=False)
        return instants

    # --- what people do ---

    def action_list_consignees(self):
        """Open the consignees; a case confirmed before there were any gets them now."""
        self.ensure_one()
        self.check_access("read")
        if not self.revision_id:
            raise messages_notice.nothing_confirmed(self)
        if not self.consignee_ids:
            self._check_may_confirm()
            self.env["lot.recall.consignee"]._sync(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Consignees of %(case)s", case=self.name),
            "res_model": "lot.recall.consignee",
            "view_mode": "list,kanban,form",
            "mobile_view_mode": "kanban",
            "domain": [("recall_id", "=", self.id)],
            "context": {
                "create": False,
                "delete": False,
                "search_default_by_state": 1,
                "search_default_concerned": 1,
                "gets_back": self.state == "launched" and not self._is_sandbox(),
            },
            "help": messages_empty.help_for(self.env, "lot.recall.consignee", self._is_over()),
        }

    def action_list_notices(self):
        """Open what was sent and what waits."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Notices of %(case)s", case=self.name),
            "res_model": "lot.recall.notice",
            "view_mode": "list,kanban",
            "mobile_view_mode": "kanban",
            "domain": [("recall_id", "=", self.id)],
            "context": {"search_default_by_state": 1},
            "help": messages_empty.help_for(self.env, "lot.recall.notice", self._is_over()),
        }

    def action_prepare_letters(self):
        """Draft the letters that are missing, one per language of the consignees, from the templates."""
        self.ensure_one()
        self.check_access("read")
        templates = self.env["lot.recall.letter.template"].sudo()  # sudo: the texts are meant for every case
        house = self.company_id.sudo().partner_id.lang or self.env.lang  # sudo: the company's own language
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        spoken = self.consignee_ids.mapped("lang") or [house]
        wanted = {lang if lang in installed else house for lang in spoken}
        # Those without a template in their language get the letter in the language nearest to them.
        tongues = {code.split("_")[0] for code in templates.search([]).mapped("lang_code")}
        langs = {lang if lang.split("_")[0] in tongues else house for lang in wanted}
        self.env["lot.recall.letter"]._draft_for(self, langs)
