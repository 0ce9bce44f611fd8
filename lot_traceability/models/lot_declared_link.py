"""Declared history: what the system before this one recorded, imported once and never edited.

A genealogy row says that a component lot went into a produced lot; a shipment row says that a lot went to a
partner. The trace counts both as recorded (trace contract, "Declared").
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..sql import declared as declared_sql


class LotDeclaredLink(models.Model):
    _name = "lot.declared.link"
    _description = "History from before go-live"
    _order = "date desc, id desc"
    _rec_name = "document"

    kind = fields.Selection(
        [("genealogy", "What was made from what"), ("shipment", "What was shipped to whom")],
        required=True,
        readonly=True,
    )
    component_lot_id = fields.Many2one(
        "stock.lot", "Component lot", index="btree_not_null", ondelete="restrict", readonly=True
    )
    component_product_id = fields.Many2one(related="component_lot_id.product_id", string="Component")
    produced_lot_id = fields.Many2one(
        "stock.lot", "Made into", index="btree_not_null", ondelete="restrict", readonly=True
    )
    produced_product_id = fields.Many2one(related="produced_lot_id.product_id", string="Product made")
    lot_id = fields.Many2one("stock.lot", "Shipped lot", index="btree_not_null", ondelete="restrict", readonly=True)
    product_id = fields.Many2one(related="lot_id.product_id", string="Shipped product")
    partner_id = fields.Many2one(
        "res.partner", "Shipped to", index="btree_not_null", ondelete="restrict", readonly=True
    )
    qty = fields.Float(
        "Quantity",
        digits="Product Unit",
        required=True,
        readonly=True,
        help="Quantity used or shipped, in the unit of the component or of the shipped product.",
    )
    uom_id = fields.Many2one("uom.uom", "Unit", compute="_compute_uom_id")
    produced_qty = fields.Float(
        "Quantity made",
        digits="Product Unit",
        readonly=True,
        help="Quantity of the lot that was made, in its own unit; 0 when the old records do not tell. "
        "Lines of one document repeat it; it is not added up.",
    )
    date = fields.Datetime("Date", required=True, readonly=True)
    document = fields.Char("Document", readonly=True, help="Number of the order or delivery in the old system.")
    source = fields.Char("File", readonly=True)
    line_number = fields.Integer("Line", readonly=True, help="Line of the imported file.")
    batch_id = fields.Many2one(
        "lot.declared.batch", "Import", required=True, index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one("res.company", "Company", required=True, index=True, readonly=True)
    # Id of the first row with the same document, date, company and produced lot: together they are one order of the
    # old system. An integer, not a relation, so that the trace's SQL names orders without a second query.
    group_id = fields.Integer("Order of the old system", readonly=True, index="btree_not_null")
    # What the row says, as one comparable text: makes importing the same file twice harmless, also at the same time.
    fingerprint = fields.Char(required=True, readonly=True)

    _qty_positive = models.Constraint("CHECK (qty > 0)", "The quantity must be more than zero.")
    _produced_qty_positive = models.Constraint(
        "CHECK (produced_qty IS NULL OR produced_qty >= 0)", "The quantity made cannot be negative."
    )
    _complete = models.Constraint(
        "CHECK ((kind = 'genealogy' AND component_lot_id IS NOT NULL AND produced_lot_id IS NOT NULL"
        " AND component_lot_id <> produced_lot_id AND lot_id IS NULL AND partner_id IS NULL)"
        " OR (kind = 'shipment' AND lot_id IS NOT NULL AND partner_id IS NOT NULL"
        " AND component_lot_id IS NULL AND produced_lot_id IS NULL))",
        "A line names either two different lots, or one lot and the partner it was shipped to.",
    )
    _said_once = models.UniqueIndex("(fingerprint)", "One of these lines was imported already. Check the file again.")

    @api.depends("kind", "lot_id", "component_lot_id")
    def _compute_uom_id(self):
        for link in self:
            link.uom_id = (link.lot_id or link.component_lot_id).product_id.uom_id

    @api.model_create_multi
    def create(self, vals_list):
        links = super().create(vals_list)
        made = links.filtered(lambda link: link.kind == "genealogy")
        if made:
            made.flush_recordset()
            self.env.execute_query(declared_sql.group_rows(made.ids))
            made.invalidate_recordset(["group_id"])
        return links

    def write(self, vals):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(
            self.env._("Imported history is not edited. Delete the whole import and import a corrected file.")
        )

    @api.ondelete(at_uninstall=True)
    def _unlink_never_alone(self):
        raise UserError(self.env._("Lines of imported history are not deleted one by one. Delete the whole import."))

    def action_open_batch(self):
        """The import that this line belongs to."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "lot.declared.batch",
            "res_id": self.batch_id.id,
            "views": [(False, "form")],
        }
