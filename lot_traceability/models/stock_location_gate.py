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
            parent = self.browse(vals["location_id"] or ())
            self.filtered(lambda place: place.location_id != parent)._check_stays_in_holds(parent)
        # Where a place lies decides which holds and flags cover it.
        names = [*self._get_audited_flags(), "location_id"]
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, names)

    def _check_stays_in_holds(self, parent):
        """Goods leave a hold on a place by a move only, which the gate sees; not by moving the place they lie in."""
        stock = Domain("location_id", "child_of", self.ids) & Domain("quantity", ">", 0)
        # Sudo: holds and stock count for whoever sets up places.
        quants_sudo = self.env["stock.quant"].sudo().search(stock)
        # Nobody holds them between this look and the commit.
        self.env["lot.guard"]._share(quants_sudo.lot_id, quants_sudo.product_id)
        around = {int(place) for here in self for place in (here.parent_path or "").split("/") if place} - {*self.ids}
        left = around - {int(place) for place in (parent.parent_path or "").split("/") if place}
        holds_sudo = self.env["lot.hold"].sudo().search([("state", "=", "open"), ("location_id", "in", [*left])])
        for hold_sudo in holds_sudo:
            held = quants_sudo.filtered(lambda quant, hold=hold_sudo: hold._is_on(quant.product_id, quant.lot_id))[:1]
            if held:
                self.env["lot.reason"]._refuse(
                    messages.place_on_hold(self.env, held.location_id.display_name, hold_sudo.name), held.lot_id
                )
