"""Door for scanners and apps outside of Odoo: a scan goes in, what it says comes out. Writes nothing.

Errors of the door itself are ``{"name", "message"}`` with the HTTP status; those of Odoo (wrong key, no JSON) have
these two keys as well.
"""

import time

from odoo import http
from odoo.http import request

from .. import messages_door as messages

MOST_CHARACTERS = 8192
MOST_SCANS = 50  # in one call
MOST_BYTES = 65_536  # of a request: 8192 characters that JSON spells with six or more each, and the rest
MOST_CALLS = 1200  # scans of a user in a minute, for each worker process

_calls = {}  # (database, user): [minute, scans in it]


class LotScanDoor(http.Controller):
    @http.route(
        "/lot/scan",
        type="json2",
        auth="bearer",
        methods=["POST"],
        readonly=True,
        save_session=False,
        max_content_length=MOST_BYTES,
    )
    def scan(self, raw=None, scans=None, company=None, **_other):
        """What a scan says, or several.

        Args:
            raw: str, the characters as scanned.
            scans: instead of ``raw``, a list of such str.
            company: id of the company to look in; the user's own one without.

        Returns:
            the dict of ``stock.lot._tell_scan`` as JSON, or {"scans": list of them}, or an error.
        """
        user = request.env.user
        request.update_context(lang=user.lang, tz=user.tz)
        env = request.env
        raws = scans if isinstance(scans, list) and raw is None else [raw]
        if _is_too_often(min(len(raws), MOST_SCANS)):
            return _refuse(429, "too_many_requests", messages.too_often(env), [("Retry-After", "60")])
        # Subcontractors may read lots from their portal: what a code says is for the house all the same.
        if not user._is_internal() or not env["stock.lot"].has_access("read"):
            return _refuse(403, "forbidden", messages.not_allowed(env))
        if company is not None and (type(company) is not int or company not in user.company_ids.ids):
            return _refuse(404, "no_such_company", messages.no_company(env))
        if len(raws) > MOST_SCANS:
            return _refuse(413, "too_many", messages.too_many(env, MOST_SCANS))
        for one in raws:
            if refusal := _check(env, one):
                return refusal
        lots = env["stock.lot"].with_context(allowed_company_ids=[company or user.company_id.id])
        told = [lots._tell_scan(one) for one in raws]
        return request.make_json_response({"scans": told} if raws is scans else told[0])


def _check(env, raw):
    """The refusal of what is no scan, else None."""
    if not isinstance(raw, str):
        return _refuse(400, "no_scan", messages.no_scan(env))
    if len(raw) > MOST_CHARACTERS:
        return _refuse(413, "too_long", messages.too_long(env, MOST_CHARACTERS))
    if not raw.isascii() and any("\ud800" <= sign <= "\udfff" for sign in raw):
        return _refuse(400, "no_text", messages.no_text(env))
    return None


def _is_too_often(count):
    """Count these scans; whether their user sent too many in this minute. Threads may miscount by a few: no harm."""
    minute = int(time.monotonic() // 60)
    if len(_calls) > 10_000:
        _calls.clear()
    entry = _calls.setdefault((request.db, request.env.uid), [minute, 0])
    if entry[0] != minute:
        entry[:] = minute, 0
    entry[1] += count
    return entry[1] > MOST_CALLS


def _refuse(status, name, message, headers=None):
    return request.make_json_response({"name": name, "message": message}, headers=headers, status=status)
