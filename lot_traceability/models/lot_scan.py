"""Scans, as devices send them: each is answered once, written down with its answer, and can be taken back.

A scan is no entry of a ledger: the lines that it fills are. Its row makes a repeated call harmless (a device that lost
the network sends again what was answered already) and shows the last scans.
"""

import math
import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.http import SessionExpiredException
from odoo.tools import SQL

from .. import messages_scan as messages
from .. import messages_scan_undo
from .lot_scan_target import ScanAsk, ScanRequest, ScanStop

MODES = [
    ("lookup", "Look up"),
    ("receive", "Receive"),
    ("pick", "Pick"),
    ("produce", "Produce"),
    ("count", "Count"),
    ("return", "Return"),
]
MOST_SCANS = 50  # in one call
MOST_CHARACTERS = 8192
DAYS_KEPT = 90  # unless the setting says otherwise
MOST_IN_A_ROW = 200  # numbers that one scan may stand for
MOST_LISTED = 40  # documents to choose from
MOST_FORGOTTEN = 10_000  # scans in one transaction
NUMBERED = ("lot", "product", "way")  # choices that name one of several; the others are agreed to
DAYS_PARAMETER = "lot_traceability.scan_days"
_UUID = re.compile(r"[0-9a-zA-Z-]{8,36}")


