"""Which lines were used for which is written once, when Odoo posts them, and stays."""

from odoo import models

from .. import messages_protection as messages

LINKS = ("consume_line_ids", "produce_line_ids")


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def write(self, vals):
        names = [name for name in LINKS if name in vals]
        linked = {(line, name): line[name] for line in self for name in names if line.state == "done" and line[name]}
        result = super().write(vals)
        for (line, name), links in linked.items():
            if line[name] != links:
                self.env["lot.reason"]._refuse(messages.links_stay(self.env, line.move_id.display_name), line.move_id)
        return result
