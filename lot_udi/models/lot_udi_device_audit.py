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

    @api.depends("is_fda_tracked", "fda_order_date", "audit_ids.finished_on")
    @api.depends_context("company")
    def _compute_audit_due(self):
        tracked = self.filtered("is_fda_tracked")
        (self - tracked).audit_due = False
        for device in tracked:
            first = self.env["stock.move.line"].search(device._distributed(), order="date", limit=1).date
            ours = device.audit_ids.filtered(lambda audit: audit.company_id == self.env.company)
            last = max((audit.day for audit in ours if audit.finished_on), default=None)
            device.audit_due = first and tracking.audit_due(first.date(), last, device.fda_order_date or None)

    def _moved(self):
        """Done lines of its units in this company: each company audits what it distributed itself."""
        domain = Domain("product_id", "in", self.di_ids.product_id.ids) & Domain("lot_id", "!=", False)
        return domain & Domain("state", "=", "done") & Domain("company_id", "=", self.env.company.id)

    def _distributed(self):
        return self._moved() & Domain("location_dest_id.usage", "=", "customer")

    def _get_distributed(self):
        """Units that left, and neither came back since nor were reported as gone for good."""
        self.ensure_one()
        lines = self.env["stock.move.line"]
        out = dict(lines._read_group(self._distributed(), ["lot_id"], ["date:max"]))
        came = self._moved() & Domain("location_id.usage", "=", "customer")
        came &= Domain("location_dest_id.usage", "!=", "customer") & Domain("lot_id", "in", [lot.id for lot in out])
        back = dict(lines._read_group(came, ["lot_id"], ["date:max"]))

        def is_out(lot):
            # In the order of ``_custody_chain``.
            steps = [(self._get_day(out[lot]), out[lot], True)]
            steps += [(self._get_day(back[lot]), back[lot], False)] if lot in back else []
            steps += [(row.day, row.create_date, row.kind not in _CLOSED) for row in lot.custody_ids[:1]]
            return max(steps)[-1]

        return self.env["stock.lot"].union(*out)._filtered_access("read").filtered(is_out).sorted("id")

    def _get_day(self, instant):
        return fields.Datetime.context_timestamp(self, instant).date()

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
