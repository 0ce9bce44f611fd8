from odoo import fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    udi_di_ids = fields.One2many("lot.udi.di", "product_id", "Device identifiers")

    def _udi_di(self):
        """The identifier that this product's label carries: of its own unit, in use today; "" for none."""
        return self._udi_own().name or ""

    def _udi_device(self):
        """The device that this product is, in the registry; empty when it is in none."""
        return self._udi_own().device_id

    def _udi_own(self):
        self.ensure_one()
        today = fields.Date.context_today(self)
        own = self.udi_di_ids.filtered(
            lambda di: di.agency == self.udi_agency and di.kind == "primary" and not di.uom_id
            and not di._is_retired(today) and not (di.start_date and di.start_date > today)
        )  # fmt: skip
        return own.sorted(lambda di: (di.level != "unit", di.sequence, di.id))[:1]
