from odoo import api, fields, models


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "lot.number.mixin"]

    lot_number_next = fields.Char("Next number", compute="_compute_lot_number_next")

    @api.depends("lot_number_format_id", "categ_id", "default_code")
    @api.depends_context("company")
    def _compute_lot_number_next(self):
        for template in self:
            product = template.product_variant_id
            number_format = template._get_number_format()
            template.lot_number_next = number_format._peek(product) if number_format and product else False

    def _get_number_format(self, name="lot_number_format_id"):
        """The format that counts for this product in the present company (empty: none).

        Its own, or that of the nearest category above; those of other companies count there only.
        """
        # Sudo: whoever makes a lot need not be allowed to read categories and formats.
        template_sudo = self.sudo()
        category_sudo, found_sudo = template_sudo.categ_id, template_sudo[name]
        found_sudo = found_sudo._usable()
        while category_sudo and not found_sudo:
            category_sudo, found_sudo = category_sudo.parent_id, category_sudo[name]._usable()
        return found_sudo
