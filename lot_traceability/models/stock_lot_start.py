"""How new lots start: released, or in quarantine where product, category, operation or supplier say so.

Product and category are asked when the lot is made, whoever makes it; operation type and supplier when goods of a lot
without history come in (``stock_move_line_start.py``). One of them that says quarantine is enough.
"""

from collections import defaultdict

from odoo import api, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model_create_multi
    def create(self, vals_list):
        lots = super().create(vals_list)
        reasons = {product: product._get_quarantine_reason() for product in lots.product_id}
        lots._start_in_quarantine({lot: reasons[lot.product_id] for lot in lots if reasons[lot.product_id]})
        return lots

    @api.model
    def _start_in_quarantine(self, reasons):
        """Put these released lots, which nobody has judged yet, in quarantine: ``{lot: why}``."""
        by_reason = defaultdict(self.browse)
        for lot, reason in reasons.items():
            if lot.disposition == "released" and not lot.disposition_at:
                by_reason[reason] |= lot
        for reason, lots in by_reason.items():
            # Sudo: the rule decides, whatever rights its trigger has; their name stays with it.
            lots.sudo()._write_disposition("quarantine", reason)

    @api.model
    def _put_in_quarantine(self, reasons):
        """Put released lots in quarantine whatever was thought of them before: ``{lot: why}``."""
        for lot, reason in reasons.items():
            if lot.disposition == "released":
                lot.sudo()._write_disposition("quarantine", reason)  # sudo: as above
