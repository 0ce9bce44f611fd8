from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_signing as messages
from ..models.stock_lot_disposition import DISPOSITIONS


class LotDispositionChange(models.TransientModel):
    _name = "lot.disposition.change"
    _description = "Change the disposition of lots"

    lot_ids = fields.Many2many("stock.lot", string="Lots or serial numbers", required=True)
    lot_id = fields.Many2one("stock.lot", "Lot or serial number", compute="_compute_lot_id")
    product_id = fields.Many2one(related="lot_id.product_id")
    disposition_now = fields.Selection(related="lot_id.disposition", string="Disposition now")
    disposition_reason = fields.Char(related="lot_id.disposition_reason", string="Because")
    disposition = fields.Selection(DISPOSITIONS, "New disposition", required=True)
    reason_id = fields.Many2one(
        "lot.disposition.reason",
        "Usual reason",
        domain="[('disposition', 'in', (False, disposition)), ('company_id', 'in', (False, company_id))]",
        help="Fills in the sentence below, which may be changed or written freely.",
    )
    company_id = fields.Many2one("res.company", compute="_compute_lot_id")
    reason = fields.Char(
        "Why",
        compute="_compute_reason",
        store=True,
        readonly=False,
        required=True,
        help="Kept with the change in the history of each lot.",
    )
    count = fields.Integer("Lots", compute="_compute_lot_id")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_to_sign")
    to_sign_count = fields.Integer("To be signed", compute="_compute_to_sign")
    to_sign_names = fields.Char("Lots to be signed", compute="_compute_to_sign")

    @api.depends("lot_ids")
    def _compute_lot_id(self):
        for change in self:
            change.count = len(change.lot_ids)
            change.lot_id = change.lot_ids if change.count == 1 else False
            companies = change.lot_ids.company_id
            change.company_id = companies if len(companies) == 1 else self.env.company

    @api.depends("lot_ids", "disposition")
    def _compute_to_sign(self):
        for change in self:
            lots = change.lot_ids._origin
            to_sign = lots._filter_to_sign(change.disposition) if change.disposition else lots.browse()
            change.to_sign_count = len(to_sign)
            change.to_sign_names = to_sign._name_some() if to_sign else False
            change.unchanged_count = lots.mapped("disposition").count(change.disposition)

    @api.depends("reason_id")
    def _compute_reason(self):
        for change in self:
            change.reason = change.reason_id.name or change.reason

    def action_change(self):
        """Change it for all of these lots, or go on to the signature that a single one needs."""
        self.ensure_one()
        lots = self.lot_ids
        if all(lot.disposition == self.disposition for lot in lots):
            words = dict(self._fields["disposition"]._description_selection(self.env))
            raise UserError(messages.disposition_same(self.env, lots._name_some(), words[self.disposition]))
        if len(lots) == 1 and lots._filter_to_sign(self.disposition):
            reason = self.env["lot.reason"]._checked(self.reason)
            meaning = lots._get_disposition_meaning(self.disposition)
            return lots._action_sign(meaning, {"disposition": self.disposition}, reason)
        lots._set_disposition(self.disposition, self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
