"""The badge beside a lot wherever it is listed or chosen: on hold, or its disposition."""

from odoo import api, fields, models

from .stock_lot_disposition import DISPOSITIONS

HELD = "held"
STANDINGS = [*DISPOSITIONS, (HELD, "On hold")]


class StockLot(models.Model):
    _inherit = "stock.lot"

    standing = fields.Selection(
        STANDINGS,
        "Disposition or hold",
        compute="_compute_standing",
        help="“On hold” when the lot or a part of it is on hold, else its disposition.",
    )

    @api.depends("disposition", "is_blocked")
    def _compute_standing(self):
        for lot in self:
            is_held = lot.is_blocked and lot.disposition == "released"
            lot.standing = HELD if is_held else lot.disposition

    @api.model
    def _get_badge(self, standing):
        """What stands behind a name in lists to choose from: a badge, or nothing when all is well."""
        if not standing or standing == "released":
            return ""
        words = dict(self._fields["standing"]._description_selection(self.env))
        return f"\t`{words[standing]}`"

    @api.depends("standing")
    @api.depends_context("formatted_display_name", "lang")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        if self.env.context.get("formatted_display_name"):
            for lot in self:
                lot.display_name = f"{lot.display_name or ''}{self._get_badge(lot.standing)}"
        return result
