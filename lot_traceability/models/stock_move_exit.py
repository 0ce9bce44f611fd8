"""What a move is for, as it is and not as a program says: a return of what came, a component that is used up."""

from odoo import models


def _kind(place_sudo):
    """A subcontractor's place is one of ours without warehouse."""
    return place_sudo.usage, bool(place_sudo.warehouse_id)


class StockMove(models.Model):
    _inherit = "stock.move"

    def _is_true_return(self):
        """Whether this takes back what another move brought: the same product, and the other way round."""
        # Sudo: what a sister company sent may be returned.
        origin_sudo = self.origin_returned_move_id.sudo()
        if not origin_sudo or origin_sudo.state != "done" or origin_sudo.product_id != self.product_id:
            return False
        brought = _kind(origin_sudo.location_id), _kind(origin_sudo.location_dest_id)
        return brought == (_kind(self.sudo().location_dest_id), _kind(self.sudo().location_id))

    def _is_used_up(self):
        """Whether this is a component of a manufacturing order or the part that a repair adds."""
        is_part = "repair_line_type" in self._fields and self.repair_line_type == "add"
        return is_part or bool(self.raw_material_production_id and not self.scrap_id)
