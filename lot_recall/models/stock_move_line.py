"""What is posted, added to done operations or edited in them may change what a launched recall reaches."""

from odoo import api, models

TOLD = {
    "lot_id", "product_id", "quantity", "product_uom_id", "location_id", "location_dest_id", "picking_id", "move_id",
    "quant_id", "consume_line_ids", "produce_line_ids", "company_id", "date",
}  # fmt: skip


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _action_done(self):
        result = super()._action_done()
        posted = self.exists()  # empty ones are gone
        self.env["lot.recall.touch"]._mark(posted.lot_id, posted.product_id)
        self.env["lot.recall.back"]._note(posted)
        self.env["lot.recall.incoming"]._match_lines(posted)
        return result

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        done = lines.filtered(lambda line: line.state == "done")
        self.env["lot.recall.touch"]._mark(done.lot_id, done.product_id)
        self.env["lot.recall.back"]._note(done)
        self.env["lot.recall.incoming"]._match_lines(done)
        return lines

    def write(self, vals):
        done = self.filtered(lambda line: line.state == "done") if TOLD & vals.keys() else self.browse()
        lots, products = done.lot_id, done.product_id
        before = {line.id: (line.lot_id, line.quantity_product_uom) for line in done}
        result = super().write(vals)
        self.env["lot.recall.touch"]._mark(lots | done.lot_id, products | done.product_id)
        if done:
            self.env["lot.recall.back"]._note(done, is_edited=True, before=before)
        self.env["lot.recall.incoming"]._match_lines(done)
        return result
