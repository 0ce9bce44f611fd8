"""Wider choices around lots in question: their day, their delivery or order, their whole product."""

from datetime import datetime, time, timedelta

import pytz

from odoo import api, models
from odoo.fields import Domain


class LotRecallScope(models.AbstractModel):
    _inherit = "lot.recall.scope"

    @api.model
    def _wider(self, lots):
        """Lots of each choice as ``kernel.impact`` names them; each holds these lots.

        day: of the same products, received or made on a day on which one of these was.
        document: of the receipts and manufacturing orders that these came from.
        product: all lots of their products.
        """
        origins = Domain("lot_id", "in", lots.ids) & self._coming_in()
        lines = self.env["stock.move.line"].search_fetch(
            origins & Domain("state", "=", "done"), ["product_id", "date", "picking_id", "move_id"]
        )
        receipts = lines.filtered(lambda line: line.location_id.usage == "supplier").picking_id
        orders = lines.move_id.production_id
        documents = Domain("picking_id", "in", receipts.ids) | Domain("move_id.production_id", "in", orders.ids)
        return {
            "lots": lots,
            "day": lots | self._lots_of_lines(self._coming_in() & self._same_days(lines)),
            "document": lots | self._lots_of_lines(self._coming_in() & documents),
            "product": lots | self.env["stock.lot"].search([("product_id", "in", lots.product_id.ids)]),
        }

    def _coming_in(self):
        return Domain("location_id.usage", "=", "supplier") | self._made()

    def _same_days(self, lines):
        """Condition on lines: of these products on these days, as the company's calendar counts them."""
        zone = pytz.timezone(self.env.company._get_calendar_zone())

        def midnight(day):
            return zone.localize(datetime.combine(day, time())).astimezone(pytz.utc).replace(tzinfo=None)

        days = {(line.product_id.id, pytz.utc.localize(line.date).astimezone(zone).date()) for line in lines}
        return Domain.OR(
            Domain("product_id", "=", product)
            & Domain("date", ">=", midnight(day))
            & Domain("date", "<", midnight(day + timedelta(days=1)))
            for product, day in sorted(days)
        )
