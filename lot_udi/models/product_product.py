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

    def _udi_own(self, day=None):
        """The identifier of this product's own unit that is in use on a day (today); empty for none."""
        day = day or fields.Date.context_today(self)
        own = self._udi_units().filtered(
            lambda di: not di._is_retired(day) and not (di.start_date and di.start_date > day)
        )
        return own.sorted(lambda di: (di.level != "unit", di.sequence, di.id))[:1]

    def _udi_units(self):
        """Identifiers of this product's own unit, whenever they are or were in use, the latest retired ones first."""
        self.ensure_one()
        own = self.udi_di_ids.filtered(
            lambda di: di.agency == self.udi_agency and di.kind == "primary" and not di.uom_id
        )
        return own.sorted(lambda di: (di.end_date or fields.Date.to_date("9999-12-31"), di.id), reverse=True)
