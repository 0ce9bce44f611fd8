"""Steps of bills of materials at which a check plan checks are archived, not deleted."""

from odoo import models


class MrpRoutingWorkcenter(models.Model):
    _name = "mrp.routing.workcenter"
    _inherit = ["mrp.routing.workcenter", "lot.planned.mixin"]

    _planned_by = "operation_ids"
