"""What a consignee tells on the phone, by letter or at a visit, entered by a colleague: recorded as from the page."""

import secrets

from odoo import api, fields, models
from odoo.fields import Command

from ..kernel.reply import NAMES
from ..models import messages_reply as messages

TEXTS = ("outcome", "form_key", "signer", "signer_role", "own_told", "own_list", "note")


class LotRecallAnswer(models.TransientModel):
    _name = "lot.recall.answer"
    _description = "Answer to a recall being entered"

    consignee_id = fields.Many2one("lot.recall.consignee", required=True, readonly=True, ondelete="cascade")
    source = fields.Selection(
        [("phone", "Phone"), ("mail", "E-mail"), ("post", "Post"), ("visit", "Visit")], required=True, default="phone"
    )
    outcome = fields.Selection(
        [
            ("quantities", "Quantities"),
            ("none", "None of these goods left, none used or passed on"),
            ("acknowledged", "Has read the notice; quantities follow"),
        ],
        required=True,
        default="quantities",
    )
    signer = fields.Char("Answered by", required=True)
    signer_role = fields.Char("Function")
    own_told = fields.Selection(
        [("none", "They have none"), ("yes", "Told"), ("no", "Not told yet")], "Their own customers"
    )
    own_list = fields.Text("Names of their own customers", help="One in each line, with address or phone.")
    note = fields.Text()
    form_key = fields.Char(readonly=True, default=lambda self: secrets.token_hex(16))
    line_ids = fields.One2many("lot.recall.answer.line", "answer_id", "Lots")

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        for entry in entries:  # who names a consignee elsewhere learns nothing of it
            entry.consignee_id.check_access("write")
            entry.line_ids.lot_line_id.check_access("read")
        return entries

    @api.model
    def _prepare_entry_vals(self, consignee):
        lines = [
            {"lot_line_id": line.id, "is_told": line.is_answered}
            | {f"{name}_qty": line[f"{name}_qty"] for name in NAMES}
            for line in consignee.lot_ids
        ]
        return {
            "consignee_id": consignee.id,
            "signer": consignee.contact_name or consignee.name,
            "line_ids": [Command.create(line) for line in lines],
        }

    def action_record(self):
        """Record the answer; whatever is wrong with it is said, and nothing is recorded then."""
        self.ensure_one()
        self.consignee_id.check_access("write")
        form = {name: self[name] for name in TEXTS}
        for line in self.line_ids.filtered("is_told"):
            form |= {f"{name}-{line.lot_line_id.id}": f"{line[f'{name}_qty']:f}" for name in NAMES}
        _reply, faults = self.consignee_id._record_reply(form, self.source)
        if faults:
            raise messages.entry_faults(self.env, [messages.fault(self.env, fault) for fault in faults])
        return {"type": "ir.actions.act_window_close"}
