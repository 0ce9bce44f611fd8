"""Revision of a recall: the whole answer as it stood at one instant, frozen as evidence.

trace answer ──figures.build──▶ content ──canonical──▶ text + SHA-256
                                   └──tables.Tables──▶ rows (lots, deliveries, customers …)
"""

import json
from contextlib import contextmanager

from odoo import api, fields, models

from ..kernel.canonical import canonical, digest
from ..kernel.instants import read_instant
from ..kernel.tables import Tables
from . import messages

_KEPT = "lot_recall.content"
ROW_FIELDS = ("lot_ids", "edge_ids", "stock_ids", "open_ids", "delivery_ids", "customer_ids", "supplier_ids", "gap_ids")


class LotRecallRevision(models.Model):
    _name = "lot.recall.revision"
    _inherit = ["lot.recall.frozen"]
    _description = "Recall revision"
    _order = "recall_id desc, number desc"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    number = fields.Integer("Revision", required=True, readonly=True)
    as_of = fields.Datetime("As of", required=True, readonly=True, help="The instant at which the records were read.")
    user_id = fields.Many2one("res.users", "Made by", required=True, ondelete="restrict", readonly=True)
    scope = fields.Json(readonly=True)
    figures = fields.Json(readonly=True, help="Counts and sums; the same as in the content.")
    content = fields.Text(readonly=True, prefetch=False, help="The whole answer as canonical JSON.")
    sha256 = fields.Char("SHA-256", readonly=True, help="Fingerprint of the content.")
    completeness = fields.Float(
        digits=(7, 6),
        readonly=True,
        help="Share of the listed rows that are known for certain: recorded step by step, with a known customer, "
        "not hidden.",
    )
    lot_count = fields.Integer("Lots affected", readonly=True)
    delivery_count = fields.Integer("Deliveries", readonly=True)
    customer_count = fields.Integer("Customers", readonly=True)
    gap_count = fields.Integer("Gaps", readonly=True)
    lot_ids = fields.One2many("lot.recall.lot", "revision_id", "List of lots")
    balance_ids = fields.One2many(
        "lot.recall.lot",
        "revision_id",
        "List of balances",
        domain=[("is_affected", "=", True)],
        help="The affected lots again.",
    )
    edge_ids = fields.One2many("lot.recall.edge", "revision_id", "List of lineage")
    stock_ids = fields.One2many("lot.recall.stock", "revision_id", "List of stock")
    open_ids = fields.One2many("lot.recall.open", "revision_id", "List of open reservations")
    delivery_ids = fields.One2many("lot.recall.delivery", "revision_id", "List of deliveries")
    customer_ids = fields.One2many("lot.recall.customer", "revision_id", "List of customers")
    supplier_ids = fields.One2many("lot.recall.supplier", "revision_id", "List of receipts")
    gap_ids = fields.One2many("lot.recall.gap", "revision_id", "List of gaps")

    _number_unique = models.Constraint("UNIQUE (recall_id, number)", "A recall has each revision once.")

    @api.depends("recall_id.name", "number")
    def _compute_display_name(self):
        for revision in self:
            revision.display_name = self.env._(
                "%(case)s, revision %(number)s", case=revision.recall_id.name, number=revision.number
            )

    @api.model
    def _freeze(self, recall, content):
        """Write a new revision of a case with all its rows.

        Args:
            recall: the ``lot.recall``; the caller has checked that the user may confirm it.
            content: dict as in ``kernel.tables``.
        """
        text, figures = canonical(content), content["figures"]
        # Sudo: nobody has the right to write revisions; they come to be here and nowhere else.
        revision_sudo = self.sudo().create(
            {
                "recall_id": recall.id,
                "company_id": recall.company_id.id,
                "number": content["case"]["revision"],
                "as_of": read_instant(content["answer"]["as_of"]),
                "user_id": self.env.user.id,
                "scope": content["scope"],
                "figures": {key: figures[key] for key in ("counts", "units", "products")},
                "lot_count": figures["counts"]["lots"],
                "delivery_count": figures["counts"]["deliveries"],
                "customer_count": figures["counts"]["customers"],
                "gap_count": figures["counts"]["gaps"],
                "content": text,
                "sha256": digest(text),
                "completeness": content["answer"]["completeness"],
            }
        )
        revision_sudo.flush_recordset()
        tables = Tables(content)
        for name in ROW_FIELDS:
            rows = revision_sudo[name]
            rows._freeze(revision_sudo, getattr(tables, rows._content_table)())
        revision_sudo.invalidate_recordset()
        return revision_sudo.with_env(self.env)

    def action_xlsx(self):
        """Download the workbook of this revision."""
        return self.recall_id._action_download("xlsx", self)

    def action_pdf(self):
        """Download the dossier of this revision."""
        return self.recall_id._action_download("pdf", self)

    def action_compare_before(self):
        """Say in words what this revision has changed beside the one before it."""
        self.ensure_one()
        before = self.search([("recall_id", "=", self.recall_id.id), ("number", "=", self.number - 1)])
        if not before:
            raise messages.no_earlier_revision(self)
        values = {"recall_id": self.recall_id.id, "then_id": before.id, "now_id": self.id}
        return self.env["lot.recall.comparison"].create(values)._action_show()

    def _read_content(self):
        """The frozen content as a dict, not to be changed, after making sure that it is still what was hashed."""
        self.ensure_one()
        self.check_access("read")
        kept = self.env.cr.cache.get(_KEPT, {})
        if self.id in kept:
            return kept[self.id]
        if not self._is_intact():
            raise messages.revision_was_changed(self)
        content = json.loads(self.content)
        if _KEPT in self.env.cr.cache:
            kept[self.id] = content
        return content

    @contextmanager
    def _keeping_content(self):
        """Read a content once for all that is done with it here: of 20,000 deliveries it takes half a second."""
        self.env.cr.cache[_KEPT] = {}
        try:
            yield
        finally:
            del self.env.cr.cache[_KEPT]

    def _is_intact(self):
        return digest(self.content or "") == self.sha256
