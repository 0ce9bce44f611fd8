"""How many units of a serial number are in stock: never more than one."""

from odoo import models
from odoo.fields import Domain

from .. import messages_protection as messages
from .stock_move_line_serial import INSIDE


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _count_in_stock(self):
        """``{lot id: quantity in stock}``, in all companies."""
        domain = Domain("lot_id", "in", self.ids) & Domain("location_id.usage", "in", INSIDE)
        # Sudo: a serial in another company's stock cannot be here too.
        groups = self.env["stock.quant"].sudo()._read_group(domain, ["lot_id"], ["quantity:sum"])
        return {lot_sudo.id: quantity for lot_sudo, quantity in groups}

    def _check_in_stock_once(self, before):
        """Refuse more than one unit of a serial; what was wrong before may be mended step by step."""
        for lot_id, quantity in self._count_in_stock().items() if self else ():
            lot = self.browse(lot_id)
            compare = lot.product_id.uom_id.compare
            if compare(quantity, 1) > 0 and compare(quantity, before.get(lot_id, 0)) > 0:
                sentence = messages.serial_again(self.env, lot.name, lot.product_id.display_name)
                self.env["lot.reason"]._refuse(sentence, lot)
