from odoo import fields, models


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    lot_quarantine_id = fields.Many2one(
        "stock.location",
        "Quarantine area",
        domain="[('usage', '=', 'internal'), ('warehouse_id', '=', id)]",
        check_company=True,
        ondelete="restrict",
        help="Where blocked goods go that come in. Made with the first of them, if none is chosen.",
    )

    def _get_quarantine(self):
        """The quarantine area of this warehouse; made beside its stock, from which nothing is reserved there."""
        self.ensure_one()
        # Sudo: whoever receives goods may not set up places.
        warehouse_sudo = self.sudo()
        if not warehouse_sudo.lot_quarantine_id.active:
            warehouse_sudo.lot_quarantine_id = self.env["stock.location"].sudo().create(
                {
                    "name": self.env._("Quarantine"),
                    "location_id": warehouse_sudo.view_location_id.id,
                    "usage": "internal",
                    "company_id": warehouse_sudo.company_id.id,
                    "lot_is_quarantine": True,
                }
            )  # fmt: skip
        return warehouse_sudo.lot_quarantine_id.with_env(self.env)
