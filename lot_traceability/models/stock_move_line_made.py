"""The production date of lots made in house: the day of the first order that put them out, unless a label said it."""

from odoo import models

from ..kernel import expiry


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _action_done(self):
        made = self.filtered(lambda line: line._is_made_here())
        if not made:
            return super()._action_done()
        # A lot that was there before was not made today: reworked, or put out by an earlier part of the order.
        # Sudo: history of companies that the user may not see counts too.
        lines_sudo = self.env["stock.move.line"].sudo()
        groups = lines_sudo._read_group([("lot_id", "in", made.lot_id.ids), ("state", "=", "done")], ["lot_id"])
        known = self.env["stock.lot"].union(*(lot for (lot,) in groups))
        result = super()._action_done()
        for (company, instant), lines in made.exists().grouped(lambda line: (line.company_id, line.date)).items():
            day = expiry.day_of(instant, company._get_calendar_zone())
            (lines.lot_id - known)._set_made_on(day)
        return result

    def _is_made_here(self):
        # What a subcontractor makes comes into a place without warehouse, and on the day of its receipt only.
        place = self.location_dest_id
        return bool(self.move_id.production_id and self.location_id.usage == "production" and place.warehouse_id)
