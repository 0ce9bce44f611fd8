"""What a print job put on paper about one record: how many labels, what they say, and what became of them.

One row per record, never one per label; written by SQL (``lot_print_job_issue.py``), a hundred thousand at a time.
"""

from odoo import api, fields, models
from odoo.fields import Domain

from .. import messages_release as messages

# Records whose labels are told from each other by what they say; places are not.
LINKS = {"stock.lot": "lot_id", "stock.package": "package_id"}
# What becomes of labels that came out. Spoiled and destroyed ones are gone; returned ones can still be used.
FATES = [("applied", "Applied"), ("spoiled", "Spoiled"), ("destroyed", "Destroyed"), ("returned", "Returned")]


class LotPrintLine(models.Model):
    _name = "lot.print.line"
    _description = "Labels of one record"
    _order = "id desc"
    _rec_name = "name"

    job_id = fields.Many2one("lot.print.job", "Print job", required=True, readonly=True, index=True, ondelete="cascade")
    res_id = fields.Integer("Record", required=True, readonly=True)
    lot_id = fields.Many2one(
        "stock.lot", "Lot or serial number", readonly=True, index="btree_not_null", ondelete="set null"
    )
    package_id = fields.Many2one("stock.package", "Package", readonly=True, index="btree_not_null", ondelete="set null")
    name = fields.Char("Number", readonly=True, help="As printed.")
    facts = fields.Json(readonly=True, help="What the labels say, by GS1 identifier.")
    content = fields.Char(readonly=True, help="Fingerprint of the design and of what the labels say.")
    is_first = fields.Boolean(readonly=True, help="Whoever prints the same again says why.")
    label_count = fields.Integer("Labels", readonly=True)
    issued_count = fields.Integer("Came out", readonly=True)
    applied_count = fields.Integer("Applied", readonly=True)
    spoiled_count = fields.Integer("Spoiled", readonly=True)
    destroyed_count = fields.Integer("Destroyed", readonly=True)
    returned_count = fields.Integer("Returned", readonly=True)
    left_count = fields.Integer("Not accounted for", readonly=True)
    large_count = fields.Integer("At large", readonly=True, help="Came out, and neither spoiled nor destroyed.")
    is_stale = fields.Boolean("No longer right", compute="_compute_is_stale", store=True)
    difference = fields.Char("What differs", compute="_compute_difference")
    said = fields.Char("The labels say", compute="_compute_difference")
    state = fields.Selection(related="job_id.state")
    label_state = fields.Selection(related="job_id.label_state")
    design = fields.Char(related="job_id.design")
    printed_at = fields.Datetime(related="job_id.create_date", string="Printed")

    _first_once = models.UniqueIndex(
        "(lot_id, content) WHERE is_first",
        "Somebody printed the same labels a moment ago. Look whether they are enough, then print again and say why.",
    )
    _package_first_once = models.UniqueIndex(
        "(package_id, content) WHERE is_first",
        "Somebody printed the same labels a moment ago. Look whether they are enough, then print again and say why.",
    )
    _stale_idx = models.Index("(job_id) WHERE is_stale")

    @api.depends(
        "lot_id.name",
        "lot_id.expiration_date",
        "lot_id.production_date",
        "lot_id.use_date",
        "lot_id.product_id.barcode",
        "lot_id.product_id.default_code",
        "lot_id.product_id.tracking",
        # What a package holds is told by ``_judge_packages``: as dependencies, quants, lots and products would make
        # Odoo go through each of these fields at every reservation and every posting.
        "package_id.name",
        "package_id.all_children_package_ids",
    )
    def _compute_is_stale(self):
        for line in self:
            line.is_stale = bool(line._get_differences())

    @api.model
    def _judge_packages(self, within):
        """Have the labels judged anew of all packages that are or hold one in this domain of ``stock.package``."""
        inside = Domain("package_id", "any", within)
        around = Domain("package_id.all_children_package_ids", "any", within)
        # Sudo: as every stored field is computed, whoever changes what it depends on.
        self.sudo().search(inside | around).modified(["package_id"])

    @api.depends("facts", "is_stale")
    @api.depends_context("lang")
    def _compute_difference(self):
        for line in self:
            title, facts = line.lot_id._label_title, line.facts or {}
            said = [f"{title(key)} {messages.shown(self.env, key, value)}" for key, value in facts.items() if value]
            line.said = ", ".join(said)
            differences = line._get_differences() if line.is_stale else ()
            line.difference = messages.differences(self.env, differences, title)

    def _get_differences(self):
        """[(AI, on the labels, on record)] where they are not the same; none when lot or package is gone."""
        self.ensure_one()
        if not (self.lot_id or self.package_id._holds_goods()) or not self.facts:
            return []
        now = self._get_facts_now()
        return [(ai, said, now.get(ai) or "") for ai, said in self.facts.items() if said != (now.get(ai) or "")]

    def _get_facts_now(self):
        """{AI: value} of what the record says now, {} when it is gone."""
        self.ensure_one()
        record = self._get_record()
        return dict(record._label_facts()) if record else {}

    def _get_record(self):
        """Lot, package or place; empty when it is gone."""
        record = self.lot_id or self.package_id or self.env[self.job_id.res_model].browse(self.res_id).exists()
        # A lot of all companies has the day of the one that printed.
        return record.with_company(self.job_id.company_id)

    def action_open_job(self):
        """Open the print job."""
        return self.job_id._get_open_action()
