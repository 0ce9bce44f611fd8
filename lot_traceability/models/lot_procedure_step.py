"""A step on the station sheet, with a code to scan beside it."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_training as messages


class LotProcedureStep(models.Model):
    _name = "lot.procedure.step"
    _description = "Step of a station sheet"
    _order = "sequence, id"

    version_id = fields.Many2one("lot.procedure.version", "Revision", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Step", required=True)
    picking_type_id = fields.Many2one("stock.picking.type", "Operation type to scan", ondelete="set null")
    location_id = fields.Many2one("stock.location", "Place to scan", ondelete="set null")
    barcode = fields.Char(
        "Code to scan", compute="_compute_barcode", store=True, readonly=False, help="Printed beside the step."
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True, index=True)

    @api.depends("picking_type_id", "location_id")
    def _compute_barcode(self):
        for step in self:
            step.barcode = step.picking_type_id.barcode or step.location_id.barcode or step.barcode

    # --- an approved revision stays ---

    def _check_is_draft(self):
        # Sudo: whether it is approved counts, not who may read it.
        for version_sudo in self.version_id.sudo():
            if version_sudo.state != "draft":
                raise UserError(messages.approved_stays(self.env, version_sudo.display_name))

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps._check_is_draft()
        return steps

    def write(self, vals):
        self._check_is_draft()
        result = super().write(vals)
        self._check_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self._check_is_draft()
