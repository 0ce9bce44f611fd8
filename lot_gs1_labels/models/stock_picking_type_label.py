"""Labels that an operation prints by itself once it is done."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_auto as messages


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    label_design_id = fields.Many2one(
        "lot.label.design",
        "Labels to print",
        domain="[('model', 'in', ('stock.lot', 'stock.package'))]",
        check_company=True,
        help="Printed when an operation of this type is done. What cannot be printed stops nothing and is told there.",
    )
    label_printer_id = fields.Many2one("lot.printer", "On", check_company=True)
    label_rule = fields.Selection(
        [
            ("lot", "One per lot or serial number"),
            ("unit", "One per unit"),
            ("pack", "One per packaging of the order"),
            ("pallet", "One per package"),
        ],
        "How many",
        required=True,
        default="unit",
        help="Per unit: of products counted in units, else one per lot. Per packaging: as many as packs or boxes of "
        "the order, rounded up. Goods outside of packages get one label per lot.",
    )

    @api.constrains("label_design_id", "label_printer_id")
    def _check_label_printer(self):
        for kind in self.filtered("label_design_id"):
            if not kind.label_printer_id:
                raise ValidationError(messages.no_printer(self.env, kind.name))
            if kind.label_design_id.sheet and kind.label_printer_id.language == "zpl":
                design, printer = kind.label_design_id, kind.label_printer_id
                raise ValidationError(messages.sheet(self.env, design.name, printer.name))
