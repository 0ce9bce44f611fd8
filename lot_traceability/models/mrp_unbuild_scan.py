"""Scans on an unbuild order fill in what is taken apart, where it lies and how much (touches mrp)."""

from odoo import api, models
from odoo.fields import Domain

from .. import messages_scan as messages
from ..messages_scan_borrowed import not_made
from .lot_scan_target import ScanStop


class MrpUnbuild(models.Model):
    _name = "mrp.unbuild"
    _inherit = ["mrp.unbuild", "lot.scan.single"]
    _scan_amount_field = "product_qty"

    def _scan_complete(self, target, request):
        target = super()._scan_complete(target, request)
        if self.product_id and target.product != self.product_id:
            sentence = messages.not_planned(self.env, target.product.display_name, self.display_name)
            raise ScanStop(sentence, messages.check_label(self.env))
        made = self.mo_id.lot_producing_ids
        if made and target.lot not in made:
            raise ScanStop(not_made(self.env, target.lot_name, self.mo_id.name), messages.check_label(self.env))
        return target

    @api.model
    def _scan_open_domain(self, mode):
        return Domain("state", "=", "draft") if mode in ("", "produce") else Domain.FALSE
