"""Receipts that suppliers' notices are about: looked for in all of them, and with every posting.

Matches are receipts (``lot.recall.incoming.match``). One statement looks at all of them, or at the lines of a receipt
that is just being posted; while no notice is open, postings pay nothing for it.
"""

import logging

import psycopg2

from odoo import api, fields, models, tools
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..kernel.incoming import read_numbers
from ..sql import incoming as sql
from . import messages_incoming as messages

_logger = logging.getLogger(__name__)


class LotRecallIncoming(models.Model):
    _inherit = "lot.recall.incoming"

    @api.model
    def _forget_open(self):
        """A notice was opened or closed: postings ask again, at once and by what is committed then."""
        self.env.registry.clear_cache()
        # Until then other threads of this process may have asked, and have seen what was before.
        self.env.cr.postcommit.add(self.env.registry.clear_cache)

    @api.model
    @tools.ormcache()
    def _is_any_open(self):
        """Whether postings need to be looked at at all."""
        return bool(self.sudo().search_count([("state", "=", "open")], limit=1))  # sudo: of every company

    def _match(self, line_ids=None):
        """List receipts that these notices are about; returns how many are new or were corrected since."""
        self.env.flush_all()
        count = 0
        for incoming in self.filtered(lambda incoming: incoming.state == "open"):
            numbers = read_numbers(incoming.lot_numbers)
            count += len(self.env.execute_query(sql.match(incoming.id, numbers, line_ids)))
        if count:
            self.env["lot.recall.incoming.match"].invalidate_model()
            # Sudo: whoever moves goods wakes the program, which tells the people.
            self.env.ref("lot_recall.lot_recall_incoming_cron").sudo()._trigger()
        return count

    @api.model
    def _match_lines(self, lines):
        """A receipt is being posted: see whether an open notice is about it."""
        if lines and self._is_any_open():
            came = lines.filtered(lambda line: line.state == "done" and line.location_id.usage == "supplier")
            if came:
                domain = [("state", "=", "open"), ("company_id", "in", came.company_id.ids)]
                # Sudo: whoever posts need not be allowed to read notices.
                self.sudo().search(domain)._match(came.ids)

    @api.model
    def _cron_match(self):
        """Look at everything again (lots get other numbers, too), and tell people of what is new."""
        progress = self.env["ir.cron"]
        for incoming in self.search([("state", "=", "open")]):
            try:
                with self.env.cr.savepoint():
                    incoming._match()
                    incoming._tell()
            except (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, psycopg2.InterfaceError):  # the run is of no use any more
                raise
            except Exception:  # one notice that cannot be looked at must not stop the others
                _logger.exception("The supplier's recall %s cannot be looked at", incoming.id)
            progress._commit_progress(1)

    def _tell(self):
        """Write what is new into the notice, and ask its responsible to look."""
        self.ensure_one()
        new = self.env["lot.recall.incoming.match"].search([("incoming_id", "=", self.id), ("is_told", "=", False)])
        if not new:
            return
        self._trace()
        there = new.filtered("qty")
        for rows, told in ((there, messages.found), (new - there, messages.gone)):
            if rows:
                self.message_post(body=told(self.env, len(rows), rows[:5].mapped("display_name")))
        kind, summary = "mail.mail_activity_data_todo", messages.found_summary(self.env)
        if there and not self.activity_ids.filtered(lambda activity: activity.summary == summary):
            self.activity_schedule(kind, user_id=self._get_eyes().id, summary=summary)
        new.sudo().write({"is_told": True})  # sudo: rows are the program's

    def _trace(self):
        """Write down what the matched lots went into and who got it, as far as ``_get_eyes`` may see it."""
        self.ensure_one()
        eyes = self._get_eyes()
        lots = self._get_found().lot_id if eyes else self.env["stock.lot"]
        lots = lots.with_user(eyes).with_context(allowed_company_ids=self.company_id.ids)._filtered_access("read")
        answer = lots.trace("downstream", {"include_open": False, "with_names": False}) if lots else None
        reach = messages.reach(self.env, answer) if answer else False
        self.sudo().write({"reach_text": reach, "reach_at": fields.Datetime.now()})  # sudo: the program's

    def _get_eyes(self):
        """Who looks at it for the company: the responsible, else who wrote it down; nobody when both have left."""
        users_sudo = (self.user_id | self.create_uid).sudo()  # sudo: whether they work here alone
        there = users_sudo.filtered(lambda user: user.active and self.company_id in user.company_ids)
        return there[:1].sudo(False)
