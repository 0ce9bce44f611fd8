"""Stock with lots changes by moves alone, which history shows.

Odoo's screens count and move; its methods let a program write quantity, lot or place of a quant, and no move tells.
"""

from odoo import api, fields, models

from .. import messages_protection as messages

STOCK = ("quantity", "lot_id", "location_id", "product_id", "package_id", "in_date")


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        quants = super().create(vals_list)
        # Odoo's moves and counts write as superuser.
        if not self.env.su and any("quantity" in vals for vals in vals_list):
            quants.filtered("quantity")._refuse_direct_stock()
        return quants

    def write(self, vals):
        if not self.env.su:
            names = [name for name in STOCK if name in vals]
            changed = self.filtered(lambda quant: any(quant._is_other(name, vals[name]) for name in names))
            changed.filtered(lambda quant: quant.quantity or vals.get("quantity"))._refuse_direct_stock()
        return super().write(vals)

    def _is_other(self, name, value):
        now = self[name].id if isinstance(self[name], models.BaseModel) else self[name]
        if name == "in_date":
            value = fields.Datetime.to_datetime(value)
        return (now or False) != (value or False)

    def _refuse_direct_stock(self):
        # Held goods without lot have no other history either.
        tracked = self.filtered(lambda quant: quant.product_id.tracking != "none" or quant.is_blocked)
        if tracked:
            lot = tracked.lot_id[:1]
            sentence = messages.stock_by_moves(self.env, (lot or tracked.product_id[:1]).display_name)
            self.env["lot.reason"]._refuse(sentence, lot)
