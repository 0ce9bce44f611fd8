"""From a UDI to the answer that FDA asks for within 3 working days, and within 10 once a patient has it."""

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_tracking as messages
from ..kernel.sheet import Sheet
from ..kernel.tracking import BEFORE_PATIENT, WITH_PATIENT, working_days_after
from ..report.workbook import workbook


class LotUdiWhereabouts(models.TransientModel):
    _name = "lot.udi.whereabouts"
    _description = "Whereabouts of a device"

    scan = fields.Char("UDI", help="Scan or type what stands on the label.")
    lot_id = fields.Many2one("stock.lot", "Unit", readonly=True)
    asked_on = fields.Date("Asked on", required=True, default=lambda self: fields.Date.context_today(self))
    due = fields.Char("Answer", compute="_compute_answer")
    holder = fields.Char("Now with", compute="_compute_answer")
    chain = fields.Text("Its way", compute="_compute_answer")
    gaps = fields.Text("Not known", compute="_compute_answer")
    patient = fields.Char(compute="_compute_answer")
    with_patient = fields.Boolean("With the patient's data", help="Your look at it is recorded.")
    reason = fields.Char("Why")
    may_see_patient = fields.Boolean(compute="_compute_answer")
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.depends("lot_id", "asked_on")
    def _compute_answer(self):
        may_see = self.env.user.has_group("lot_udi.group_patient_data")
        for report in self:
            lot = report.lot_id
            chain = lot._custody_chain() if lot else []
            # Sudo: whether there is one, and initials.
            of_unit = [("lot_id", "=", lot.id), ("company_id", "in", self.env.companies.ids)]
            patient_sudo = self.env["lot.udi.patient"].sudo().search(of_unit, limit=1) if lot else None
            days = WITH_PATIENT if patient_sudo else BEFORE_PATIENT
            day = report.asked_on and working_days_after(report.asked_on, days)
            report.due = day and messages.due(self.env, day, days)
            report.holder = lot._tell_holder(chain)
            report.chain = "\n".join(" · ".join(filter(None, row)) for row in report._chain_rows(chain))
            report.gaps = "\n".join(lot._custody_gaps(chain)) if lot else False
            report.patient = bool(patient_sudo) and patient_sudo.masked
            report.may_see_patient = bool(patient_sudo) and may_see

    @api.model
    def _chain_rows(self, chain):
        return [
            (
                step["day"].isoformat(),
                step["what"],
                step["partner"].display_name or "",
                ", ".join(filter(None, map(str.strip, step["partner"]._display_address(True).splitlines())))
                if step["partner"]
                else "",
                step["partner"].phone or "",
                step["place"],
                step["source"],
                step["missing"],
            )
            for step in chain
        ]

    def action_find(self):
        """Look the scanned unit up."""
        self.ensure_one()
        found = self.env["stock.lot"].resolve_scan(self.scan or "")
        if len(found["lots"]) != 1:
            raise UserError(found["message"] or messages.no_unit(self.env, self.scan or ""))
        self.lot_id = found["lots"][0]["id"]
        return self._open()

    def action_write(self):
        """Write the answer as a workbook."""
        self.ensure_one()
        lot = self.lot_id
        if not lot:
            raise UserError(messages.no_unit(self.env, self.scan or ""))
        lot.check_access("read")
        tells_patient = self.with_patient and self.may_see_patient
        sheets = [self._unit_sheet(), self._way_sheet(), *([self._patient_sheet()] if tells_patient else [])]
        self.env["lot.audit.entry"]._ledger_write("whereabouts_told", lot, extra={"patient": tells_patient})
        self.write({
            "file": base64.b64encode(workbook(sheets)), "file_name": f"{lot.name.replace('/', '-')}.xlsx",
        })  # fmt: skip
        return self._open()

    def _unit_sheet(self):
        lot, device = self.lot_id, self.lot_id._udi_device()
        rows = [(row["label"], row["value"]) for row in lot._identifiers()]
        rows += [
            (self.env._("Product"), lot.product_id.display_name),
            (self.env._("Version or model"), device.version_model or ""),
            (self.env._("Number of the order"), device.fda_order or ""),
            (self.env._("Asked on"), self.asked_on.isoformat()),
            (self.env._("Answer"), self.due or ""),
            (self.env._("Patient"), self.patient or ""),
            *((self.env._("Not known"), gap) for gap in (self.gaps or "").splitlines()),
        ]
        return Sheet(self.env._("Unit"), (self.env._("What"), self.env._("Value")), tuple(rows))

    def _way_sheet(self):
        env = self.env
        titles = (
            env._("Day"), env._("What happened"), env._("Who"), env._("Address"), env._("Phone"), env._("Place"),
            env._("Source"), env._("Not known, because"),
        )  # fmt: skip
        return Sheet(env._("Way"), titles, tuple(self._chain_rows(self.lot_id._custody_chain())))

    def _patient_sheet(self):
        patient = self.env["lot.udi.patient"].search([("lot_id", "=", self.lot_id.id)], limit=1)
        told, titles = patient._look(self.reason), messages.parts(self.env)
        rows = [(titles[part], told[part]) for part in messages.PARTS]
        rows.append((self.env._("Provided on"), patient.given_on.isoformat()))
        return Sheet(self.env._("Patient"), (self.env._("What"), self.env._("Value")), tuple(rows))

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Whereabouts of a device"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
