"""Writing into the audit ledger: one INSERT for a whole batch, in the caller's transaction.

    self.env["lot.audit.entry"]._ledger_write("lot_renamed", lot, before={"name": "N1"}, after={"name": "N9"})

The caller's rights do not matter: what happened is recorded whoever did it.
"""

import secrets
from datetime import datetime
from decimal import Decimal

from odoo import api, models
from odoo.http import request
from odoo.tools import SQL

from ..kernel import audit_chain

_OPTIONS = ("before", "after", "reason", "extra", "personal", "about")


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    @api.model
    def _ledger_write(self, code, records_or_rows, *, frame=None, **defaults):
        """Record an event for each record or row; sealed right after the transaction is committed.

        Args:
            code: One of the values of the field ``code``.
            records_or_rows: Records, or dicts ``{"record": …, "label": …, "company": …, + any of the options below}``.
                ``label`` and ``company`` are the record's own when absent. An event without object has no ``record``.
            frame: ``_prepare_frame`` of another transaction that the event belongs to.
            defaults: For every row that does not say otherwise
                before, after: ``{field name: value}`` of what changed, values as ``_ledger_values`` gives them.
                reason: Why; the context key ``lot_reason`` when absent.
                extra: Other facts, ``{name: value}``.
                personal: ``{name: value}`` about people outside the company; kept beside the ledger, can be erased.
                about: Other records whose history shows the entry as well.

        Returns:
            Ids of the new entries, in the order of the rows.
        """
        if code not in dict(self._fields["code"].selection):
            raise ValueError(f"unknown code of the audit ledger: {code}")
        if unknown := set(defaults) - set(_OPTIONS):
            raise TypeError(f"unknown options of the audit ledger: {sorted(unknown)}")
        if isinstance(records_or_rows, models.BaseModel):
            records_or_rows = [{"record": record} for record in records_or_rows]
        rows = [{**defaults, **row} for row in records_or_rows]
        if not rows:
            return []
        frame = frame or self._prepare_frame(code)
        private = [self._prepare_personal(row.get("personal")) for row in rows]
        contents = [self._prepare_content(frame, row, secret) for row, secret in zip(rows, private)]
        ids = self._insert_contents([audit_chain.canonical(content) for content in contents])
        self._insert_personal([(entry, *secret[:2]) for entry, secret in zip(ids, private) if secret])
        # Sudo: the sealer is the program's, not the user's.
        self.env["lot.audit.sealer"].sudo()._seal_after_commit({content["company"] for content in contents})
        return ids

    @api.model
    def _ledger_write_apart(self, code, records_or_rows, **defaults):
        """``_ledger_write`` in a transaction of its own, for attempts that fail: it survives the caller's rollback.

        Records are read by the caller's transaction, so that what it has not committed yet can be named.
        """
        if isinstance(records_or_rows, models.BaseModel):
            records_or_rows = [{"record": record} for record in records_or_rows]
        rows = [
            {"label": self._label_of(row.get("record")), "company": self._company_of(row.get("record")), **row}
            for row in records_or_rows
        ]  # fmt: skip
        frame = self._prepare_frame(code)
        with self.env.registry.cursor() as cr:
            return self.with_env(self.env(cr=cr))._ledger_write(code, rows, frame=frame, **defaults)

    @api.model
    def _ledger_values(self, record, field_names):
        """Values of fields as an entry holds them: readable without the database, exact, in UTC.

        A record is ``{"id": …, "name": …}``, several are a list of these; empty is None; a quantity is a string.
        """
        # Sudo: a change is recorded whole, also in fields that the writer may not read.
        record_sudo = record.sudo()
        return {name: _value(record_sudo, record._fields[name]) for name in field_names}

    @api.model
    def _ledger_difference(self, before, after):
        """``(before, after)`` of two results of ``_ledger_values``, without what did not change."""
        changed = [name for name in after if before.get(name) != after[name]]
        return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}

    # --- how a row becomes text ---

    @api.model
    def _prepare_frame(self, code):
        """What all entries of one call have in common."""
        return {
            "v": audit_chain.VERSION,
            "at": audit_chain.instant(datetime.utcnow()),  # noqa: DTZ003  Odoo's instants are naive UTC
            "uid": self.env.uid,
            "writer": self.env.user.name,
            "code": code,
            "context": self._get_session(),
        }

    @api.model
    def _get_session(self):
        """Where the call came from: ``{"kind": web, api, cron or server, "ip", "session", "import"}``."""
        session = {"kind": "cron" if self.env.context.get("cron_id") else "server"}
        if request:
            path = request.httprequest.path
            session["kind"] = "api" if path.startswith(("/xmlrpc", "/jsonrpc", "/json/")) else "web"
            session["ip"] = request.httprequest.remote_addr or ""
            if request.session.uid and request.session.uid != self.env.uid:
                session["session"] = request.session.uid  # who really sat there
        if self.env.context.get("import_file"):
            session["import"] = True  # the caller says so; it does not replace what is known
        return session

    @api.model
    def _prepare_content(self, frame, row, secret):
        record = row.get("record")
        reason = row.get("reason") or self.env["lot.reason"]._given()
        about = [item for item in (record, *(row.get("about") or ())) if item]
        content = {
            **frame,
            "company": row.get("company") or self._company_of(record),
            "model": record._name if record else None,
            "id": record.id if record else None,
            "label": row.get("label") or self._label_of(record),
            "about": sorted({f"{item._name},{item.id}" for items in about for item in items}),
            "before": row.get("before"),
            "after": row.get("after"),
            "reason": reason,
            "extra": row.get("extra"),
            "personal": secret and secret[2],
        }
        return {key: value for key, value in content.items() if value not in (None, "", {}, [])}

    @api.model
    def _label_of(self, record):
        if not record:
            return None
        # Sudo: a refused attempt names what the user may not read.
        record_sudo = record.sudo()
        has_own = hasattr(record_sudo, "_get_ledger_label")
        return record_sudo._get_ledger_label() if has_own else record_sudo.display_name

    @api.model
    def _company_of(self, record):
        if record and record._name == "res.company":
            return record.id
        # Sudo: as for the label.
        own = record.sudo()["company_id"].id if record and "company_id" in record._fields else False
        return own or self.env.company.id

    @api.model
    def _prepare_personal(self, data):
        if not data:
            return None
        salt, text = secrets.token_bytes(16), audit_chain.canonical(data)
        return salt, text, audit_chain.personal_hash(salt, text)

    @api.model
    def _insert_contents(self, contents):
        found = self.env.execute_query(
            SQL(
                "INSERT INTO lot_audit_entry (content) SELECT row.content"
                " FROM unnest(%s::text[]) WITH ORDINALITY AS row(content, number) ORDER BY row.number RETURNING id",
                contents,
            )
        )
        return sorted(entry for (entry,) in found)

    @api.model
    def _insert_personal(self, rows):
        if rows:
            entries, salts, texts = zip(*rows)
            self.env.execute_query(
                SQL(
                    "INSERT INTO lot_audit_personal (entry_id, salt, data)"
                    " SELECT * FROM unnest(%s::bigint[], %s::bytea[], %s::text[]) RETURNING entry_id",
                    list(entries),
                    list(salts),
                    list(texts),
                )
            )


def _value(record, field):
    value = record[field.name]
    if isinstance(value, models.BaseModel):
        # By number: many related records come in any order, which is no change.
        named = [{"id": item.id, "name": item.display_name} for item in value.sorted("id")]
        return (named[0] if named else None) if field.type == "many2one" else named
    if field.type == "boolean":
        return bool(value)
    if value in (False, None, ""):
        return None
    if field.type == "datetime":
        return audit_chain.instant(value)
    if field.type == "date":
        return value.isoformat()
    if field.type in ("float", "monetary"):
        return str(Decimal(repr(value)).normalize().__format__("f"))
    return value if isinstance(value, int | dict | list) else str(value)
