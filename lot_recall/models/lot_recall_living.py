"""Living scope: after launch, what is posted about affected lots is compared with the accepted revision at once.

posting ──mark──▶ lot.recall.touch ──scheduled action──▶ fresh content ──compare──▶ one open proposal
"""

import logging
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..kernel.compare import changes, compare, is_scope_same, leave_out
from ..kernel.goods import affected_goods
from ..sql import watch

_logger = logging.getLogger(__name__)
CHECK_AGAIN = timedelta(hours=1)  # also where nothing marks it: merged partners, another company of a place
SETTLE_AGAIN = timedelta(seconds=20)
# Fields of a scope that name products of which a new lot could fall under it.
PRODUCTS = ("product_id", "component_product_id")


class LotRecall(models.Model):
    _inherit = "lot.recall"

    proposal_ids = fields.One2many("lot.recall.proposal", "recall_id", "Proposals", readonly=True)
    open_proposal_id = fields.Many2one("lot.recall.proposal", compute="_compute_open_proposal_id")
    proposal_text = fields.Text("What is new", compute="_compute_open_proposal_id")
    scope_checked_at = fields.Datetime("Scope compared at", readonly=True, copy=False)

    @api.depends("proposal_ids.state", "proposal_ids.difference")
    def _compute_open_proposal_id(self):
        for recall in self:
            proposal = recall.proposal_ids.filtered(lambda proposal: proposal.state == "open")[:1]
            recall.open_proposal_id, recall.proposal_text = proposal, proposal.text

    def _after_launch(self):
        result = super()._after_launch()
        # Which has it compared as well: others may have posted since the revision was frozen.
        self._watch(self.revision_id._read_content())
        return result

    def _after_revision(self, old_revision, new_revision):
        result = super()._after_revision(old_revision, new_revision)
        self._watch(new_revision._read_content())
        self.env["lot.recall.proposal"]._end_open(
            self, "accepted", decided_by_id=self.env.uid, revision_id=new_revision.id
        )
        return result

    def _do_cancel(self, reason=""):
        result = super()._do_cancel(reason)
        self.env["lot.recall.proposal"]._end_open(self, "gone")
        self.env["lot.recall.watch"]._stop(self)
        return result

    def _watch(self, content):
        """Watch the lots of a content, and products of which new lots could join it."""
        self.flush_recordset(["state"])
        nodes = content["answer"]["nodes"]
        lots = {node["lot_id"] for node in nodes if node["kind"] == "lot" and node["side"] in ("origin", "downstream")}
        products = set(affected_goods(content).made_since)
        scope = content["scope"]
        if scope["method"] not in ("lots", "pasted"):
            products |= {scope[name] for name in PRODUCTS if scope.get(name)}
            products |= {node["product_id"] for node in nodes if node["side"] == "origin"}
        self.env["lot.recall.watch"]._add(self, lots - {False}, products - {False})

    # --- comparing ---

    @api.model
    def _cron_check_scopes(self):
        """Compare launched cases that were marked, or not looked at for a while, each in a transaction of its own."""
        progress, touches = self.env["ir.cron"], self.env["lot.recall.touch"]
        self.env.execute_query(watch.settle())
        progress._commit_progress()  # from here on everything is seen that was waited for
        put_off = []
        for recall in self._get_scopes_to_check():
            try:
                recall._check_scope_now()
                progress._commit_progress(1)
            # Whatever is wrong with one case, the others are compared; its marks are still there.
            except Exception as problem:  # noqa: BLE001
                self.env.cr.rollback()
                self.env.transaction.reset()
                if isinstance(problem, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
                    put_off.append(recall)  # somebody decides on it right now
                else:
                    _logger.exception("The scope of recall %s could not be compared", recall.id)
        touches._wake(put_off)
        touches._wake(self.env.execute_query(watch.waiting()), fields.Datetime.now() + SETTLE_AGAIN)

    @api.model
    def _get_scopes_to_check(self):
        touched = [recall for (recall,) in self.env.execute_query(watch.touched_recalls())]
        late = fields.Datetime.now() - CHECK_AGAIN
        domain = [("state", "=", "launched"), "|", ("scope_checked_at", "=", False), ("scope_checked_at", "<", late)]
        return self.browse(touched).exists() | self.search(domain, order="id")

    def _check_scope_now(self):
        """Compare this case with the facts of now and bring its proposal up to date."""
        self.ensure_one()
        seen = [touch for (touch,) in self.env.execute_query(watch.touches(self.id))]
        if self.state == "launched":
            then = self.revision_id._read_content()
            reader = self.with_user(self._get_scope_reader())
            now = reader._fresh_content(self.revision_id.number + 1)
            self._watch(now)  # what is made from new lots is to be found as well
            self._propose(then, now)
        if seen:
            self.env.execute_query(watch.forget(seen))
        self._set_state(scope_checked_at=fields.Datetime.now())

    def _propose(self, then, now):
        # Better told twice than not at all: what the accepted revision lacks is new, whoever could not see it then.
        difference = compare(then, now, is_new_told=True)
        rows = changes(then, now, is_new_told=True)
        difference, rows = leave_out(difference, rows, self._get_own_return_lines())
        proposals = self.env["lot.recall.proposal"]
        if is_scope_same(difference):
            proposals._end_open(self, "gone")
            return
        hidden = tuple(content["answer"]["hidden_count"] for content in (then, now))
        proposals._put(self, difference, rows, hidden)

    def _get_own_return_lines(self):
        """Numbers of move lines that this case itself had brought back: no news for its scope. Extension point."""
        return set()

    def _get_scope_reader(self):
        """With whose eyes the facts are read: as those of the accepted revision, so that both see the same."""
        for user in (self.revision_id.user_id, self.user_id):
            if user.active and user.has_group("lot_recall.group_recall_manager"):
                return user
        return SUPERUSER_ID

    def action_open_proposal(self):
        """Show the open proposal."""
        self.ensure_one()
        return self._action_open("lot.recall.proposal", self.open_proposal_id.id)
