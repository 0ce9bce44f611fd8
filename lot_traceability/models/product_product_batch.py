from odoo import models


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _get_batch_profile(self):
        """Profile of the batch record that lots of this product get, "" when they get none."""
        # Sudo: whoever makes a lot need not be allowed to read categories.
        template_sudo = self.product_tmpl_id.sudo()
        said, category_sudo = template_sudo.lot_batch_profile, template_sudo.categ_id
        while not said and category_sudo:
            said, category_sudo = category_sudo.lot_batch_profile, category_sudo.parent_id
        return said if said and said != "none" else ""
