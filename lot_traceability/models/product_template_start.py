from odoo import fields, models

from .lot_start_mixin import START


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "lot.start.mixin"]

    lot_start = fields.Selection(
        START,
        "New lots start as",
        help="In quarantine until Quality has released them. Empty: as the category says. "
        "Lots that exist stay as they are.",
    )

    def _starts_in_quarantine(self):
        """Whether product or category say that new lots start in quarantine."""
        template_sudo = self.sudo()  # sudo: whoever asks need not be allowed to read categories
        said = template_sudo.lot_start or template_sudo.categ_id._get_start_category().lot_start
        return said == "quarantine"
