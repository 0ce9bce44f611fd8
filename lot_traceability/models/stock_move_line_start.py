"""Goods that come in: new lots start as operation type and supplier say, returned ones as the company says."""

from odoo import models

from .. import messages_disposition as messages
from .stock_move_line_serial import INSIDE


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _action_done(self):
        # Before anything else: what is in quarantine then goes where quarantine goes.
        coming = self.filtered(lambda line: line.quantity > 0 and line._is_coming_in())
        coming._put_returned_apart()
        coming.filtered("lot_id")._start_new_lots()
        return super()._action_done()

    def _create_and_assign_production_lot(self):
        result = super()._create_and_assign_production_lot()
        self.filtered(lambda line: line._is_coming_in())._start_new_lots()
        return result

    def _is_coming_in(self):
        # Sudo: places of other companies have to be told apart.
        return self.location_id.sudo().usage not in INSIDE and self.location_dest_id.sudo().usage in INSIDE

    def _start_new_lots(self):
        reasons = {line.lot_id: line._get_quarantine_reason() for line in self}
        asked = {lot: reason for lot, reason in reasons.items() if reason and lot.disposition == "released"}
        if asked:
            lots = self.env["stock.lot"].union(*asked)
            known = lots._filter_in_history()
            lots._start_in_quarantine({lot: asked[lot] for lot in lots - known})

    def _get_quarantine_reason(self):
        """Why a new lot of this line starts in quarantine, "" if it does not."""
        # Sudo: the settings count for whoever receives.
        line_sudo = self.sudo()
        operation_sudo = line_sudo.move_id.picking_type_id or line_sudo.picking_id.picking_type_id
        if operation_sudo.lot_starts_in_quarantine:
            return messages.by_operation(self.env, operation_sudo.display_name)
        partner_sudo = line_sudo._get_sender_sudo()
        if line_sudo.location_id.usage == "supplier" and partner_sudo.lot_starts_in_quarantine:
            return messages.by_supplier(self.env, partner_sudo.display_name)
        return ""

    def _get_sender_sudo(self):
        line_sudo = self.sudo()  # sudo: as above
        picking_sudo = line_sudo.move_id.picking_id or line_sudo.picking_id
        partner_sudo = picking_sudo.partner_id or line_sudo.move_id.partner_id
        said = partner_sudo.lot_starts_in_quarantine
        return partner_sudo if said else partner_sudo.commercial_partner_id

    def _put_returned_apart(self):
        """What customers send back, where the company says so, is judged before it is used again."""
        # Sudo: places and settings of other companies have to be told apart.
        returned = self.sudo().filtered(
            lambda line_sudo: line_sudo.location_id.usage == "customer" and line_sudo.company_id.lot_quarantine_returns
        )
        reasons = {}
        for line in returned.with_env(self.env):
            if line.product_id.tracking == "serial":
                reasons[line.lot_id] = messages.returned(self.env, line._get_sender_sudo().display_name)
            elif not line.location_dest_id._lies_in("lot_is_quarantine"):
                # The rest of the lot is as good as before: these goods alone stand apart.
                line._redirect_to_quarantine(line.lot_id)
        self.env["stock.lot"]._put_in_quarantine(reasons)
