"""Manufacturing orders: the as-built components of their units."""

from odoo import models
from odoo.exceptions import ValidationError


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    def _check_as_built(self):
        """Refuse a correction after which an order's as-built rows name more than it consumed, or other lots."""
        # Sudo: who corrects a line must not break rows that he may not read.
        rows_sudo = self.env["lot.as.built"].sudo().search([("production_id", "in", self.ids)])
        try:
            rows_sudo._check_against_orders()
        except ValidationError as error:
            raise ValidationError(
                self.env._(
                    "Components are entered as built for this order; change those lines first. %(reason)s",
                    reason=error.args[0],
                )
            ) from error
