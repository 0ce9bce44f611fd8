"""One import of history from before go-live: where its rows came from, and the only way to take them back."""

from odoo import fields, models

from ..sql import declared as declared_sql


class LotDeclaredBatch(models.Model):
    _name = "lot.declared.batch"
    _description = "Import of history from before go-live"
    _order = "id desc"

    name = fields.Char("File", required=True, readonly=True)
    kind = fields.Selection(
        [("genealogy", "What was made from what"), ("shipment", "What was shipped to whom")],
        required=True,
        readonly=True,
    )
    company_id = fields.Many2one("res.company", "Company", required=True, index=True, readonly=True)
    link_ids = fields.One2many("lot.declared.link", "batch_id", "Lines", readonly=True)
    link_count = fields.Integer("Number of lines", readonly=True)

    def unlink(self):
        """Take back whole imports with all their rows."""
        self.check_access("unlink")
        self.env["lot.declared.link"].flush_model()
        # Rows of other imports that shared an order with these ones get a new first row.
        self.env.execute_query(declared_sql.regroup_without(self.ids))
        # The database removes the rows (cascade): nobody has the right to delete single ones.
        result = super().unlink()
        self.env["lot.declared.link"].invalidate_model()
        return result

    def action_open_links(self):
        """The lines of this import."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_traceability.lot_declared_link_action")
        return {**action, "domain": [("batch_id", "=", self.id)], "context": {}, "display_name": self.name}
