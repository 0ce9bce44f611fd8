"""The history of one object, for everybody who may read that object."""

import json

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .. import messages_audit_entry as messages
from ..sql import audit_timeline as sql

PAGE = 30


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    @api.model
    @api.readonly
    def timeline(self, model, res_id, before=None):
        """Entries about an object, newest first.

        Args:
            model, res_id: The object; the user must be allowed to read it.
            before: Id of the last entry that is shown already.

        Returns:
            ``{"name", "entries": [{"id", "at", "sentence", "details", "reason", "seq", "code"}], "more", "hidden"}``;
            ``at`` in UTC, ``hidden`` counts entries of companies that the user is not working in.
        """
        record = self._get_timeline_record(model, res_id)
        before = before if isinstance(before, int) and not isinstance(before, bool) else None
        companies = self.env.companies.ids
        rows = self.env.execute_query(sql.page(model, record.id, companies, before, PAGE + 1))
        ((hidden,),) = self.env.execute_query(sql.count_hidden(model, record.id, companies))
        return {
            "name": record.display_name,
            "entries": [self._prepare_timeline_row(record, *row) for row in rows[:PAGE]],
            "more": len(rows) > PAGE,
            "hidden": hidden,
        }

    @api.model
    def _get_timeline_record(self, model, res_id):
        """The object, readable; one sentence for all other cases, so that nothing can be learned from it."""
        known = isinstance(model, str) and model in self.env and not self.env[model]._abstract
        if not known or not isinstance(res_id, int) or isinstance(res_id, bool):
            raise UserError(messages.unknown_object(self.env))
        record = self.env[model].browse(res_id).exists()
        if not record or not record.has_access("read"):
            raise AccessError(messages.unknown_object(self.env))
        return record

    def _prepare_timeline_row(self, record, entry_id, at, text, seq):
        content = json.loads(text)
        model = self.env.get(content.get("model"))
        if model is not None:
            # Values of fields that the reader may not see on the object stay unseen here.
            for side in {"before", "after"} & content.keys():
                content[side] = {
                    name: value
                    for name, value in content[side].items()
                    if name not in model._fields or model._has_field_access(model._fields[name], "read")
                }
        return {
            "id": entry_id,
            "at": at.isoformat(),
            "code": content["code"],
            "writer": content["writer"],
            "sentence": self._tell(content),
            "details": self._get_details(content),
            "reason": content.get("reason", ""),
            "seq": seq or 0,
        }
