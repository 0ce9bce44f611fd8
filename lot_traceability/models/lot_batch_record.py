"""The batch record of a lot: what was made of what or bought from whom, how, checked by whom, and who stands for it.

While it is in process it holds nothing of its own: all of it is read from orders, moves, checks and holds
(``lot_batch_content.py``). The signature of the verification freezes that content (``lot_batch_sign.py``); whoever
opens it again gets a new version, and the old one stays as it was signed.
"""

import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import messages_batch as messages
from ..kernel import batch_gaps
from ..report.batch_words import BatchWords
from ..sql import batch_table

PROFILES = [
    (batch_gaps.DEVICE, "Device"),
    (batch_gaps.FOOD, "Food or supplement"),
    (batch_gaps.GENERAL, "General"),
]
STATES = [
    ("in_process", "In process"),
    ("completed", "Completed"),
    ("verified", "Verified"),
    ("approved", "Approved"),
    ("released", "Released"),
    ("rejected", "Rejected"),
]
FROZEN = ("verified", "approved", "released", "rejected")
# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_batch_write", object()


class LotBatchRecord(models.Model):
    _name = "lot.batch.record"
    _inherit = ["lot.history.mixin", "lot.signature.mixin"]
    _description = "Batch record"
    _order = "id desc"

    lot_id = fields.Many2one(
        "stock.lot", "Lot or serial number", required=True, readonly=True, ondelete="restrict", index=True
    )
    product_id = fields.Many2one(related="lot_id.product_id", store=True, index=True, precompute=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    production_ids = fields.Many2many("mrp.production", string="Manufacturing orders", readonly=True)
    picking_ids = fields.Many2many("stock.picking", string="Receipts", readonly=True)
    profile = fields.Selection(PROFILES, required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1)
    is_current = fields.Boolean("Latest version", readonly=True, default=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="in_process", index=True)
    is_confidential = fields.Boolean("Confidential", help="Printed on every page (21 CFR 820.35(d)).")
    completed_by_id = fields.Many2one("res.users", "Completed by", readonly=True, ondelete="restrict")
    completed_at = fields.Datetime("Completed on", readonly=True)
    reopen_reason = fields.Char("Opened again because", readonly=True)
    # Canonical JSON, written once by the signature of the verification.
    content = fields.Text("Frozen content", readonly=True)
    content_hash = fields.Char("SHA-256", readonly=True)
    frozen_at = fields.Datetime("Frozen", readonly=True)
    gap_lines = fields.Json("Still missing", compute="_compute_review")
    remark_lines = fields.Json("To look at", compute="_compute_review")
    percent = fields.Integer("Complete", compute="_compute_review")
    is_complete = fields.Boolean(compute="_compute_review")
    sections = fields.Json("The record", compute="_compute_review")

    _version_unique = models.Constraint("UNIQUE (lot_id, version)", "This lot has a batch record of this version.")
    _current_unique = models.UniqueIndex("(lot_id) WHERE is_current", "This lot has a batch record already.")

    def init(self):
        self.env.cr.execute(batch_table.close())

    @api.depends("lot_id.name", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            record.display_name = messages.record_name(self.env, record.lot_id.name, record.version)

    @api.depends("state", "content")
    @api.depends_context("lang", "tz")
    def _compute_review(self):
        for record in self:
            content = json.loads(record.content) if record.content else record._get_content()
            review = batch_gaps.review(content)
            lines = {batch_gaps.REQUIRED: [], batch_gaps.REMARK: []}
            for gap in review.gaps:
                lines[gap.weight].append({"section": gap.section, "text": messages.gap(self.env, gap)})
            record.gap_lines, record.remark_lines = lines[batch_gaps.REQUIRED], lines[batch_gaps.REMARK]
            record.percent, record.is_complete = review.percent, review.is_complete
            record.sections = record._get_sections(content, {gap.section for gap in review.gaps})

    def _get_sections(self, content, asked):
        """The content as tables of texts for the screen; those that a reviewer has to look at are open."""
        words = BatchWords(self.env, content)
        facts = [[title, text] for title, text in (*words.head(is_form=True), *words.quantities())]
        tables = [
            {
                "key": key,
                "title": title,
                "head": [column[1] for column in columns],
                "rows": rows,
                "is_open": key in asked,
            }
            for key, title, columns, rows in words.sections()
        ]
        return {"facts": facts, "tables": tables}

    def _get_review(self, is_now=False):
        """Review of the frozen content, or of the facts of now: something may have happened since."""
        self.ensure_one()
        is_frozen = self.content and not is_now
        return batch_gaps.review(json.loads(self.content) if is_frozen else self._get_content())

    # --- made with the lot ---

    @api.model
    def _start(self, lots_by_document):
        """Open the records of lots that orders put out or receipts bring, where their products ask for one: one INSERT.

        Args:
            lots_by_document: ``{manufacturing order or receipt: its lots}``, of one kind.
        """
        profiles = {}
        for lots in lots_by_document.values():
            for lot in lots:
                profiles[lot] = lot.product_id._get_batch_profile()
        wanted = self.env["stock.lot"].union(*(lot for lot, profile in profiles.items() if profile))
        if not wanted:
            return self.browse()
        # Sudo: a consequence of making, whoever makes.
        known_sudo = self.sudo().search([("lot_id", "in", wanted.ids), ("is_current", "=", True)])
        documents = {lot: [one for one, lots in lots_by_document.items() if lot in lots] for lot in wanted}
        is_receipt = next(iter(lots_by_document))._name == "stock.picking"
        name = "picking_ids" if is_receipt else "production_ids"
        # Frozen records, too: what is added since then is told there, and stops their way.
        for record_sudo in known_sudo:
            record_sudo._write_own({name: [(4, document.id) for document in documents[record_sudo.lot_id]]})
        known_sudo.filtered(lambda record: record.state == "completed")._take_back()
        rows = [
            {
                "lot_id": lot.id,
                "profile": profiles[lot],
                "company_id": documents[lot][0].company_id.id,
                name: [(4, document.id) for document in documents[lot]],
            }
            for lot in wanted - known_sudo.lot_id
        ]
        return self.sudo()._create_own(rows)  # sudo: as above

    # --- its way ---

    def action_complete(self):
        """Say that everything is entered; refused while something required is missing."""
        self._check_may_work("in_process")
        for record in self:
            review = record._get_review()
            if not review.is_complete:
                raise UserError(messages.still_missing(self.env, record.display_name, review.gaps))
        self._write_own({"state": "completed", "completed_by_id": self.env.uid, "completed_at": fields.Datetime.now()})
        self.env["lot.audit.entry"]._ledger_write("batch_completed", self._prepare_rows())

    def action_back(self):
        """Take back that everything is entered, as long as nobody has signed."""
        self._check_may_work("completed")
        self._take_back()

    def _take_back(self):
        self._write_own({"state": "in_process", "completed_by_id": False, "completed_at": False})
        self.env["lot.audit.entry"]._ledger_write("batch_back", self._prepare_rows())

    def _reopen(self, reason):
        """Open a frozen record again: a new version in process; the lot goes to quarantine if it was released."""
        self._check_may_work(*FROZEN)
        self._check_is_quality()
        reason = self.env["lot.reason"]._checked(reason)
        self.filtered(lambda record: record.lot_id.disposition == "released").lot_id._set_disposition(
            "quarantine", reason
        )
        # Before the new one: only one version of a lot is the latest.
        self._write_own({"is_current": False})
        self.env.flush_all()
        vals_list = [
            {
                "lot_id": record.lot_id.id,
                "profile": record.profile,
                "company_id": record.company_id.id,
                "production_ids": [(6, 0, record.production_ids.ids)],
                "picking_ids": [(6, 0, record.picking_ids.ids)],
                "is_confidential": record.is_confidential,
                "version": record.version + 1,
                "reopen_reason": reason,
            }
            for record in self
        ]
        # Sudo: nobody makes records by hand.
        opened = self.sudo()._create_own(vals_list).with_env(self.env)
        rows = [{**row, "reason": reason} for row in opened._prepare_rows()]
        self.env["lot.audit.entry"]._ledger_write("batch_reopened", rows)
        return opened

    def _check_may_work(self, *states):
        if not self.env.user.has_group("lot_traceability.group_operator"):
            raise AccessError(messages.only_operators(self.env))
        self.check_access("read")
        for record in self:
            if not record.is_current or record.state not in states:
                raise UserError(messages.not_in_state(self.env, record.display_name))

    def _check_is_quality(self):
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.only_quality(self.env))

    def _prepare_rows(self):
        return [{"record": record, "about": [record.lot_id]} for record in self]

    # --- unchangeable ---

    def _create_own(self, vals_list):
        return super(LotBatchRecord, self.with_context(**{_KEY: _OURS})).create(vals_list)

    def _write_own(self, vals):
        # Sudo: the program keeps the state; who may ask for it has been checked.
        return self.sudo().with_context(**{_KEY: _OURS}).write(vals)

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super  # it always refuses
        raise AccessError(messages.by_itself(self.env))

    def write(self, vals):
        if self.env.context.get(_KEY) is not _OURS:
            if vals.keys() - {"is_confidential"} or any(record.state in FROZEN for record in self):
                raise AccessError(messages.unchangeable(self.env))
            self._check_is_quality()
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.unchangeable(self.env))
