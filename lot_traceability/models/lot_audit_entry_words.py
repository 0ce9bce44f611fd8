"""What an entry says to a person: a sentence, the changed values in words, its origin, its number in the chain."""

import json
import re
from datetime import date, datetime

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date, format_datetime

from .. import messages_audit_entry as messages
from ..sql import audit_retention

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    sentence = fields.Char("What happened", compute="_compute_sentence")
    details = fields.Html("Values", compute="_compute_sentence", sanitize=False)
    origin = fields.Char("Where from", compute="_compute_sentence", help="Way and network address of the call.")
    object_kind = fields.Char("Kind", compute="_compute_sentence")
    personal = fields.Char(
        "Personal data", compute="_compute_personal", help="Kept beside the ledger; a manager can erase it."
    )
    seq = fields.Integer("Number", compute="_compute_seal", search="_search_seq", aggregator=None)
    hash = fields.Char("Hash", compute="_compute_seal")
    sealed_at = fields.Datetime("Sealed", compute="_compute_seal")
    is_sealed = fields.Boolean("Is sealed", compute="_compute_seal", search="_search_is_sealed")

    @api.depends("content")
    @api.depends_context("lang", "tz")
    def _compute_sentence(self):
        for entry in self:
            content = json.loads(entry.content)
            entry.sentence = entry._tell(content)
            entry.details = entry._render_details(content)
            entry.origin = messages.origin(self.env, content.get("context", {}))
            entry.object_kind = entry._get_kind(content.get("model"))

    @api.depends("content")
    @api.depends_context("lang", "tz")
    def _compute_personal(self):
        self.env.cr.execute(audit_retention.personal(self.ids))
        found = dict(self.env.cr.fetchall())
        for entry in self:
            text = found.get(entry.id)
            entry.personal = self._format(None, None, json.loads(text)) if text else False

    @api.depends("content")
    def _compute_seal(self):
        self.env.cr.execute(
            SQL("SELECT entry_id, seq, hash, sealed_at FROM lot_audit_seal WHERE entry_id = ANY(%s)", list(self.ids))
        )
        seals = {row[0]: row[1:] for row in self.env.cr.fetchall()}
        for entry in self:
            seq, digest, sealed_at = seals.get(entry.id, (0, None, False))
            entry.seq, entry.hash, entry.sealed_at = seq, bytes(digest).hex() if digest else "", sealed_at
            entry.is_sealed = bool(seq)

    @api.model
    def _search_seq(self, operator, value):
        if operator not in ("=", "<", "<=", ">", ">=", "in"):
            return NotImplemented
        wanted = [int(item) for item in value] if operator == "in" else int(value)
        compare = SQL("seq = ANY(%s)", wanted) if operator == "in" else SQL("seq %s %s", SQL(operator), wanted)
        return Domain("id", "in", SQL("(SELECT entry_id FROM lot_audit_seal WHERE %s)", compare))

    @api.model
    def _search_is_sealed(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in" if True in value else "not in", SQL("(SELECT entry_id FROM lot_audit_seal)"))

    # --- words ---

    @api.model
    def _get_sentences(self):
        """``{code: function(env, names)}``; a higher addon adds the sentences of its own codes."""
        return messages.SENTENCES

    @api.model
    def _tell(self, content):
        """The sentence of an entry, without its reason."""
        changes = self._get_changes(content)
        names = {
            "writer": content["writer"],
            "object": content.get("label") or content.get("extra", {}).get("file") or "",
            "count": len(changes),
            "field": changes[0][0] if changes else "",
            "before": changes[0][1] if changes else "",
            "after": changes[0][2] if changes else "",
            "fields": ", ".join(change[0] for change in changes),
            "extra": content.get("extra", {}),
            "is_first": "before" not in content,
            "is_last": "after" not in content,
        }
        return self._get_sentences().get(content["code"], messages.unknown)(self.env, names)

    @api.model
    def _get_changes(self, content):
        """``[(field, before, after)]`` in words, of what the entry says has changed."""
        before, after = content.get("before", {}), content.get("after", {})
        model = content.get("model")
        return [
            (self._title(model, name), *(self._format(model, name, side.get(name)) for side in (before, after)))
            for name in dict.fromkeys((*before, *after))
        ]

    @api.model
    def _get_details(self, content):
        """What a screen shows below the sentence: ``[{"title", "before", "after"}]``, then the other facts."""
        details = [
            # What was made had nothing before; saying so at every value tells nothing.
            {"title": title, "before": before if "before" in content else None, "after": after}
            for title, before, after in self._get_changes(content)
        ]
        for name, value in content.get("extra", {}).items():
            if name == "reason" and value == content.get("reason"):
                continue  # a screen shows it anyway
            details.append(
                {"title": messages.fact(self.env, name), "before": None, "after": self._format(None, name, value)}
            )
        return details

    def _render_details(self, content):
        """The details as a table; all values are escaped. No column of what was before where nothing was."""
        details = self._get_details(content)
        if not details:
            return ""
        heads, sides = ("", self.env._("Value")), ("after",)
        if any(row["before"] is not None for row in details):
            heads, sides = ("", self.env._("Before"), self.env._("After")), ("before", "after")

        def cells(tag, texts):
            return Markup("").join(Markup(f"<{tag}>%s</{tag}>") % text for text in texts)

        rows = Markup("").join(
            Markup("<tr>%s%s</tr>") % (cells("th", [row["title"]]), cells("td", [row[side] or "" for side in sides]))
            for row in details
        )
        table = Markup('<table class="table table-sm o_lot_audit_details"><thead><tr>%s</tr></thead>%s</table>')
        return table % (cells("th", heads), Markup("<tbody>%s</tbody>") % rows)

    @api.model
    def _get_kind(self, model):
        return self.env["ir.model"]._get(model).name or model if model else ""

    def _get_field(self, model, name):
        return self.env[model]._fields.get(name) if model in self.env else None

    def _title(self, model, name):
        field = self._get_field(model, name)
        return field.get_description(self.env, ["string"])["string"] if field else messages.fact(self.env, name)

    def _format(self, model, name, value):  # noqa: PLR0911  one line per kind of value
        """A stored value in the reader's words: dates in their zone and language, records by the name of then."""
        if value is None or value == []:
            return messages.nothing(self.env)
        if isinstance(value, bool):
            return self.env._("Yes") if value else self.env._("No")
        if isinstance(value, list):
            return "; ".join(self._format(model, name, item) for item in value)
        if isinstance(value, dict):
            parts = value if "name" not in value else {"name": value["name"]}
            return " · ".join(self._format(None, key, item) for key, item in parts.items())
        if isinstance(value, str):
            return self._format_text(model, name, value)
        return str(value)

    def _format_text(self, model, name, value):
        if _INSTANT.fullmatch(value):
            return format_datetime(self.env, datetime.fromisoformat(value[:-1]))
        if _DAY.fullmatch(value):
            return format_date(self.env, date.fromisoformat(value))
        if name == "problem":
            return messages.problem(self.env, value)
        # Of a signature, the entry holds the fields of that model.
        field = self._get_field("lot.signature" if name in ("meaning", "method") else model, name)
        if field and field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        return value
