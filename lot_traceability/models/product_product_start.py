from odoo import models

from .. import messages_disposition as messages


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _get_quarantine_reason(self):
        """Why new lots of this product start in quarantine, "" if they do not."""
        # Sudo: whoever makes a lot need not be allowed to read categories.
        template_sudo = self.product_tmpl_id.sudo()
        if template_sudo.lot_start:
            is_by_product = template_sudo.lot_start == "quarantine"
            return messages.by_product(self.env, self.display_name) if is_by_product else ""
        category_sudo = template_sudo.categ_id._get_start_category()
        if category_sudo.lot_start != "quarantine":
            return ""
        return messages.by_category(self.env, category_sudo.display_name)
