"""Manufacturing orders open the batch records of what they make, and keep what they were planned by."""

from odoo import fields, models

from ..kernel.batch_content import plain


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    batch_plan = fields.Json(
        "Planned by",
        copy=False,
        readonly=True,
        help="Bill of materials and operations as they were when the order was confirmed.",
    )

    def action_confirm(self):
        result = super().action_confirm()
        for order in self.filtered(lambda order: not order.batch_plan and order.product_id._get_batch_profile()):
            order.batch_plan = order._prepare_batch_plan()
        return result

    def _post_inventory(self, cancel_backorder=False):
        result = super()._post_inventory(cancel_backorder=cancel_backorder)
        self.env["lot.batch.record"]._start({order: order._get_lots_made() for order in self})
        return result

    def _get_backorder_mo_vals(self):
        # The rest is made by the same plan; Odoo does not confirm it again.
        return {**super()._get_backorder_mo_vals(), "batch_plan": self.batch_plan}

    def _prepare_batch_plan(self):
        """The bill of materials, word for word; a later change of it does not change what was made."""
        order = self.with_env(self.env(context={}))  # without context: no names in the language of whoever confirms
        bom = order.bom_id.sudo()  # sudo: whoever confirms uses it, but may not be allowed to read all of it
        return {
            "bom": bom.display_name or "",
            "bom_id": bom.id or 0,
            "qty": plain(order.product_uom_qty),
            "changed": fields.Datetime.to_string(max(bom.mapped("write_date") + bom.bom_line_ids.mapped("write_date")))
            if bom
            else "",
            "components": [
                {
                    "product": move.product_id.display_name,
                    "product_id": move.product_id.id,
                    "qty": plain(move.product_uom_qty),
                    "unit": move.product_uom.name,
                    "base_qty": plain(move.product_qty),
                }
                for move in order.move_raw_ids
            ],
            "operations": [
                {"name": work.name, "place": work.workcenter_id.display_name} for work in order.workorder_ids
            ],
        }
