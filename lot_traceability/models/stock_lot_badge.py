from odoo import api, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.depends("disposition")
    @api.depends_context("formatted_display_name", "lang")
    def _compute_display_name(self):
        """In lists to choose from, a badge stands beside every lot that is not released."""
        super()._compute_display_name()
        if not self.env.context.get("formatted_display_name"):
            return
        words = dict(self._fields["disposition"]._description_selection(self.env))
        for lot in self.filtered(lambda lot: lot.disposition and lot.disposition != "released"):
            lot.display_name = f"{lot.display_name}\t`{words[lot.disposition]}`"
