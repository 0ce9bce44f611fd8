"""By which exit a line takes goods, and what the table of ``kernel/gate.py`` says of it."""

from odoo import api, models

from ..kernel import gate


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _judge(self, blocks, is_count=False):
        """(exit, outcome) of this line, whose goods are blocked or expired."""
        exit_ = self._get_exit(blocks, is_count)
        return exit_, gate.decide(
            exit_,
            {status for status, _hold, _lot in blocks},
            accepts_held=self._accepts("lot_accepts_held") or self._get_true_dest()._lies_in("lot_is_quarantine"),
            accepts_expired=self._accepts("lot_accepts_expired"),
            inside=self.company_id.lot_held_inside or gate.ALLOWED,
        )

    def _accepts(self, flag):
        operation = self.move_id.picking_type_id or self.picking_id.picking_type_id
        return bool(operation[flag]) or self._get_true_dest()._lies_in(flag)

    def _get_true_dest(self):
        """Where the goods go: a component is used up, wherever its line says that it goes."""
        # Sudo: places of other companies have to be told apart.
        dest_sudo = self.location_dest_id.sudo()
        if self.move_id._is_used_up() and self._see_place(dest_sudo).is_inside:
            return self.product_id.with_company(self.company_id).property_stock_production
        return self.location_dest_id

    def _get_exit(self, blocks, is_count):
        # Sudo: places of other companies have to be told apart.
        source, dest = self.location_id.sudo(), self._get_true_dest().sudo()
        leaves_hold = any(hold and hold._is_left_by(self) for _status, hold, _lot in blocks)
        return gate.classify(
            self._see_place(source),
            self._see_place(dest),
            is_return=self.move_id._is_true_return() and self._is_of_origin(),
            is_count=is_count or bool(self.move_id.is_inventory),
            leaves_hold=leaves_hold,
        )

    def _is_of_origin(self):
        """Whether what this returns is of a lot that came."""
        # Sudo: what a sister company sent may be returned.
        lots_sudo = self.move_id.origin_returned_move_id.sudo().move_line_ids.lot_id
        return not self.lot_id or self.lot_id.id in lots_sudo.ids

    @api.model
    def _see_place(self, location):
        usage = location.usage
        return gate.Place(
            usage="internal" if usage == "view" else usage,
            company=location.company_id.id or 0,
            warehouse=location.warehouse_id.id or 0,
            is_quarantine=usage == "internal" and location._lies_in("lot_is_quarantine"),
        )
