"""Gives a lot, transfer or manufacturing order its button "Checks"."""

from odoo import fields, models

from .. import messages_check as messages
from ..kernel import acceptance

# Where a check names its lot or document; ``lot.check.open`` takes these models.
CHECK_FIELDS = {
    "stock.lot": "lot_id",
    "stock.picking": "picking_id",
    "mrp.production": "production_id",
    "mrp.workorder": "workorder_id",
}


class LotCheckMixin(models.AbstractModel):
    _name = "lot.check.mixin"
    _description = "Has checks"

    check_count = fields.Integer("Checks", compute="_compute_check_counts")
    open_check_count = fields.Integer("Open checks", compute="_compute_check_counts")
    check_note = fields.Char("What its checks stop", compute="_compute_check_note")

    def _compute_check_counts(self):
        name = CHECK_FIELDS[self._name]
        counts = {}
        groups = self.env["lot.check"]._read_group([(name, "in", self.ids)], [name, "state"], ["__count"])
        for record, state, count in groups:
            counts.setdefault(record.id, {})[state] = count
        for record in self:
            found = counts.get(record._origin.id, {})
            record.check_count = sum(found.values())
            record.open_check_count = found.get(acceptance.TODO, 0)

    def _compute_check_note(self):
        """Which checks stop the release of lots here: an order goes on and ends without them, its lots do not."""
        name = CHECK_FIELDS[self._name]
        checks = self.env["lot.check"].search(
            [(name, "in", self.ids), ("state", "in", (acceptance.TODO, acceptance.FAILED))], order="lot_id, id"
        )
        for record in self:
            of_it = checks.filtered(lambda check, record=record: check[name] == record._origin)
            needs = acceptance.obstacles(check._get_need() for check in of_it)
            waiting = checks.browse(need.id for need in needs)
            record.check_note = messages.checks_wait(self.env, waiting) if waiting else False

    def action_open_checks(self):
        """The screen on which the checks of this record are entered."""
        self.ensure_one()
        return self.env["lot.check"]._get_screen(self)
