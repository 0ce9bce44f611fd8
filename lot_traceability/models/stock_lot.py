"""A lot that history names stays: Odoo would let it go, and the done lines would silently lose their lot."""

from odoo import api, models
from odoo.fields import Domain


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.ondelete(at_uninstall=True)
    def _unlink_except_in_history(self):
        kept = self._filter_in_history()
        if kept:
            sentence = self.env._(
                "%(names)s cannot be deleted: done operations or imported history name it, and without the lot "
                "nobody could tell any more what they moved.",
                names=kept._name_some(),
            )
            self.env["lot.reason"]._refuse(sentence, kept)

    def _filter_in_history(self):
        """Those of these lots that a done line, an as-built row or imported history names, in any company."""
        named = self.browse()
        for model, fields, domain in self._get_history_fields():
            for field in fields:
                # Sudo: history of companies that the user may not see counts too.
                model_sudo = self.env[model].sudo()
                groups = model_sudo._read_group(Domain(field, "in", self.ids) & Domain(domain), [field])
                named |= self.browse(lot.id for (lot,) in groups)
        return self & named

    @api.model
    def _get_history_fields(self):
        """Where history names lots: rows of (model, many2one fields to stock.lot, domain)."""
        return [
            ("stock.move.line", ["lot_id"], [("state", "=", "done")]),
            ("lot.as.built", ["component_lot_id", "produced_lot_id"], []),
            ("lot.declared.link", ["component_lot_id", "produced_lot_id", "lot_id"], []),
        ]
