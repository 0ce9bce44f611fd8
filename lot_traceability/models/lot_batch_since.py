"""What happened since a batch record was frozen: components stopped, figures changed. Told at once, never stored."""

import json
import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_batch as messages
from ..kernel.answer import DOWNSTREAM, UPSTREAM
from ..kernel.closure import close
from ..sql import holds as sql
from .lot_batch_record import FROZEN
from .trace_ledger import ClosureLedger
from .trace_questions import questions

_logger = logging.getLogger(__name__)
NUMBERED = 3  # form of the content since which components have numbers of products


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    component_notice = fields.Char(compute="_compute_component_notice")
    change_notice = fields.Char(compute="_compute_change_notice")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_component_notice(self):
        for record in self:
            blocked = record._get_blocked_components() if record.state in FROZEN else ()
            record.component_notice = messages.component_blocked(self.env, blocked) if blocked else False

    @api.depends("state", "content")
    @api.depends_context("lang")
    def _compute_change_notice(self):
        for record in self:
            record.change_notice = False
            if record.content and record.is_current:
                changed = record._get_changed_sections(record.state in ("verified", "approved"))
                record.change_notice = messages.changed_since(self.env, changed) if changed else False

    def _get_changed_sections(self, is_undecided):
        """Sections that are no longer as they were frozen."""
        frozen = json.loads(self.content)
        # A new name is no other component.
        product = "product_id" if frozen["form"] >= NUMBERED else "product"
        now, then = (_facts(content, is_undecided, product) for content in (self._get_content(), frozen))
        return [key for key in now if now[key] != then[key]]

    def _check_as_frozen(self):
        """Refuses in a sentence what the frozen content does not tell: all signatures cover that."""
        changed = self._get_changed_sections(True)
        if changed:
            raise UserError(messages.changed_since(self.env, changed))

    def _get_blocked_components(self):
        """Names of lots in this one, at whatever level, that may not be used today, with what stops them."""
        self.ensure_one()
        lots_sudo = self._walk(self.lot_id, UPSTREAM)
        blocked = lots_sudo.browse(lots_sudo._trace_blocked_lot_ids(lots_sudo.ids)).sorted("id")
        holds = self.sudo()._get_component_holds(blocked)  # sudo: as in _walk
        return [f"{lot.display_name} ({self._get_block(lot, holds) or messages.on_hold(self.env)})" for lot in blocked]

    @api.model
    def _walk(self, lots, direction):
        """Lots that these are made of, or that are made of these; without themselves."""
        # Sudo: that a component is stopped is told to whoever may read the record.
        with questions(self.env) as questions_sudo:
            reached = close(ClosureLedger(questions_sudo), lots.ids, direction).lots
        return self.env["stock.lot"].sudo().browse(sorted(set(reached) - set(lots.ids)))

    @api.model
    def _tell_stopped(self, holds, lots):
        """Ask whoever signed last for a decision, when lots are stopped of which decided lots are made; as superuser.

        Args:
            holds: open holds.
            lots: others that are stopped.
        """
        decided = [("is_current", "=", True), ("state", "in", ("verified", "approved", "released"))]
        if not self.search_count(decided, limit=1):
            return
        # An error of what else is to be written is none of telling.
        self.env.flush_all()
        of_goods = self.env.execute_query(sql.lots_of(holds.filtered(lambda hold: not hold.lot_id).ids))
        lots_sudo = self.env["stock.lot"].browse(sorted({*lots.ids, *holds.lot_id.ids, *(lot for (lot,) in of_goods)}))
        found = self.search([*decided, ("lot_id", "in", self._walk(lots_sudo, DOWNSTREAM).ids)], order="id")
        for company, records in found.grouped("company_id").items():
            inside_sudo = lots_sudo & self._walk(records.lot_id, UPSTREAM)
            try:
                with self.env.cr.savepoint():
                    records._ask_signer(inside_sudo, company)
            except UserError:
                # The lots are stopped, whoever can be asked.
                _logger.info("Nobody could be asked for a decision on %s", records.ids, exc_info=True)

    def _ask_signer(self, lots_sudo, company):
        """One to-do about these stopped lots, for the last signer who may read any; else for whoever stopped them."""
        signers = self._get_signatures_sudo(valid_only=True).sorted("id", reverse=True).user_id
        for user in (*signers.filtered("active"), self.env.user):
            # In the user's own companies: those of whoever stops the lots may be closed to them.
            own = {"allowed_company_ids": [], "lang": user.lang}
            lots, records = (
                some.with_user(user).with_context(**own)._filtered_access("read") for some in (lots_sudo, self)
            )
            if lots and records:
                break
        else:
            raise UserError(messages.nobody_to_ask(self.env))
        # No mail for it: a hold of thousands of lots is one to-do.
        quiet = {"mail_activity_quick_update": True, "lang": user.lang}
        lots_sudo.browse(lots[0].id).with_company(company).with_context(**quiet).activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=user.id,
            summary=messages.decide_again_title(lots.env),
            note=Markup("<p>%s</p>") % messages.decide_again(lots.env, lots, records),
        )


def _facts(content, is_undecided, product):
    """What must not change once it is signed: outputs, components, orders; scrapping until the lot is decided on."""
    quantities = content["quantities"]
    components = ((row["order"], str(row["lot_id"] or row[product]), row["qty"]) for row in content["components"])
    return {
        "quantities": (quantities["made"], quantities["scrapped"] if is_undecided else ""),
        "components": sorted(components),
        "receipts": sorted((row["name"], row["qty"]) for row in content.get("receipts", ())),
        "orders": sorted((row["name"], row["state"]) for row in content["orders"]),
        "work_orders": sorted((row["order"], row["name"], row["state"]) for row in content["work_orders"]),
        "checks": sorted((row["name"], row["state"], len(row["results"])) for row in content["checks"]),
    }
