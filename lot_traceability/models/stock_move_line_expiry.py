"""Lots that are too old for a use but entered by hand: refused or recorded, as the operation type says."""

from odoo import api, fields, models

from .. import messages_expiry as messages

USES = ("customer", "production")
INSIDE = ("internal", "transit")


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "done")._check_life()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"lot_id", "quant_id", "location_dest_id"}:
            self.filtered(lambda line: line.state == "done")._check_life()
        return result

    def _action_done(self):
        self._check_life()
        return super()._action_done()

    def _check_life(self):
        """Refuse or record the lots of these lines that are too old for where they go."""
        too_old = self._get_too_old()
        if not too_old:
            return
        denied = [line for line in too_old if line._get_operation_type().lot_too_old == "deny"]
        if denied:
            sentences = [too_old[line] for line in denied]
            self.env["lot.reason"]._refuse("\n".join(dict.fromkeys(sentences)), denied[0].lot_id)
        rows = [
            {
                "record": line.lot_id,
                "about": [line.picking_id or line.move_id.raw_material_production_id, line.product_id],
                "extra": {"problem": sentence},
            }
            for line, sentence in too_old.items()
        ]
        self.env["lot.audit.entry"]._ledger_write("too_old_taken", rows)

    def _get_too_old(self):
        """``{line: sentence}`` of those of these lines whose lot is too old for where it goes, now."""
        now, limits, found = fields.Datetime.now(), {}, {}
        for line in self:
            if not (line.lot_id and line.product_id.use_expiration_date and line.quantity > 0 and line._is_used()):
                continue
            if line.move_id not in limits:
                limits[line.move_id] = line.move_id._get_expiry_limit(at=now)
            limit = limits[line.move_id]
            refusal = limit and limit.refusal(line.lot_id._get_life())
            if refusal:
                found[line] = messages.too_old(self.env, line.lot_id, limit, refusal)
        return found

    def _is_used(self):
        return self.location_id.usage in INSIDE and self.location_dest_id.usage in USES

    def _get_operation_type(self):
        return self.picking_type_id or self.move_id.picking_type_id
