"""Labels of places."""

from odoo import models


class StockLocation(models.Model):
    _name = "stock.location"
    _inherit = ["stock.location", "lot.label.mixin"]

    def _label_sources(self):
        return {**super()._label_sources(), "place": "WH/Stock/A-01-03", "barcode": "WH-A-01-03"}

    def _label_text(self, source):
        match source:
            case "place":
                return self.complete_name or ""
            case "barcode":
                return self.barcode or ""
        return super()._label_text(source)

    def action_print_labels(self):
        """Ask for design and number of labels of these places."""
        return self.env["lot.label.print"]._for(self)
