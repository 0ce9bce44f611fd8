"""What is done is history: what a trace is computed from changes with a reason only, and is recorded."""

from odoo import api, models

from .. import messages_protection as messages


class LotDoneMixin(models.AbstractModel):
    _name = "lot.done.mixin"
    _description = "History once it is done"

    def _check_state(self, vals):
        """Nothing that moved lots is declared undone, nor done without moving them, whatever the reason.

        The one would be gone from every trace, the other would tell of what never happened.
        """
        if "state" not in vals:
            return
        state = vals["state"]
        for record in self.filtered(lambda record: record._is_state_forced(state) and record._has_lots()):
            subject = record._get_document()
            words = messages.stays_done if record.state == "done" else messages.not_posted
            self.env["lot.reason"]._refuse(words(self.env, subject.display_name), subject)

    def _is_state_forced(self, state):
        return self.state == "done" and state != "done"

    # At uninstalling as well: Odoo knows that by a context key, which every caller can set.
    @api.ondelete(at_uninstall=True)
    def _unlink_unless_done(self):
        for record in self.filtered(lambda record: record.state == "done" and record._has_lots()):
            subject = record._get_document()
            self.env["lot.reason"]._refuse(messages.stays_done(self.env, subject.display_name), subject)

    def _filter_changed(self, vals, names):
        """Those of these records that are done and whose fields of these names the values change."""
        names = [name for name in names if name in vals and name in self._fields]
        if not names:
            return self.browse()
        done = self.filtered(lambda record: record.state == "done")
        return done.filtered(lambda record: any(record._differs(name, vals[name]) for name in names))

    def _write_document(self, write, vals, names):
        """``write(vals)`` on documents: their state stays; these facts of done ones change with a reason, recorded."""
        self._check_state(vals)
        changed = self._filter_changed(vals, names)
        if not changed:
            return write(vals)
        reasons = changed._get_change_reasons(changed)

        def more(document):
            return {"reason": reasons[document], "about": [document._get_lines().lot_id]}

        with self.env["lot.audit.entry"]._recording("document_changed", changed, names, more):
            return write(vals)

    def _differs(self, name, value):
        value = value.id if isinstance(value, models.BaseModel) else value
        current = self[name].id if self._fields[name].type == "many2one" else self[name]
        return (current or False) != (value or False)

    def _get_change_reasons(self, asking):
        """``{record: reason}`` for changing these done records; refuses those ``asking`` ones with lots without one."""
        reasons = self.env["lot.reason"]
        given = reasons._given()
        found = {}
        for record in self:
            subject = record._get_document()
            # Sudo: nobody reads or writes this field but unlocking.
            document_sudo = subject.sudo()
            found[record] = given or ("lot_unlock_reason" in subject._fields and document_sudo.lot_unlock_reason) or ""
            asks = (record.company_id or record.env.company).lot_ask_reason and record._has_lots()
            if asks and record in asking and not found[record]:
                reasons._refuse(messages.reason_missing_done_line(self.env, subject.display_name), subject)
        return found

    def _has_lots(self):
        """Whether lots are concerned, also those of a product that is not tracked any more."""
        return self.product_id.tracking != "none" or bool(self._get_lines().lot_id)

    def _get_lines(self):
        return self.move_line_ids

    def _get_document(self):
        """The transfer or manufacturing order that a person unlocks to change this; else what is changed itself."""
        return self
