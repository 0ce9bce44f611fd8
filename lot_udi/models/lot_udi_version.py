"""What was sent to a registration database, and since when it holds: a version of a device that never changes."""

import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .. import messages_registry as messages
from ..kernel import attributes, record

DATABASES = [(attributes.GUDID, "GUDID (FDA)"), (attributes.EUDAMED, "EUDAMED")]


class LotUdiVersion(models.Model):
    _name = "lot.udi.version"
    _description = "Version of a device in a registration database"
    _order = "device_id, target, number desc"
    _rec_name = "number"

    device_id = fields.Many2one("lot.udi.device", required=True, readonly=True, index=True, ondelete="restrict")
    target = fields.Selection(DATABASES, "Database", required=True, readonly=True)
    number = fields.Integer("Version", required=True, readonly=True)
    day = fields.Date("In force since", required=True, readonly=True)
    content = fields.Text(required=True, readonly=True, help="The device as it was sent, in full.")
    fingerprint = fields.Char(readonly=True, help="SHA-256 of the content.")
    changes = fields.Text("What changed", readonly=True)
    create_uid = fields.Many2one("res.users", "Recorded by")
    create_date = fields.Datetime("Recorded on")

    _number_uniq = models.UniqueIndex("(device_id, target, number)", "A device has each version once.")

    @api.model
    def _add(self, device, target, day, changed):
        """Record that a device was sent as it is now. The caller has checked rights and completeness."""
        before = device._last_version(target)
        content = record.write(device._record())
        # Sudo: nobody writes versions by hand.
        version_sudo = self.sudo().create(
            {
                "device_id": device.id,
                "target": target,
                "number": before.number + 1,
                "day": day,
                "content": content,
                "fingerprint": hashlib.sha256(content.encode()).hexdigest(),
                "changes": changed,
            }
        )
        facts = {"database": target, "version": version_sudo.number, "sha256": version_sudo.fingerprint}
        self.env["lot.audit.entry"]._ledger_write("udi_sent", device, extra=facts)
        return version_sudo.sudo(False)

    def _get_record(self):
        self.ensure_one()
        return record.read(self.content)

    def _get_identifiers(self):
        return [one.di for one in self._get_record().identifiers]

    def write(self, vals):  # pylint: disable=method-required-super  # nothing is ever written
        raise AccessError(messages.version_is_fixed(self.env))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.version_is_fixed(self.env))
