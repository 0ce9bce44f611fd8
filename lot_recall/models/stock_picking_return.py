"""Returns of a recall: transfers made for a consignee, and what the scan screen does on them."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from . import messages_back as messages


class StockPicking(models.Model):
    _inherit = "stock.picking"

    recall_consignee_id = fields.Many2one(
        "lot.recall.consignee",
        "Return of a recall",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="lot_traceability.group_quality",
    )

    @api.model_create_multi
    def create(self, vals_list):
        pickings = super().create(vals_list)
        # Looked at afterwards: the context can give values, too.
        if not self.env.su and pickings.sudo().recall_consignee_id:
            raise AccessError(messages.return_by_recall_only(self.env))
        return pickings

    def write(self, vals):
        if "recall_consignee_id" in vals and not self.env.su:
            raise AccessError(messages.return_by_recall_only(self.env))
        return super().write(vals)

    def _create_backorder(self, backorder_moves=None):
        """What is still to come of a return belongs to the recall as well."""
        backorders = super()._create_backorder(backorder_moves)
        for backorder_sudo in backorders.sudo():  # sudo: closed to every direct write
            backorder_sudo.recall_consignee_id = backorder_sudo.backorder_id.recall_consignee_id
        return backorders

    # --- scans ---

    def _scan_mode(self):
        # Sudo: whoever receives goods need not know of recalls.
        return "return" if self.sudo().recall_consignee_id else super()._scan_mode()

    @api.model
    def _scan_open_domain(self, mode):
        domain = super()._scan_open_domain(mode)
        if mode != "return":
            return domain
        # Sudo: as above; the picking's own rules hold all the same.
        ours_sudo = self.sudo().search(
            super()._scan_open_domain("receive") & Domain("recall_consignee_id", "!=", False)
        )
        return domain | Domain("id", "in", ours_sudo.ids)

    @api.model
    def _scan_return(self, target, request):
        """Goods of a recall are received on the return that was made for them, whichever delivery they were of."""
        # Sudo: as above.
        if self.sudo().recall_consignee_id:
            return {**self._scan_apply(target, request), "document": self}
        return super()._scan_return(target, request)
