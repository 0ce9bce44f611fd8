"""Devices tracked by order of FDA: when their tracking data are audited next, and drawing the sample."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..kernel import tracking

_CLOSED = ("returned", "retired", "disposed")


class LotUdiDevice(models.Model):
    _inherit = "lot.udi.device"

    audit_ids = fields.One2many(
        "lot.udi.audit", "device_id", "Audits", readonly=True, groups="lot_traceability.group_operator"
    )
    audit_due = fields.Date(
        "Next audit",
        compute="_compute_audit_due",
        groups="lot_traceability.group_operator",
        help="Of the tracking data, 21 CFR 821.25(c)(3).",
    )

    @api.depends("is_fda_tracked", "audit_ids.finished_on")
    def _compute_audit_due(self):
        tracked = self.filtered("is_fda_tracked")
        (self - tracked).audit_due = False
        for device in tracked:
            first = self.env["stock.move.line"].search(device._distributed(), order="date", limit=1).date
            last = max((audit.day for audit in device.audit_ids if audit.finished_on), default=None)
            device.audit_due = first and tracking.audit_due(first.date(), last)

    def _distributed(self):
        domain = Domain("product_id", "in", self.di_ids.product_id.ids) & Domain("lot_id", "!=", False)
        return domain & Domain("state", "=", "done") & Domain("location_dest_id.usage", "=", "customer")

    def _get_distributed(self):
        """Units that left and that nobody reported as gone for good."""
        self.ensure_one()
        groups = self.env["stock.move.line"]._read_group(self._distributed(), ["lot_id"])
        lots = self.env["stock.lot"].union(*(lot for (lot,) in groups))._filtered_access("read")
        return lots.filtered(lambda lot: lot.custody_ids[:1].kind not in _CLOSED).sorted("id")

    def action_audit(self):
        """Draw a sample of the tracking data."""
        self.ensure_one()
        self.check_access("write")
        audit = self.env["lot.udi.audit"]._draw(self)
        return {
            "type": "ir.actions.act_window",
            "res_model": audit._name,
            "res_id": audit.id,
            "views": [(False, "form")],
        }
