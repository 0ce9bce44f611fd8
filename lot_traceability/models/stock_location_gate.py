from odoo import api, fields, models
from odoo.fields import Domain

from .. import messages_hold as messages


class StockLocation(models.Model):
    _inherit = "stock.location"

    lot_is_quarantine = fields.Boolean(
        "Quarantine area", help="Blocked goods may always be brought here, and stay here when they come in."
    )
    lot_accepts_held = fields.Boolean(
        "Held stock allowed", help="Goods on hold or not released may be brought here, e.g. a laboratory."
    )
    lot_accepts_expired = fields.Boolean("Expired stock allowed", help="Expired goods may be brought here.")

    def _lies_in(self, flag):
        """Whether this place or one around it has the flag."""
        self.ensure_one()
        # Sudo: the places around it may be those of another company.
        above_sudo = self.sudo().browse(int(place) for place in (self.parent_path or "").split("/") if place)
        return any(place[flag] for place in above_sudo)

    @api.model
    def _get_audited_flags(self):
        return ["lot_is_quarantine", "lot_accepts_held", "lot_accepts_expired"]

    @api.model_create_multi
    def create(self, vals_list):
        places = super().create(vals_list)
        self.env["lot.setting.mixin"]._record_made(places, self._get_audited_flags())
        return places

    def write(self, vals):
        if "location_id" in vals:
            self._check_stays_in_holds(self.browse(vals["location_id"] or ()))
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, self._get_audited_flags())

    def _check_stays_in_holds(self, parent):
        """Goods leave a hold on a place by a move only, which the gate sees; not by moving the place they lie in."""
        around = {int(place) for here in self for place in (here.parent_path or "").split("/") if place} - {*self.ids}
        left = around - {int(place) for place in (parent.parent_path or "").split("/") if place}
        # Sudo: holds and stock count for whoever sets up places.
        holds_sudo = self.env["lot.hold"].sudo().search([("state", "=", "open"), ("location_id", "in", [*left])])
        whole = holds_sudo.filtered(lambda hold: not hold.lot_id).product_id
        held = Domain("lot_id", "in", holds_sudo.lot_id.ids) | Domain("product_id", "in", whole.ids)
        domain = held & Domain("location_id", "child_of", self.ids) & Domain("quantity", ">", 0)
        quant_sudo = self.env["stock.quant"].sudo().search(domain, limit=1) if holds_sudo else None
        if quant_sudo:
            hold = holds_sudo.filtered(lambda hold: quant_sudo.product_id == hold.product_id)[:1]
            self.env["lot.reason"]._refuse(
                messages.place_on_hold(self.env, quant_sudo.location_id.display_name, hold.name), quant_sudo.lot_id
            )
