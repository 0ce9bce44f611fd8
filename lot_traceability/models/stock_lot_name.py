"""A lot's number: refused when it only looks different from another one, renamed with a reason once history has it."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_protection as messages
from ..sql import lot_names


class StockLot(models.Model):
    _inherit = "stock.lot"

    _name_folded_idx = models.Index(f"(product_id, {lot_names.FOLDED.format(column='name')})")

    is_in_history = fields.Boolean(
        "Named by history", compute="_compute_is_in_history", help="Done operations name this lot or serial number."
    )

    @api.depends("product_id")
    def _compute_is_in_history(self):
        known = self.browse(self.ids)._filter_in_history()
        for lot in self:
            lot.is_in_history = bool(lot._origin & known)

    @api.constrains("name", "product_id", "company_id")
    def _check_name_alike(self):
        # Sudo: a number that several companies share follows the strictest of them, also one that the user cannot see.
        strict_sudo = self.env["res.company"].sudo().search([("lot_refuse_alike_names", "=", True)])
        strict = self.filtered(lambda lot: (lot.company_id.sudo() or strict_sudo) & strict_sudo)
        if not strict:
            return
        self.flush_model(["name", "product_id", "company_id"])
        for lot_id, other_id, company_id in self.env.execute_query(lot_names.alike(strict.ids)):
            lot = self.browse(lot_id)
            product = lot.product_id.display_name
            if company_id and company_id not in self.env.companies.ids:
                raise ValidationError(messages.name_hidden_alike(self.env, lot.name, product))
            raise ValidationError(messages.name_alike(self.env, lot.name, self.browse(other_id).name, product))

    @api.model
    def _find_alike(self, product, name, company):
        """The sentence with which ``_check_name_alike`` would refuse a new lot of this company, "" for none."""
        if not company.sudo().lot_refuse_alike_names:  # Sudo: a setting; whoever enters lots follows it.
            return ""
        self.flush_model(["name", "product_id", "company_id"])
        found = self.env.execute_query(lot_names.alike_name(product.id, name, company.id))
        return messages.name_alike(self.env, name, found[0][0], product.display_name) if found else ""

    def write(self, vals):
        if "name" in vals:
            self._check_rename_reason(vals["name"])
        return super().write(vals)

    def _check_rename_reason(self, name):
        renamed = self.filtered(lambda lot: lot.name != name)
        if renamed and not self.env["lot.reason"]._given():
            kept = renamed._filter_in_history()
            if kept:
                self.env["lot.reason"]._refuse(messages.reason_missing_rename(self.env, kept[0].name), kept)

    def action_rename(self):
        """Open the dialog that renames one lot with a reason."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Rename"),
            "res_model": "lot.rename",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lot_id": self.id},
        }
