"""Expiry board: stock by the time it has left, its value, and what to do with it."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import messages_expiry_board as messages
from ..kernel.expiry import day_of
from ..sql import expiry_board as sql
from .stock_lot_badge import STANDINGS
from .stock_lot_disposition import DISPOSITIONS


class LotExpiryBoard(models.Model):
    _name = "lot.expiry.board"
    _description = "Expiry board"
    _auto = False
    _order = "expiration_date, id"
    _rec_name = "lot_id"
    _depends = {
        "stock.quant": [
            "lot_id",
            "product_id",
            "location_id",
            "company_id",
            "quantity",
            "reserved_quantity",
            "in_date",
        ],
        "stock.lot": ["production_date", "expiration_date", "removal_date", "disposition", "expiry_note"],
        "stock.location": ["usage"],
        "product.product": ["product_tmpl_id", "standard_price"],
        "product.template": ["categ_id", "use_expiration_date", "uom_id"],
        "res.company": ["currency_id"],
    }

    band = fields.Selection(
        [
            (sql.EXPIRED, "Expired"),
            ("1_week", "Up to 7 days"),
            ("2_month", "Up to 30 days"),
            ("3_quarter", "Up to 90 days"),
            ("4_half_year", "Up to 180 days"),
            (sql.LATER, "Later"),
            (sql.NO_DATE, "No expiration date"),
        ],
        "Time left",
        readonly=True,
        group_expand=True,
    )
    lot_id = fields.Many2one("stock.lot", "Lot or serial number", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    product_category_id = fields.Many2one("product.category", readonly=True)
    location_id = fields.Many2one("stock.location", readonly=True)
    package_id = fields.Many2one("stock.package", readonly=True)
    owner_id = fields.Many2one("res.partner", "Owner", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    in_date = fields.Datetime("Received", readonly=True)
    production_date = fields.Date("Made", readonly=True)
    expiration_date = fields.Datetime("Expires", readonly=True)
    removal_date = fields.Datetime("To be removed", readonly=True)
    days_left = fields.Integer(readonly=True, aggregator="min")
    quantity = fields.Float("In stock", readonly=True, digits="Product Unit")
    reserved_quantity = fields.Float("Reserved", readonly=True, digits="Product Unit")
    product_uom_id = fields.Many2one("uom.uom", "Unit", readonly=True)
    value = fields.Monetary(
        "Value at cost", readonly=True, help="Quantity × cost of the product; nothing for goods of others."
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    disposition = fields.Selection(DISPOSITIONS, readonly=True)
    is_blocked = fields.Boolean("Blocked", compute="_compute_standing", search="_search_is_blocked")
    standing = fields.Selection(STANDINGS, "Disposition or hold", compute="_compute_standing")
    days_over = fields.Integer("Days since it expired", compute="_compute_days_over")
    expiry_note = fields.Char("Note", readonly=True)
    is_returnable = fields.Boolean("Came by a receipt", compute="_compute_is_returnable")

    @property
    def _table_query(self):
        now, zone = fields.Datetime.now(), self.env.company._get_calendar_zone()
        return sql.board(now, day_of(now, zone), zone)

    @api.depends("lot_id", "disposition")
    def _compute_standing(self):
        """Of these very goods, as a hold may cover a part of the lot; rows have the numbers of their stock."""
        for row, quant in zip(self, self.env["stock.quant"].browse(self.ids)):
            row.is_blocked = quant.is_blocked
            row.standing = quant.lot_disposition

    @api.depends("lot_id", "company_id")
    def _compute_is_returnable(self):
        came = self.env["stock.move.line"]._read_group(self._get_receipt_domain(), ["lot_id", "company_id"])
        for row in self:
            row.is_returnable = (row.lot_id, row.company_id) in came

    @api.model
    def _search_is_blocked(self, operator, value):
        return self.env["stock.quant"]._search_is_blocked(operator, value)

    @api.depends("days_left")
    def _compute_days_over(self):
        for row in self:
            row.days_over = max(-row.days_left, 0)

    # --- what to do ---

    def action_hold(self):
        """Open the dialog that holds the lots of these rows."""
        return self.lot_id.action_hold()

    def action_scrap(self):
        """Open a scrap order for what is not reserved."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Scrap"),
            "res_model": "stock.scrap",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_product_id": self.product_id.id,
                "default_product_uom_id": self.product_uom_id.id,
                "default_lot_id": self.lot_id.id,
                "default_location_id": self.location_id.id,
                "default_package_id": self.package_id.id,
                "default_owner_id": self.owner_id.id,
                "default_company_id": self.company_id.id,
                "default_scrap_qty": max(self.quantity - self.reserved_quantity, 0),
            },
        }

    def action_return(self):
        """Open Odoo's dialog that returns the receipt which brought the lot, with what is here of it."""
        self.ensure_one()
        line = self._get_receipt_line()
        if not line:
            raise UserError(messages.no_receipt(self.env, self.lot_id.display_name))
        wizard = self.env["stock.return.picking"].create({"picking_id": line.picking_id.id})
        back = wizard.product_return_moves.filtered(lambda move: move.move_id == line.move_id)
        # Not more than came by this receipt, in its unit.
        here = self.product_uom_id._compute_quantity(self.quantity - self.reserved_quantity, line.product_uom_id)
        back.quantity = max(min(line.quantity, here), 0)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return to supplier"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [[self.env.ref("stock.view_stock_return_picking_form").id, "form"]],
            "target": "new",
            "context": {"active_id": line.picking_id.id, "active_model": "stock.picking"},
        }

    def _get_receipt_line(self):
        """The last done line that brought this lot from a supplier by a transfer of this company."""
        return self.env["stock.move.line"].search(self._get_receipt_domain(), order="date desc, id desc", limit=1)

    def _get_receipt_domain(self):
        """Done lines of transfers that brought these lots from suppliers to these companies."""
        domain = Domain("lot_id", "in", self.lot_id.ids) & Domain("state", "=", "done")
        domain &= Domain("location_id.usage", "=", "supplier") & Domain("picking_id", "!=", False)
        return domain & Domain("company_id", "in", self.company_id.ids)

    def action_note(self):
        """Open the dialog in which somebody says what is to be done with the lot, and asks a colleague to."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Promote or discount"),
            "res_model": "lot.expiry.note",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_lot_id": self.lot_id.id, "default_note": self.expiry_note or ""},
        }
