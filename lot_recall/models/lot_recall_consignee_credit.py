"""What a customer gets for goods that came back: handed over to whoever sells, where sales or invoices are kept.

No addon of ours depends on those apps: their models are asked for by name. The return itself tells the order, since it
was made from its deliveries; here somebody is asked to credit or to replace.
"""

from odoo import models

from . import messages_back, messages_claim


class LotRecallConsignee(models.Model):
    _inherit = "lot.recall.consignee"

    def action_credit(self):
        """Ask whoever sold the goods to credit or replace what came back, and show the orders, else the invoices."""
        self.ensure_one()
        self.check_access("write")
        came = self.back_ids.filtered(lambda row: row.qty > 0)
        if not came:
            raise messages_claim.nothing_received(self)
        if "sale.order" in self.env:
            records = self._get_orders(came)
        elif "account.move" in self.env:
            records = self._get_invoices()
        else:
            raise messages_claim.no_sales(self.env)
        if not records:
            raise messages_claim.nothing_sold(self)
        goods = "; ".join(messages_back.goods_words(row) for row in came)
        summary = messages_claim.to_credit(self.env, self.recall_id.name, goods)
        for record in records:
            if not record.activity_ids.filtered(lambda activity: activity.summary == summary):
                seller = record.user_id if "user_id" in record._fields else record.invoice_user_id
                record.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=(seller or self.env.user).id, summary=summary
                )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("To credit or replace"),
            "res_model": records._name,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
        }

    def _get_orders(self, came):
        """Sales orders of the deliveries that the goods went out with."""
        lines = self.env["stock.move.line"].browse(came.mapped("move_line_id")).exists()
        moves = lines.move_id.origin_returned_move_id | lines.move_id
        orders = moves.sale_line_id.order_id if "sale_line_id" in moves._fields else self.env["sale.order"]
        return orders._filtered_access("read")

    def _get_invoices(self):
        """Posted invoices of this customer for these products."""
        products = self.back_ids.product_id
        domain = [
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("commercial_partner_id", "=", self.partner_id.commercial_partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("invoice_line_ids.product_id", "in", products.ids),
        ]
        moves = self.env["account.move"]
        return moves.search(domain) if moves.has_access("read") else moves
