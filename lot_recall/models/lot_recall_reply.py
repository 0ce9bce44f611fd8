"""What a consignee said, word for word: one row per answer, only ever added. The latest is on the consignee's lots."""

import json

from odoo import api, fields, models

from ..kernel.canonical import digest


class LotRecallReply(models.Model):
    _name = "lot.recall.reply"
    _inherit = ["lot.recall.frozen"]
    _description = "Answer to a recall"
    _order = "id desc"
    _rec_name = "consignee_id"

    consignee_id = fields.Many2one(
        "lot.recall.consignee", required=True, index=True, ondelete="restrict", readonly=True
    )
    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    revision_id = fields.Many2one("lot.recall.revision", required=True, ondelete="restrict", readonly=True)
    notice_id = fields.Many2one("lot.recall.notice", "By the link of", ondelete="restrict", readonly=True)
    received_at = fields.Datetime("Received", required=True, readonly=True)
    source = fields.Selection(
        [("page", "Reply page"), ("phone", "Phone"), ("mail", "E-mail"), ("post", "Post"), ("visit", "Visit")],
        required=True,
        readonly=True,
    )
    outcome = fields.Selection(
        [("acknowledged", "Acknowledged"), ("none", "None of these goods left"), ("quantities", "Quantities")],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one("res.users", "Recorded by", ondelete="restrict", readonly=True)
    signer = fields.Char("Answered by", readonly=True)
    signer_role = fields.Char("Function", readonly=True)
    own_told = fields.Selection(
        [("none", "They have none"), ("yes", "Told"), ("no", "Not told yet")], "Their own customers", readonly=True
    )
    own_count = fields.Integer("Own customers named", readonly=True)
    own_list = fields.Text("Names of their own customers", readonly=True)
    note = fields.Text(readonly=True)
    content = fields.Text(readonly=True, help="The answer as canonical JSON.")
    sha256 = fields.Char("SHA-256", readonly=True)
    form_key = fields.Char(required=True, readonly=True, help="One per form shown: sent twice, it counts once.")
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", "Files", domain=[("res_model", "=", "lot.recall.reply")], readonly=True
    )

    _form_unique = models.Constraint("UNIQUE (consignee_id, form_key)", "This form was sent already.")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse()
        return super().create(vals_list)

    def _is_intact(self):
        """Whether the answer is still the one that was hashed."""
        self.ensure_one()
        return digest(self.content or "") == self.sha256

    def _get_content(self):
        self.ensure_one()
        return json.loads(self.content)
