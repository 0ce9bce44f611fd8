"""Writes the file of a registration database, and records that it was sent."""

import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_registry as messages
from ..kernel import eudamed, gudid, record
from ..kernel.attributes import EUDAMED, GUDID
from ..kernel.sheet import Sheet, Version
from ..models.lot_udi_version import DATABASES
from ..report.workbook import workbook

_SHEETS = {GUDID: gudid.sheets, EUDAMED: eudamed.sheets}


class LotUdiFile(models.TransientModel):
    _name = "lot.udi.file"
    _description = "File for a registration database"

    device_ids = fields.Many2many("lot.udi.device", string="Devices", required=True)
    target = fields.Selection(DATABASES, "Database", required=True, default=GUDID)
    day = fields.Date("In force since", required=True, default=fields.Date.context_today)
    gaps = fields.Text("Still open", compute="_compute_texts")
    changed = fields.Text("Changed since it was sent", compute="_compute_texts")
    file = fields.Binary("The file", readonly=True, attachment=True)
    file_name = fields.Char(readonly=True)
    written = fields.Json(readonly=True, help="Fingerprint of each device as the file has it.")

    @api.depends("device_ids", "target")
    def _compute_texts(self):
        for wizard in self:
            gaps, changed = [], []
            for device in wizard.device_ids:
                gaps += [f"{device.name}: {line}" for line in device._gap_sentences(wizard.target)]
                changed += [f"{device.name}: {line}" for line in device._change_sentences(wizard.target)]
            wizard.gaps, wizard.changed = "\n".join(gaps) or False, "\n".join(changed) or False

    def action_write(self):
        """Write the file; UserError that says what is missing."""
        devices = self._get_devices()
        written = [(device._record(), self._next_version(device)) for device in devices]
        sheets = _SHEETS[self.target](written, self.env["lot.udi.attribute"]._get_definitions())
        self.written = {str(device.id): self._fingerprint(device) for device in devices}
        return self._keep(sheets, f"{self.target}-{self.day.isoformat()}.xlsx")

    def action_differences(self):
        """Write what changed since the devices were sent."""
        names, _definitions = self.env["lot.udi.device"]._get_questions()
        rows = [
            (device.name, str(device._last_version(self.target).number), names.get(change.about, change.about),
             "; ".join(change.before), "; ".join(change.after), messages.yes_no(self.env, change.needs_di))
            for device in self.device_ids
            for change in device._get_changes(self.target)
        ]  # fmt: skip
        sheet = Sheet("differences", messages.difference_columns(self.env), tuple(rows))
        return self._keep([sheet], f"{self.target}-differences-{self.day.isoformat()}.xlsx")

    def action_sent(self):
        """Record that these devices were sent as the file has them; those that did not change keep their version."""
        devices = self._get_devices()
        devices.check_access("write")
        for device in devices:
            if (self.written or {}).get(str(device.id), self._fingerprint(device)) != self._fingerprint(device):
                raise UserError(messages.changed_since_file(self.env, device.name))
        for device in devices.filtered(lambda device: not self._is_same(device)):
            lines = device._change_sentences(self.target)
            self.env["lot.udi.version"]._add(device, self.target, self.day, "\n".join(lines))
        devices._note_changes()
        return {"type": "ir.actions.act_window_close"}

    def _get_devices(self):
        """The devices, all of them complete and still the devices that they were."""
        self.ensure_one()
        self.device_ids.check_access("read")
        if not self.device_ids:
            raise UserError(messages.no_device(self.env))
        for device in self.device_ids:
            if lines := device._gap_sentences(self.target):
                raise UserError(messages.not_complete(self.env, device.name, lines))
            if device._is_another(self.target):
                lines = device._change_sentences(self.target)
                raise UserError(messages.needs_new_di(self.env, device.name, lines))
        return self.device_ids

    @staticmethod
    def _fingerprint(device):
        return hashlib.sha256(record.write(device._record()).encode()).hexdigest()

    def _is_same(self, device):
        """Whether the database knows the device as it is: it keeps its version."""
        return bool(device._last_version(self.target)) and not device._get_changes(self.target)

    def _next_version(self, device):
        last = device._last_version(self.target)
        if self._is_same(device):
            return Version(last.number, last.day.isoformat())
        return Version(last.number + 1, self.day.isoformat())

    def _keep(self, sheets, name):
        self.write({"file": base64.b64encode(workbook(sheets)), "file_name": name})
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("File for a registration database"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
