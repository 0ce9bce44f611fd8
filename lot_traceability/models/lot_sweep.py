"""Clearing up after a hold or a disposition: open reservations are released and planned anew.

From the commit of a hold nothing leaves any more; this is only tidying, so it runs afterwards: a moment right after
the commit, the rest by a scheduled action. It takes what is still reserved and blocked now, piece by piece, each piece
in a transaction of its own. Killed at any point, it goes on where it was, since it looks at the state of the stock.
"""

import logging
import time
from collections import Counter
from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from .. import messages_hold as messages
from ..sql import holds as sql

_logger = logging.getLogger(__name__)
_HOOK = "lot_traceability.sweep"
PIECE = 40  # lines in one transaction
AT_ONCE = 3.0  # seconds that the user waits after the commit
TRIES = 5


class LotSweep(models.Model):
    _name = "lot.sweep"
    _description = "Clearing up after a hold or a disposition"
    _order = "id desc"

    hold_id = fields.Many2one("lot.hold", "Hold", readonly=True, ondelete="cascade", index="btree_not_null")
    lot_id = fields.Many2one("stock.lot", "Lot or serial number", readonly=True, ondelete="cascade")
    product_id = fields.Many2one("product.product", "Product", readonly=True, ondelete="cascade")
    state = fields.Selection(
        [("waiting", "Waiting"), ("done", "Done")], required=True, readonly=True, default="waiting", index=True
    )
    released_count = fields.Integer("Reservations released", readonly=True)
    reserved_count = fields.Integer(
        "Still reserved", compute="_compute_reserved_count", help="Open reservations that are released next."
    )
    is_untold = fields.Boolean(readonly=True, help="Who signed for what is made of these goods is still to be asked.")
    kept_count = fields.Integer("Picked already", readonly=True, help="To be put aside by hand; they cannot leave.")
    left_qty = fields.Float(
        "Left before",
        digits="Product Unit",
        readonly=True,
        help="Went to customers or into production before, less what customers returned.",
    )
    done_at = fields.Datetime("Cleared up at", readonly=True)

    _untold_idx = models.Index("(id) WHERE is_untold")

    @api.depends("state", "released_count")
    def _compute_reserved_count(self):
        # Sudo: how far the program is, whoever asks.
        waiting_sudo = self.sudo().filtered(lambda sweep: sweep.state == "waiting")
        lines_sudo = waiting_sudo._find_blocked_lines().filtered(lambda line: not line.picked)
        self.reserved_count = 0
        of_lots, of_products = (Counter(line[name].id for line in lines_sudo) for name in ("lot_id", "product_id"))
        for sweep_sudo in waiting_sudo:
            lot, product = sweep_sudo.lot_id, sweep_sudo.product_id
            sweep_sudo.reserved_count = of_lots[lot.id] if lot else of_products[product.id]

    @api.model
    def _request(self, holds=(), lots=(), stopped=()):
        """Have the reservations of these holds and lots released after this transaction.

        Args:
            stopped: those of the lots that were free until now; what is made of them is told of, as of holds.
        """
        rows = [(hold.id, hold.lot_id.id or None, hold.product_id.id, True) for hold in holds]
        news = {lot.id for lot in stopped}
        rows += [(None, lot.id, lot.product_id.id, lot.id in news) for lot in lots]
        if not rows:
            return
        # One statement: a recall asks for thousands.
        self.env["lot.hold"].flush_model(["lot_id", "product_id"])
        self.env.execute_query(sql.put_sweeps(rows, self.env.uid))
        self.env["lot.hold"].invalidate_model(["sweep_ids"])
        cron_sudo = self.env.ref("lot_traceability.lot_sweep_cron").sudo()  # the sweep is the program's, not the user's
        cron_sudo._trigger()
        postcommit, registry = self.env.cr.postcommit, self.env.registry
        if _HOOK in postcommit.data:
            return
        postcommit.data[_HOOK] = True

        @postcommit.add
        def sweep():
            try:
                with closing(registry.cursor()) as cr:
                    api.Environment(cr, SUPERUSER_ID, {})[self._name]._sweep(AT_ONCE)
            except psycopg2.Error:
                # The hold is committed; the cron clears up.
                _logger.info("Clearing up after a hold was put off", exc_info=True)

    @api.model
    def _cron_sweep(self):
        with closing(self.env.registry.cursor()) as cr:
            sweeper = api.Environment(cr, SUPERUSER_ID, {})[self._name]
            finished = sweeper._sweep(60.0)
        if not finished:
            self.env.ref("lot_traceability.lot_sweep_cron")._trigger()

    @api.model
    def _sweep(self, seconds):
        """Clear up for as long; commits, so the cursor must be the caller's own.

        Returns:
            Whether nothing is left to do, or somebody else is at it.
        """
        until = time.monotonic() + seconds
        # One sweeper at a time; whoever waits in the queue is served by the one at work or by the cron.
        if not self.env.execute_query(SQL("SELECT pg_try_advisory_lock(hashtext('lot_traceability.sweep'))"))[0][0]:
            self._commit()
            return True
        try:
            self._commit()
            stubborn = set()  # ids of lines that cannot be released now
            while self._sweep_piece(stubborn):
                if time.monotonic() > until:
                    return False
            return True
        finally:
            self.env.cr.rollback()
            self.env.execute_query(SQL("SELECT pg_advisory_unlock(hashtext('lot_traceability.sweep'))"))
            self._commit()

    @api.model
    def _sweep_piece(self, stubborn):
        """One transaction of the sweep, begun again when it meets others; returns whether there may be more."""
        for attempt in range(TRIES):
            try:
                more = self._do_piece(stubborn)
                self.env.cr.flush()
                self._commit()
                return more
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                self.env.cr.rollback()
                self.env.transaction.reset()
                time.sleep(0.05 * 2**attempt)
        return False

    @api.model
    def _do_piece(self, stubborn=None):
        """Release some lines, or finish what has none left; lines that Odoo does not let go join ``stubborn``."""
        stubborn = set() if stubborn is None else stubborn
        waiting = self.search([("state", "=", "waiting")], order="id", limit=200)
        if not waiting:
            return False
        lines = waiting._find_blocked_lines()
        picked = lines.filtered(lambda line: line.picked or line.id in stubborn)
        piece = (lines - picked)[:PIECE]
        if piece:
            self._release_or_skip(piece, waiting, stubborn)
            return True
        self._finish(waiting, picked)
        return True

    def _find_blocked_lines(self):
        """Open lines of these sweeps' goods that take what is blocked, in the order of their ids."""
        products = self.filtered(lambda sweep: not sweep.lot_id).product_id
        self.env.flush_all()
        found = self.env.execute_query(sql.blocked_ids(sql.open_lines(self.lot_id.ids, products.ids)))
        return self.env["stock.move.line"].browse(sorted(line for (line,) in found))

    @api.model
    def _release_or_skip(self, lines, waiting, stubborn):
        try:
            with self.env.cr.savepoint():
                self._release(lines, waiting)
        except UserError:
            if len(lines) > 1:
                for line in lines:
                    self._release_or_skip(line, waiting, stubborn)
            else:
                _logger.info("The reservation %s of blocked goods could not be released", lines.id, exc_info=True)
                stubborn.add(lines.id)

    @api.model
    def _release(self, lines, waiting):
        """Give these reservations back and let the moves take other stock."""
        moves = lines.move_id
        told = {}
        for line in lines:
            sweep = waiting._of(line)
            sweep.released_count += 1
            number = sweep.hold_id.name or self.env._("a new disposition")
            told.setdefault((line.picking_id, number), []).append(self._name_goods(line))
        lines.unlink()
        moves.exists()._action_assign()
        for (picking, number), goods in told.items():
            if picking:
                picking._message_log(body=messages.released(self.env, number, ", ".join(goods)))

    @api.model
    def _finish(self, waiting, picked):
        left = dict(self.env.execute_query(sql.left_before(waiting.lot_id.ids)))
        for picking, lines in picked.grouped("picking_id").items():
            if picking:
                goods = ", ".join(self._name_goods(line) for line in lines)
                picking._message_log(body=messages.picked_is_held(self.env, goods))
        now = fields.Datetime.now()
        for sweep in waiting:
            kept = picked.filtered(lambda line, sweep=sweep: sweep._covers(line))
            sweep.write(
                {
                    "state": "done",
                    "done_at": now,
                    "kept_count": len(kept),
                    "left_qty": left.get(sweep.lot_id.id, 0) or 0,
                }
            )

    def _of(self, line):
        """The sweep among these that the line belongs to."""
        return self.filtered(lambda sweep: sweep._covers(line))[:1]

    def _covers(self, line):
        return self.lot_id == line.lot_id if self.lot_id else self.product_id == line.product_id

    @api.model
    def _name_goods(self, line):
        name = line.lot_id.name or line.product_id.display_name
        return f"{name} ({line.quantity:g} {line.product_uom_id.name})"

    def _commit(self):
        self.env.cr.commit()  # pylint: disable=invalid-commit  # the cursor is the sweeper's own
