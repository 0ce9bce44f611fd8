"""Lots and their holds: is anything of the lot blocked, by what, and the way to hold it."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..sql import guard, holds


class StockLot(models.Model):
    _inherit = "stock.lot"

    hold_ids = fields.One2many("lot.hold", "lot_id", "Holds")
    open_hold_count = fields.Integer("Open holds", compute="_compute_open_hold_count")
    # What holds cleared up stands with the hold.
    sweep_ids = fields.One2many(
        "lot.sweep", "lot_id", "Clearing up", domain=[("hold_id", "=", False)], groups="stock.group_stock_user"
    )
    is_blocked = fields.Boolean(
        "Blocked",
        compute="_compute_is_blocked",
        search="_search_is_blocked",
        help="An open hold covers this lot or a part of it, or its disposition is not “released”.",
    )

    def init(self):
        self.env.cr.execute(guard.create())
        return super().init()

    @api.depends("hold_ids.state")
    def _compute_open_hold_count(self):
        # Sudo: also people of sales or the shop see that a lot is on hold.
        holds_sudo = self.env["lot.hold"].sudo()
        domain = Domain("state", "=", "open") & Domain("lot_id", "in", self._origin.ids)
        counts = holds_sudo._read_group(domain, ["lot_id"], ["__count"])
        per_lot = {lot.id: count for lot, count in counts}
        for lot in self:
            lot.open_hold_count = per_lot.get(lot._origin.id, 0)

    @api.depends("disposition", "hold_ids.state", "product_id")
    def _compute_is_blocked(self):
        blocked = self._trace_blocked_lot_ids(self._origin.ids)
        for lot in self:
            lot.is_blocked = lot._origin.id in blocked

    @api.model
    def _search_is_blocked(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in" if True in value else "not in", SQL("(%s)", holds.blocked_lots()))

    def action_hold(self):
        """Open the dialog that sets a hold on each of these lots."""
        self.env["lot.hold"]._check_may_hold()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hold"),
            "res_model": "lot.hold.set",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lot_ids": self.ids},
        }

    def action_open_holds(self):
        """Show the holds of this lot."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Holds of %(lot)s", lot=self.display_name),
            "res_model": "lot.hold",
            "view_mode": "list,kanban,form",
            "domain": [("lot_id", "=", self.id)],
            "context": {"search_default_open": 1, "default_lot_id": self.id},
        }

    def _hold(self, reason, **values):
        """Set a hold on each of these lots; returns the holds. From the commit on nothing of them leaves.

        Args:
            reason: why, for people and the audit ledger.
            values: more values of the holds: location_id, package_id, user_id, due_date, evidence_ids.
        """
        return self.env["lot.hold"].create([{**values, "lot_id": lot.id, "reason": reason} for lot in self])
