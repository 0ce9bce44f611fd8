"""The parts of a letter, as templates and letters both have them; what each is for: ``kernel/letter.py``."""

from odoo import api, fields, models

from ..kernel import letter as kernel


class LotRecallLetterParts(models.AbstractModel):
    _name = "lot.recall.letter.parts"
    _description = "Parts of a recall letter"

    heading = fields.Text(help="For example: URGENT: MEDICAL DEVICE RECALL. It is the subject of the e-mail as well.")
    goods = fields.Text(help="Which goods; the lots of each consignee follow in a table.")
    reason = fields.Text("What is wrong")
    hazard = fields.Text("What can happen to people")
    stop = fields.Text("Stop using and selling")
    depth = fields.Text("How far down the chain")
    pass_on = fields.Text("Tell your own customers")
    action = fields.Text("What to do with the goods")
    reply = fields.Text("How to answer")
    contact = fields.Text("Whom to call")
    text = fields.Text("Text", compute="_compute_text")

    @api.depends(*kernel.PARTS)
    def _compute_text(self):
        for letter in self:
            letter.text = "\n".join(filter(None, letter._get_parts().values()))

    def _get_parts(self):
        """``{part: text}`` as the kernel wants them."""
        self.ensure_one()
        return {part: self[part] or "" for part in kernel.PARTS}
