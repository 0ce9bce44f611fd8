"""``stock.lot.trace()``: one read-only answer to every question about where lots came from and went.

Contract version 1, published as ``static/trace.schema.json``. Screens, wizard, exports and API clients all
use it. The kernel computes; this file checks rights and hands over.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.gc import disabling_gc

from .. import messages
from ..kernel import lineage
from ..sql import holds
from .trace_access import TraceAccess
from .trace_answer import TraceAnswer
from .trace_ledger import TraceLedger
from .trace_questions import questions

DIRECTIONS = ("downstream", "upstream", "both")
OPTIONS = {"max_depth": 0, "include_open": True, "with_names": True}


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.readonly
    def trace(self, direction="downstream", options=None):
        """Answer where these lots came from and where they went.

        Args:
            direction: ``downstream``, ``upstream`` or ``both`` (the two closures of these lots).
            options: ``max_depth`` (orders to cross, 0 = no limit), ``include_open`` (planned lines too),
                ``with_names`` (display names beside ids).

        Returns:
            The dict of the trace contract, version 1. Absent values are False, quantities numbers in the
            product's reference unit, instants ISO 8601 in UTC. Rows that the user may not read are hidden
            nodes and counts.

        Raises:
            AccessError: the user may not read these lots.
            UserError: unknown direction or option.
        """
        settings = self._trace_settings(direction, options)
        # Sudo: the walk must not stop at what the user may not see; TraceAccess hides and counts that afterwards.
        # Python looks for cycles after so many new objects; a big trace makes a million, at an eighth of its time.
        with disabling_gc(), questions(self.env) as questions_sudo:
            # upstream, only these lots themselves are looked for on hand
            ledger_sudo = TraceLedger(questions_sudo, self.ids, direction == "upstream", settings["include_open"])
            self._trace_check_access(ledger_sudo.companies)
            access = TraceAccess(self.env, self._trace_reads_all_companies())
            if direction == "upstream" and not settings["max_depth"]:
                ledger_sudo.read_ahead(self.ids)
            found = lineage.trace(
                ledger_sudo, self.ids, direction, settings["max_depth"], settings["include_open"], access
            )
            answer = TraceAnswer(questions_sudo, ledger_sudo, access, with_names=settings["with_names"])
            return answer.as_dict(found, fields.Datetime.now())

    def _trace_check_access(self, companies):
        """Odoo's own check of these lots; ``{lot id: company id}`` spares it the query for what most rules look at."""
        if not (self.env.su or self.env.user._is_internal()):
            # Subcontractors may read lots of theirs from their portal: where these went is for the house alone.
            raise AccessError(messages.trace_for_staff(self.env))
        lots = self.browse(companies)
        lots._fields["company_id"]._insert_cache(lots, companies.values())
        # other rules look at one or two fields: without this Odoo would read all of them
        self.with_context(prefetch_fields=False).check_access("read")
        self.env["stock.move.line"].check_access("read")

    @api.model
    def _trace_settings(self, direction, options):
        if direction not in DIRECTIONS:
            raise UserError(
                self.env._("Unknown direction %(direction)s: use downstream, upstream or both.", direction=direction)
            )
        if options and not isinstance(options, dict):
            raise UserError(self.env._("Trace options are given by name, for example max_depth."))
        unknown = set(options or {}) - OPTIONS.keys()
        if unknown:
            raise UserError(self.env._("Unknown trace option: %(options)s.", options=", ".join(sorted(unknown))))
        settings = {**OPTIONS, **(options or {})}
        depth = settings["max_depth"]
        if isinstance(depth, bool) or not isinstance(depth, int) or depth < 0:
            raise UserError(self.env._("The depth of a trace is a whole number of orders, 0 for no limit."))
        return settings

    @api.model
    def _trace_reads_all_companies(self):
        """Whether the current user's traces show every company that the lots reached. Extension point."""
        return False

    @api.model
    def _trace_blocked_lot_ids(self, lot_ids, known=None):
        """Those of these lots of which anything is on hold or not released. Extension point.

        Args:
            known: those that are, where a trace read it with the lots; None = ask.
        """
        if known is not None:
            return known.intersection(lot_ids)
        if not lot_ids:
            return set()
        self.env["stock.quant"].flush_model(["lot_id", "quantity", "location_id", "package_id"])
        return {lot for (lot,) in self.env.execute_query(holds.blocked_lots(lot_ids))}
