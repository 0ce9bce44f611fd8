"""Audits of the tracking data of a device: a drawn sample and what was found (21 CFR 821.25(c)(3)).

What is drawn is frozen; results are entered until the audit is finished, and nothing afterwards.
"""

import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import messages_tracking as messages
from ..kernel import tracking

# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_udi_audit_write", object()


class LotUdiAudit(models.Model):
    _name = "lot.udi.audit"
    _description = "Audit of tracking data"
    _order = "id desc"

    device_id = fields.Many2one(
        "lot.udi.device", "Device", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    day = fields.Date("Drawn on", required=True, readonly=True, default=lambda self: fields.Date.context_today(self))
    seed = fields.Char(readonly=True, help="With it the same sample can be drawn again from the same units.")
    population = fields.Integer("Units distributed", readonly=True)
    finished_on = fields.Date("Finished on", readonly=True)
    finished_by_id = fields.Many2one("res.users", "Finished by", readonly=True, ondelete="restrict")
    line_ids = fields.One2many("lot.udi.audit.line", "audit_id", "Sample")
    line_count = fields.Integer("Units in the sample", compute="_compute_counts")
    open_count = fields.Integer("Open", compute="_compute_counts")
    wrong_count = fields.Integer("Wrong", compute="_compute_counts")

    @api.depends("device_id.name", "day")
    def _compute_display_name(self):
        for audit in self:
            audit.display_name = f"{audit.device_id.name or ''}, {audit.day or ''}"

    @api.depends("line_ids.result")
    def _compute_counts(self):
        for audit in self:
            results = audit.line_ids.mapped("result")
            audit.line_count, audit.open_count = len(results), results.count(False)
            audit.wrong_count = results.count("wrong")

    @api.model
    def _draw(self, device):
        """An audit of a device with its sample, as the user may see its units."""
        lots = device._get_distributed()
        if not lots:
            raise UserError(messages.nothing_distributed(self.env, device.name))
        seed = secrets.token_hex(8)
        drawn = lots.browse(tracking.draw(lots.ids, tracking.audit_sample(len(lots)), seed))
        lines = [{"lot_id": lot.id, "told": lot._tell_holder(lot._custody_chain())} for lot in drawn]
        audit = self.with_context(**{_KEY: _OURS}).create({
            "device_id": device.id,
            "seed": seed,
            "population": len(lots),
            "line_ids": [fields.Command.create(line) for line in lines],
        })  # fmt: skip
        return audit.with_env(self.env)

    def action_finish(self):
        """Close the audit; refused while a record of the sample has no result."""
        for audit in self:
            if audit.finished_on:
                continue
            if audit.open_count:
                raise UserError(messages.audit_open(self.env, audit.open_count))
            audit.with_context(**{_KEY: _OURS}).write(
                {"finished_on": fields.Date.context_today(self), "finished_by_id": self.env.uid}
            )
            extra = {"looked_at": audit.line_count, "wrong": audit.wrong_count}
            self.env["lot.audit.entry"]._ledger_write("tracking_audited", audit, extra=extra)

    def _is_ours(self):
        return self.env.context.get(_KEY) is _OURS

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_ours():
            raise AccessError(messages.audit_is_drawn(self.env))
        return super().create(vals_list)

    def write(self, vals):
        # Results come with the form that shows the sample.
        if vals.keys() - {"line_ids"} and not self._is_ours():
            raise AccessError(messages.audit_is_drawn(self.env))
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.audit_is_drawn(self.env))
