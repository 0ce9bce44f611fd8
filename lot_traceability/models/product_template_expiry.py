"""Days of a product's life: never negative."""

from odoo import api, models
from odoo.exceptions import ValidationError

from .. import messages_expiry as messages
from .stock_lot_dates import LEAD_DAYS


class ProductTemplate(models.Model):
    _inherit = "product.template"

    @api.constrains("expiration_time", *LEAD_DAYS.values())
    def _check_days_of_life(self):
        for template in self:
            if min(template.expiration_time, *(template[name] for name in LEAD_DAYS.values())) < 0:
                raise ValidationError(messages.negative_days(self.env, template.display_name))

    def _get_lead_days(self):
        """``{date of a lot: days before its expiration date}``."""
        self.ensure_one()
        return {name: self[days] for name, days in LEAD_DAYS.items()}
