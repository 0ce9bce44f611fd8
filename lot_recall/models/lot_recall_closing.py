"""The end of a case as evidence: reconciliation, who was reached, what became of the goods; never changed."""

import json

from odoo import api, fields, models

from ..kernel.canonical import digest


class LotRecallClosing(models.Model):
    _name = "lot.recall.closing"
    _inherit = ["lot.recall.frozen"]
    _description = "End of a recall"
    _order = "id desc"
    _rec_name = "recall_id"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    revision_id = fields.Many2one("lot.recall.revision", required=True, ondelete="restrict", readonly=True)
    closed_at = fields.Datetime("Closed on", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Closed by", required=True, ondelete="restrict", readonly=True)
    content = fields.Text(required=True, readonly=True, help="Everything as canonical JSON.")
    sha256 = fields.Char("SHA-256", required=True, readonly=True)

    _recall_unique = models.Constraint("UNIQUE (recall_id)", "A recall ends once.")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse()
        return super().create(vals_list)

    def _is_intact(self):
        """Whether the content is still the one that was hashed."""
        self.ensure_one()
        return digest(self.content) == self.sha256

    def _get_content(self):
        """The content as plain values; quantities are texts of decimal numbers."""
        self.ensure_one()
        return json.loads(self.content)