class LotScan(models.Model):
    _name = "lot.scan"
    _description = "Scan"
    _order = "id desc"
    _rec_name = "raw"

    uuid = fields.Char("Number of the device", required=True, readonly=True)
    mode = fields.Selection(MODES, readonly=True)
    res_model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Many2oneReference("Document", model_field="res_model", readonly=True)
    raw = fields.Char("Scanned", readonly=True, help="As it came; what a text cannot hold stands as \\x00.")
    status = fields.Char("Answer", readonly=True)
    answer = fields.Json("Whole answer", readonly=True)
    steps = fields.Json("To take it back", readonly=True)

    _uuid_once = models.Constraint("UNIQUE(create_uid, uuid)", "This scan was sent already.")
    _document_idx = models.Index("(res_model, res_id, id)")

    # --- public ---

    @api.model
    def submit(self, scans):
        """Enter scans, in their order; what was answered before is answered again and not entered twice.

        Args:
            scans: list of at most 50 dicts {"uuid": str(8..36), "mode": str, "model": str or False,
                "id": int or False, "raw": str, "choice": dict or False, "quantity": number or False}; with "after",
                the uuid of a scan whose answer the device did not wait for, it goes where that one went; with "last",
                a str, it is the run of numbers from the one in the code to that one; with "alone", True, somebody
                dealt with the scan before: it is no half of this label.

        Returns:
            list of dict, one per scan; see ``_get_empty_answer``.
        """
        self.check_access("read")
        requests = self._check_requests(scans)
        new = self._claim(requests)
        # Sudo: nobody writes rows but this model, for its user.
        known_sudo = {uuid: self.sudo().browse(row) for uuid, row in new.items()}
        known_sudo |= self._find_own_sudo(
            {uuid for request in requests for uuid in (request.uuid, request.after)} - {"", *new}
        )
        answers = {}
        for request in requests:
            row_sudo = known_sudo[request.uuid]
            if new.pop(request.uuid, None):
                request = self._follow(request, known_sudo.get(request.after))
                answer, steps = self._enter(request)
                vals = {"status": answer["status"], "answer": _printable(answer), "steps": steps}
                # the document that was worked on may be another one than was open
                document = answer["document"] or {"model": request.model, "id": request.id}
                row_sudo.write({**vals, "res_model": document["model"], "res_id": document["id"]})
                answers[request.uuid] = answer
            else:
                answers[request.uuid] = {**(row_sudo.answer or self._get_empty_answer(request)), "replayed": True}
        return [answers[request.uuid] for request in requests]

    @api.model
    @api.readonly
    def resolve(self, raw):
        """What a code names, as an answer of ``submit`` in mode ``lookup``; writes nothing at all."""
        self.check_access("read")
        request = self._check_request({"uuid": "00000000", "raw": raw, "mode": "lookup"})
        return self._answer(request)[0]

    @api.model
    def undo(self, uuid):
        """Take back what a scan entered; returns an answer as ``submit`` does."""
        self.check_access("read")
        row_sudo = self._find_own_sudo([uuid] if isinstance(uuid, str) else []).get(uuid)
        request = self._get_request(row_sudo) if row_sudo else self._check_request({"uuid": "00000000", "raw": ""})
        answer = {**self._get_empty_answer(request), "status": "ok", "message": messages_scan_undo.undone(self.env)}
        if not row_sudo or not row_sudo.steps:
            return {**answer, "status": "stop", "message": messages_scan_undo.undo_unknown(self.env)}
        try:
            with self.env.cr.savepoint():
                document = self._find_document(request)
                document._scan_check_open()
                document._scan_take_back(row_sudo.steps)
                answer |= self._describe(document)
        except (UserError, RedirectWarning) as refusal:
            return {**answer, **self._tell_refusal(refusal)}
        row_sudo.write({"steps": False, "status": "undone", "answer": {**row_sudo.answer, "can_undo": False}})
        return answer

    @api.model
    @api.readonly
    def open(self, model, res_id, mode="", lines=True):
        """A document as people scan on it.

        Args:
            lines: False leaves out ``lines`` and ``last``, which a device that scans knows.

        Returns:
            dict: ``document`` {model, id, name}; ``lines`` list of {id, product, lot, done, demand, unit, lots};
            ``progress`` {done, total} or False; ``next`` {product, lot, place, quantity, unit, why} or False;
            ``last`` list of the user's last 20 answers here, newest first.
        """
        self.check_access("read")
        request = self._check_request({"uuid": "00000000", "raw": "", "mode": mode, "model": model, "id": res_id})
        document = self._find_document(request)
        found = {**self._describe(document), "next": document._scan_next(), "lines": [], "last": []}
        if lines:
            domain = [("create_uid", "=", self.env.uid), ("res_model", "=", model), ("res_id", "=", document.id)]
            rows = self.search([*domain, ("answer", "!=", False)], limit=20)
            found |= {"lines": document._scan_rows(), "last": rows.mapped("answer")}
        return found

    @api.model
    @api.readonly
    def documents(self, mode="", search=""):
        """Open documents to choose from: list of at most 40 {model, id, name, partner, date, state}."""
        self.check_access("read")
        found = []
        for documents in self._get_kinds():
            domain, room = documents._scan_open_domain(mode if isinstance(mode, str) else ""), MOST_LISTED - len(found)
            if room and documents.has_access("read"):  # to Odoo, no room at all is room for all
                found += documents._scan_list(domain, search if isinstance(search, str) else "", room)
        return found

    # --- what came from outside ---

    @api.model
    def _check_requests(self, scans):
        if not isinstance(scans, list) or len(scans) > MOST_SCANS:
            raise UserError(messages.malformed(self.env))
        return [self._check_request(scan) for scan in scans]

    @api.model
    def _check_request(self, scan):
        """A ``ScanRequest`` of what a client sent; refuses what no client of ours sends."""
        scan = scan if isinstance(scan, dict) else {}
        uuid, raw, mode = scan.get("uuid"), scan.get("raw"), scan.get("mode") or ""
        model, number, choice = scan.get("model") or "", scan.get("id") or 0, scan.get("choice") or {}
        quantity, after = scan.get("quantity") or 0.0, scan.get("after") or ""
        last, alone = scan.get("last") or "", scan.get("alone") or False
        sound = (
            isinstance(uuid, str)
            and _UUID.fullmatch(uuid)
            and isinstance(raw, str)
            and mode in ("", *dict(MODES))
            and isinstance(model, str)
            and type(number) is int
            and 0 <= number < 2**31
            and alone in (True, False)
            and isinstance(last, str)
            and len(last) <= MOST_CHARACTERS
            and isinstance(choice, dict)
            and all(type(value) is (int if key in NUMBERED else bool) for key, value in choice.items())
            and all(abs(value) < 2**31 for value in choice.values())
            and type(quantity) in (int, float)
            and math.isfinite(quantity)
            and 0 <= quantity < 10**9
            and (after == "" or (isinstance(after, str) and _UUID.fullmatch(after)))
        )
        if not sound:
            raise UserError(messages.malformed(self.env))
        # Half a surrogate pair is no text that a database could look for.
        raw, last = (text.encode("utf-8", "backslashreplace").decode("utf-8") for text in (raw, last))
        return ScanRequest(uuid, mode, model, number, raw, choice, float(quantity), after, last, alone is True)

    @api.model
    def _get_request(self, row_sudo):
        return ScanRequest(
            row_sudo.uuid, row_sudo.mode or "", row_sudo.res_model or "", row_sudo.res_id, row_sudo.raw or "", {}, 0.0
        )

    @api.model
    def _follow(self, request, before_sudo):
        """The request on the document of the scan before it, when its device did not wait for that answer.

        Without network a shelf and its goods are scanned one after the other: the goods belong to that shelf, not to
        the one that was still open on the screen. Nor do they when the scan before never came here.
        """
        if not request.after:
            return request
        model, number = (before_sudo.res_model, before_sudo.res_id) if before_sudo else ("", 0)
        return request._replace(model=model or "", id=number or 0)

    @api.model
    def _claim(self, requests):
        """Write one row per scan that is not known yet; returns ``{uuid: id}`` of these.

        A row of the same scan that another connection just wrote makes PostgreSQL raise a serialization failure, and
        Odoo runs the call again with a snapshot that has it: so it is answered, not entered, twice.
        """
        if not requests:
            return {}
        if self.env.context.get("uid", self.env.uid) != self.env.uid:
            raise SessionExpiredException(messages.somebody_else(self.env))
        now = self.env.cr.now()
        rows = SQL(", ").join(
            SQL(
                "(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                request.uuid, request.mode or None, request.model or None, request.id or None,
                request.raw.replace("\0", "\\x00")[:MOST_CHARACTERS], self.env.uid, self.env.uid, now, now,
            )
            for request in requests
        )  # fmt: skip
        query = SQL(
            "INSERT INTO lot_scan (uuid, mode, res_model, res_id, raw, create_uid, write_uid, create_date, write_date)"
            " VALUES %s ON CONFLICT (create_uid, uuid) DO NOTHING RETURNING uuid, id",
            rows,
        )
        return dict(self.env.execute_query(query))

    @api.model
    def _find_own_sudo(self, uuids):
        """``{uuid: row}`` of the user's own scans. Sudo: nobody writes rows but this model, for its user."""
        if not uuids:
            return {}
        rows_sudo = self.sudo().search([("create_uid", "=", self.env.uid), ("uuid", "in", uuids)])
        return {row_sudo.uuid: row_sudo for row_sudo in rows_sudo}

    @api.model
    def _has_scans(self, document):
        """Whether somebody entered goods on this document by a scan that still stands."""
        rows_sudo = self.sudo()  # Sudo: also a colleague's scan.
        domain = [("res_model", "=", document._name), ("res_id", "=", document.id), ("steps", "!=", False)]
        return bool(rows_sudo.search_count(domain, limit=1))

    # --- vacuum ---

    @api.autovacuum
    def _gc_old_scans(self):
        # Sudo: a setting of the database.
        text = str(self.env["ir.config_parameter"].sudo().get_param(DAYS_PARAMETER))
        days = int(text) if text.isdecimal() and len(text) < 6 else DAYS_KEPT
        domain = [("create_date", "<", fields.Datetime.now() - timedelta(days=days))]
        rows = self.search(domain, limit=MOST_FORGOTTEN)
        rows.unlink()
        return len(rows), self.search_count(domain)

    # --- refusals ---

    @api.model
    def _tell_refusal(self, refusal):
        """The part of an answer that a refusal makes."""
        message = str(refusal.args[0]) if refusal.args else str(refusal)
        if isinstance(refusal, ScanAsk):
            told = {"status": "ask", "message": message, "hint": refusal.hint}
            return {**told, "choices": refusal.choices, "unit": refusal.unit}
        hint = refusal.hint if isinstance(refusal, ScanStop) else ""
        return {"status": "stop", "message": message, "hint": hint}


def _printable(value):
    """A value for JSON in PostgreSQL, which holds no NUL."""
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value.replace("\0", "\\x00") if isinstance(value, str) else value
