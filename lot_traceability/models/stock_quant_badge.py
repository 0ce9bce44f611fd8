from odoo import api, fields, models

from .stock_lot_badge import HELD, STANDINGS


class StockQuant(models.Model):
    _inherit = "stock.quant"

    lot_disposition = fields.Selection(
        STANDINGS,
        "Disposition or hold",
        compute="_compute_lot_disposition",
        help="“On hold” when these goods are on hold, else the disposition of their lot.",
    )

    @api.depends("is_blocked", "lot_id.disposition")
    def _compute_lot_disposition(self):
        for quant in self:
            is_held = quant.is_blocked and quant.lot_id.disposition in (False, "released")
            quant.lot_disposition = HELD if is_held else quant.lot_id.disposition

    @api.depends("lot_disposition", "lot_id.expiration_date")
    @api.depends_context("formatted_display_name", "lang")
    def _compute_display_name(self):
        """The same name in lists to choose from, with a badge when it is blocked or expired."""
        if not self.env.context.get("formatted_display_name"):
            return super()._compute_display_name()
        # Odoo's own short name is not used: a fault in its caching hides it, and people are used to the whole one.
        plain = self.with_context(formatted_display_name=False)
        result = super(StockQuant, plain)._compute_display_name()
        now, lots = fields.Datetime.now(), self.env["stock.lot"]
        expired = f"\t`{self.env._('Expired')}`"
        for quant, named in zip(self, plain):
            expires = quant.lot_id.expiration_date
            badge = lots._get_badge(quant.lot_disposition) or (expired if expires and expires <= now else "")
            quant.display_name = f"{named.display_name or ''}{badge}"
        return result
