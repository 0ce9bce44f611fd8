"""Work orders show the checks that are made at them."""

from odoo import models


class MrpWorkorder(models.Model):
    _name = "mrp.workorder"
    _inherit = ["mrp.workorder", "lot.check.mixin"]
