"""Where a device stands with each registration database: what is missing, what changed since it was sent."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_registry as messages
from ..kernel import changes, completeness
from ..kernel.attributes import EUDAMED, GUDID, TARGETS
from .lot_udi_version import DATABASES

_WANTED = {GUDID: "is_for_us", EUDAMED: "is_for_eu"}


class LotUdiDevice(models.Model):
    _inherit = "lot.udi.device"

    version_ids = fields.One2many("lot.udi.version", "device_id", "Sent versions", readonly=True)
    gudid_state = fields.Char("GUDID", compute="_compute_states")
    eudamed_state = fields.Char("EUDAMED", compute="_compute_states")
    gudid_gaps = fields.Text("Missing for GUDID", compute="_compute_states")
    eudamed_gaps = fields.Text("Missing for EUDAMED", compute="_compute_states")
    gudid_changes = fields.Text("Changed since sent to GUDID", compute="_compute_states")
    eudamed_changes = fields.Text("Changed since sent to EUDAMED", compute="_compute_states")
    # Days on which a difference to what was sent began; empty when there is none.
    gudid_changed_on = fields.Date(readonly=True, copy=False)
    eudamed_changed_on = fields.Date(readonly=True, copy=False)
    gudid_due = fields.Date("Tell GUDID by", compute="_compute_due", store=True)
    eudamed_due = fields.Date("Tell EUDAMED by", compute="_compute_due", store=True)

    @api.depends("gudid_changed_on", "eudamed_changed_on")
    def _compute_due(self):
        for device in self:
            for target in TARGETS:
                day = device[f"{target}_changed_on"]
                device[f"{target}_due"] = day and changes.due(day, target)

    @api.depends("is_for_us", "is_for_eu", "value_ids.value", "di_ids.name", "version_ids")
    @api.depends_context("lang")
    def _compute_states(self):
        for device in self:
            for target in TARGETS:
                wanted = device[_WANTED[target]] and device.id
                gaps = device._gap_sentences(target) if wanted else []
                changed = device._change_sentences(target) if wanted else []
                device[f"{target}_gaps"] = "\n".join(gaps) or False
                device[f"{target}_changes"] = "\n".join(changed) or False
                version = device._last_version(target)
                device[f"{target}_state"] = wanted and messages.state(self.env, len(gaps), len(changed), version)

    def _last_version(self, target):
        self.ensure_one()
        versions = self.version_ids.filtered(lambda version: version.target == target)
        return versions.sorted("number", reverse=True)[:1]

    def _get_gaps(self, target):
        return completeness.gaps(self._record(), self.env["lot.udi.attribute"]._get_definitions(), target)

    def _gap_sentences(self, target):
        names, definitions = self._get_questions()
        return [messages.gap(self.env, gap, names, definitions) for gap in self._get_gaps(target)]

    def _get_changes(self, target):
        """Differences to what was sent last, as the kernel's ``Change``; none before it was sent."""
        version = self._last_version(target)
        if not version:
            return []
        definitions = self.env["lot.udi.attribute"]._get_definitions()
        return changes.changes(version._get_record(), self._record(), definitions, target)

    def _is_another(self, target):
        """Whether it changed so much since it was published that it needs an identifier of its own."""
        if not any(change.needs_di for change in self._get_changes(target)):
            return False
        published = min(self.version_ids.filtered(lambda version: version.target == target).mapped("day"))
        return changes.is_locked(published, fields.Date.context_today(self), target)

    def _change_sentences(self, target):
        names, _definitions = self._get_questions()
        return [messages.change(self.env, change, names, target) for change in self._get_changes(target)]

    @api.model
    def _get_questions(self):
        """({code: name}, {code: definition})."""
        attributes = self.env["lot.udi.attribute"]
        return attributes._get_names(), {one.code: one for one in attributes._get_definitions()}

    @api.ondelete(at_uninstall=True)
    def _unlink_except_sent(self):
        for device in self.filtered("version_ids"):
            raise UserError(messages.device_sent(self.env, device.name))

    def _note_changes(self):
        """Start the clocks of devices that differ from what was sent, and stop those of others."""
        for device in self.filtered("version_ids"):
            for target, _name in DATABASES:
                name = f"{target}_changed_on"
                is_changed = bool(device._get_changes(target))
                if is_changed != bool(device[name]):
                    device[name] = fields.Date.context_today(self) if is_changed else False

    def action_ask_missing(self):
        """Add a row for each question that is still to be answered."""
        self.check_access("write")
        own = dict(self.env["lot.udi.attribute"]._get_own_fields())
        by_code = {row.code: row.id for row in self.env["lot.udi.attribute"].search([])}
        for device in self:
            asked = set(device.value_ids.attribute_id.mapped("code"))
            wanted = [target for target in TARGETS if device[_WANTED[target]]]
            gaps = [gap for target in wanted for gap in device._get_gaps(target) if gap.code == "missing"]
            codes = dict.fromkeys(gap.about for gap in gaps if gap.about not in own and gap.about not in asked)
            device.value_ids = [fields.Command.create({"attribute_id": by_code[code]}) for code in codes]
        return True

    def action_file(self):
        """Ask for the database to write a file for, and show what stands in its way."""
        self.check_access("read")
        target = GUDID if any(self.mapped("is_for_us")) else EUDAMED
        wizard = self.env["lot.udi.file"].create({"device_ids": [fields.Command.set(self.ids)], "target": target})
        return wizard._reopen()
