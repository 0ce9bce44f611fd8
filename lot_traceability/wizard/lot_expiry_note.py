from odoo import fields, models

from .. import messages_expiry_board as messages


class LotExpiryNote(models.TransientModel):
    _name = "lot.expiry.note"
    _description = "Promote or discount a lot"

    lot_id = fields.Many2one("stock.lot", "Lot or serial number", required=True, readonly=True, ondelete="cascade")
    note = fields.Char("What to do", required=True)
    user_id = fields.Many2one(
        "res.users", "Ask", domain=[("share", "=", False)], help="Gets an activity on the product, besides the note."
    )

    def action_save(self):
        """Write the note on the lot, and ask the colleague."""
        self.ensure_one()
        lot = self.lot_id
        lot.check_access("write")
        lot.expiry_note = self.note
        lot.message_post(body=messages.note_posted(self.env, self.note))
        if self.user_id:
            summary = messages.note_asked(self.env, lot.name, lot.product_id.display_name)
            # Sudo: asking a colleague changes nothing on the product, which colleagues without stock rights can open.
            lot.product_id.sudo().activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, note=self.note, user_id=self.user_id.id
            )
        return {"type": "ir.actions.client", "tag": "soft_reload"}
