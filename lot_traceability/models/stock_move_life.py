"""What an open move tells about the shelf life of the lots it has, and of the stock it still needs."""

from odoo import models

from .. import messages_expiry as messages


class StockMove(models.Model):
    _inherit = "stock.move"

    def _get_life_notices(self, told=()):
        """Sentences about those of these moves that ask for more shelf life than the stock has.

        Args:
            told: lines of which it is told already that the gate stops them.
        """
        sentences = []
        for move in self.filtered(lambda move: move.product_id.use_expiration_date):
            limit = move._get_expiry_limit()
            if not limit:
                continue
            for lot in move.move_line_ids.filtered(lambda line: line not in told).lot_id:
                if refusal := limit.refusal(lot._get_life()):
                    sentences.append(messages.too_old(self.env, lot, limit, refusal))
            if (limit.days or limit.percent) and (notice := move._get_shortage_notice(limit)):
                sentences.append(notice)
        return sentences

    def _get_shortage_notice(self, limit):
        """Sentence when less than this move needs lasts long enough, else None."""
        quants = self.env["stock.quant"]
        domain = quants.with_context(with_expiration=False)._get_gather_domain(self.product_id, self.location_id)
        domain &= quants._get_fresh_domain(self.product_id, limit)
        ((quantity, reserved),) = quants._read_group(domain, [], ["quantity:sum", "reserved_quantity:sum"])
        lines = self.move_line_ids.filtered(lambda line: not limit.refusal(line.lot_id._get_life()))
        enough = quantity - reserved + sum(lines.mapped("quantity_product_uom"))
        if self.product_id.uom_id.compare(enough, self.product_qty) >= 0:
            return None
        return messages.life_shortage(self.env, self, limit, max(enough, 0))
