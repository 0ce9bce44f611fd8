"""Entering results: from the screen *Checks*, one tap or one value at a time, sent again without harm.

lot.check.open(model, id)      what is to be checked on a lot, a transfer or an order
lot.check.enter(entries)       results; each is entered once, however often it is sent
"""

import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import messages_check as messages
from ..kernel import acceptance
from ..sql import signature_table
from .lot_check_mixin import CHECK_FIELDS

MOST_ENTRIES = 100
_UUID = re.compile(r"[0-9A-Za-z-]{8,64}")


class LotCheck(models.Model):
    _inherit = "lot.check"

    # --- what the screen shows ---

    @api.model
    @api.readonly
    def open(self, model, res_id):
        """Checks of one lot, transfer or manufacturing order, those to be done first.

        Returns:
            ``{"title": name, "checks": [row, …], "instruments": [{"id", "name", "is_overdue"}, …]}``; rows as
            ``_get_row`` tells.
        """
        if model not in CHECK_FIELDS or not isinstance(res_id, int):
            raise UserError(messages.unknown_place(self.env))
        record = self.env[model].browse(res_id).exists()
        if not record:
            raise UserError(messages.unknown_place(self.env))
        record.check_access("read")
        checks = self.search([(CHECK_FIELDS[model], "=", record.id)], order="lot_id, stage, sequence, id")
        needed = checks.filtered("needs_instrument")
        instruments = self.env["lot.instrument"].search([("company_id", "in", needed.company_id.ids)])
        return {
            "title": record.display_name,
            "checks": [check._get_row() for check in checks],
            "instruments": [
                {"id": one.id, "name": one.display_name, "number": one.number, "is_overdue": one.is_overdue}
                for one in instruments
            ],
        }

    @api.model
    @api.readonly
    def waiting(self):
        """Lots whose checks are open, the latest first: ``[{"id", "name", "product", "count"}]``, at most 50."""
        groups = self._read_group(
            [("state", "=", acceptance.TODO)], ["lot_id"], ["__count", "id:max"], order="id:max DESC", limit=50
        )
        return [
            {"id": lot.id, "name": lot.name, "product": lot.product_id.display_name, "count": count}
            for lot, count, _latest in groups
        ]

    def _get_row(self):
        """What the screen knows of a check."""
        self.ensure_one()
        names = ("id", "name", "kind", "unit", "limits", "decimals", "state", "sample_count", "outcome",
                 "instructions", "is_required", "is_holding", "needs_instrument")  # fmt: skip
        results = self._get_valid_results()
        return {
            **{name: self[name] for name in names},
            "done_count": len(results),
            # The user's own, by the device's identifiers: after a reload it knows what has arrived.
            "entered": self.result_ids.filtered(lambda one: one.user_id == self.env.user).mapped("uuid"),
            "lot": {"id": self.lot_id.id, "name": self.lot_id.name, "product": self.product_id.display_name},
            "results": [
                {"id": one.id, "sample": one.sample_number, "shown": one.shown, "outcome": one.outcome}
                for one in results
            ],
        }

    # --- entering ---

    @api.model
    def enter(self, entries):
        """Enter results.

        Args:
            entries: list of ``{"uuid", "check", "text"}`` and, if need be, ``"note"``, ``"done_at"`` (UTC),
                ``"instrument"``, ``"calibration_reason"``, ``"supersedes"`` with ``"reason"``, ``"files"``
                (``[{"name", "data" (base64)}]``), ``"confirmed"``: a failure is meant.

        Returns:
            For each ``{"uuid", "status", "message", "check"}``: status ``ok``, ``ask`` (send it again confirmed) or
            ``stop``; ``check`` is its row after it, False when there is none to see.
        """
        if not self.env.user.has_group("lot_traceability.group_operator"):
            raise AccessError(messages.only_operators(self.env))
        if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
            raise UserError(messages.entry_unreadable(self.env))
        return [self._enter_apart(entry) for entry in entries]

    def _enter_apart(self, entry):
        """One entry, in a savepoint: what is refused leaves the others as they are."""
        uuid, check_id = (entry.get("uuid"), entry.get("check")) if isinstance(entry, dict) else (None, None)
        if not isinstance(check_id, int) or not isinstance(uuid, str) or not _UUID.fullmatch(uuid):
            return {"uuid": False, "status": "stop", "message": messages.entry_unreadable(self.env), "check": False}
        check = self.browse(check_id).exists()
        answer = {"uuid": uuid, "status": "stop", "message": "", "check": False}
        if not check or not check.has_access("read"):
            return {**answer, "message": messages.unknown_check(self.env)}
        try:
            with self.env.cr.savepoint():
                status, message = check._enter(uuid, entry)
        except (UserError, AccessError) as refused:
            status, message = "stop", str(refused.args[0])
        return {**answer, "status": status, "message": message, "check": check._get_row()}

    def _enter(self, uuid, entry):
        """``(status, message)`` of entering one result; raises a sentence when it is refused."""
        results = self.env["lot.check.result"]
        # Written first: of two people who enter at once, one starts again and sees the other's result.
        self.env.execute_query(signature_table.touch(self._table, self.ids))
        self.invalidate_recordset()
        known_sudo = results.sudo().search([("uuid", "=", uuid)])  # sudo: known, whoever may see it
        if known_sudo:
            if known_sudo.check_id != self or known_sudo.user_id != self.env.user:
                raise UserError(messages.entry_unreadable(self.env))
            return "ok", ""
        files = self.env["lot.check.file"]._read(entry.get("files"))
        text = entry.get("text") if isinstance(entry.get("text"), str) else ""
        judged = acceptance.judge(self._get_spec(), text, len(files))
        if judged.issue:
            raise UserError(messages.issue(self.env, judged.issue, self))
        vals = {
            "check_id": self.id,
            "uuid": uuid,
            "text": text.strip(),
            "value": float(judged.value or 0),
            "outcome": judged.outcome,
            "note": self._read_words(entry.get("note")),
            "user_id": self.env.uid,
            **self._prepare_times(entry.get("done_at")),
            **self._prepare_sample(entry),
        }
        vals.update(self._prepare_instrument(entry, vals["done_at"]))
        if judged.outcome == acceptance.FAILED and entry.get("confirmed") is not True:
            return "ask", messages.fails(self.env, self, vals["text"])
        vals["files"] = self.env["lot.check.file"]._keep(self, files) or False
        self._entered(results._add(vals))
        return "ok", ""

    def _entered(self, result):
        self.invalidate_recordset(["result_ids", "outcome"])
        ledger = self.env["lot.audit.entry"]
        names = [
            name for name in ("sample_number", "text", "outcome", "note", "done_at", "instrument_id") if result[name]
        ]
        row = {
            "record": self,
            "about": [self.lot_id],
            "after": ledger._ledger_values(result, names),
            "extra": {"check": self.name, "files": [file["sha256"] for file in result.files or ()]},
        }
        if result.supersedes_id:
            row["before"] = ledger._ledger_values(result.supersedes_id, names)
        words = [result.reason, result.calibration_reason]
        ledger._ledger_write("check_result", [{**row, "reason": " ".join(filter(None, words))}])
        self.sudo()._refresh(result)  # sudo: the state follows from results, whoever gave them

    @staticmethod
    def _read_words(words):
        return words.strip()[: acceptance.LONGEST_TEXT] if isinstance(words, str) else ""

    def _prepare_times(self, done_at):
        now = fields.Datetime.now()
        try:
            done_at = fields.Datetime.to_datetime(done_at) if isinstance(done_at, str) and done_at else now
        except ValueError as error:
            raise UserError(messages.entry_unreadable(self.env)) from error
        mark, issue = acceptance.timing(done_at, now)
        if issue:
            raise UserError(messages.issue(self.env, issue, self))
        return {"done_at": min(done_at, now), "entered_at": now, "timing": mark}

    def _prepare_sample(self, entry):
        """Which sample it is; a correction stands for the sample of the result that it replaces."""
        valid = self._get_valid_results()
        if not entry.get("supersedes"):
            free = set(range(1, self.sample_count + 1)) - set(valid.mapped("sample_number"))
            if not free:
                raise UserError(messages.all_samples_done(self.env, self))
            return {"sample_number": min(free)}
        old = valid.filtered(lambda result: result.id == entry["supersedes"])
        if not old:
            raise UserError(messages.corrected_already(self.env))
        reason = self.env["lot.reason"]._checked(entry.get("reason"))
        return {"sample_number": old.sample_number, "supersedes_id": old.id, "reason": reason}

    def _prepare_instrument(self, entry, done_at):
        """With which instrument, and whether its calibration held at that instant."""
        number = entry.get("instrument")
        # Sudo: of the check's company, which the user may read; archived ones are refused.
        found_sudo = self.env["lot.instrument"].sudo().search(
            [("id", "=", number if isinstance(number, int) else 0), ("company_id", "=", self.company_id.id)]
        )  # fmt: skip
        if not found_sudo:
            if self.needs_instrument or number:
                raise UserError(messages.instrument_missing(self.env, self.name))
            return {}
        day = fields.Datetime.context_timestamp(self, done_at).date()
        issue = acceptance.calibration(day, found_sudo.calibrated_on, found_sudo.calibration_due)
        vals = {"instrument_id": found_sudo.id, "calibration_due": found_sudo.calibration_due}
        if issue:
            if not self.env.user.has_group("lot_traceability.group_quality"):
                raise UserError(messages.calibration(self.env, issue, found_sudo))
            reason = self.env["lot.reason"]._plain(entry.get("calibration_reason"))
            if not reason:
                raise UserError(messages.calibration_asks_reason(self.env, issue, found_sudo))
            vals.update(calibration_issue=issue, calibration_reason=reason)
        return vals
