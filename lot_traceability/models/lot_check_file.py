"""Files of results: read from what a device sends, refused when too large or able to run, kept with their hash."""

import base64
import binascii
import hashlib

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from .. import messages_check as messages

MOST_FILES = 10
MOST_BYTES = 20_000_000  # each
# By content, never by name: nothing that a browser would run. Text is shown as plain text.
ALLOWED = (
    "image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain", "text/csv",
    "application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
_MARKUP = (b"<script", b"<html", b"<svg", b"<!doctype", b"<?xml", b"<iframe", b"javascript:")


class LotCheckFile(models.AbstractModel):
    _name = "lot.check.file"
    _description = "Files of results of checks"

    @api.model
    def _read(self, files):
        """``[(name, bytes, kind by content)]`` of what a device sent; refuses in a sentence."""
        if not files:
            return []
        if not isinstance(files, list) or len(files) > MOST_FILES:
            raise UserError(messages.too_many_files(self.env, MOST_FILES))
        return [self._read_one(file) for file in files]

    def _read_one(self, file):
        name, data = (file.get("name"), file.get("data")) if isinstance(file, dict) else ("", "")
        if not isinstance(data, str) or not data:
            raise UserError(messages.entry_unreadable(self.env))
        name = self.env["lot.reason"]._plain(name) or self.env._("file")
        if len(data) > MOST_BYTES * 4 // 3 + 4:
            raise UserError(messages.file_too_large(self.env, name, MOST_BYTES // 1_000_000))
        try:
            raw = base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError) as error:
            raise UserError(messages.entry_unreadable(self.env)) from error
        kind = guess_mimetype(raw, default="application/octet-stream")
        is_text = kind.startswith("text/") or kind == "application/octet-stream"
        if kind not in ALLOWED or (is_text and any(word in raw[:4096].lower() for word in _MARKUP)):
            raise UserError(messages.file_kind(self.env, name))
        # Unknown bytes are text here; nothing is served as what its name says.
        return name.replace("/", "_")[:120], raw, "text/plain" if is_text else kind

    @api.model
    def _keep(self, check, files):
        """Keep files as attachments of the check, whom nobody may write; the rows that a result holds of them."""
        # Sudo: whoever may enter the result may add its files, and nobody may change them.
        kept_sudo = self.env["ir.attachment"].sudo().create(
            [
                {"name": name, "raw": raw, "mimetype": kind, "res_model": check._name, "res_id": check.id}
                for name, raw, kind in files
            ]
        )  # fmt: skip
        return [
            {"id": one.id, "name": name, "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
            for one, (name, raw, _kind) in zip(kept_sudo, files)
        ]
