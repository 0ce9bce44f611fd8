"""A supplier recalls: what came from them is found at once, and again with every receipt while the notice is open.

    open ──close, with a reason──▶ closed ──reopen──▶ open

How receipts are found: ``lot_recall_incoming_find.py``.
"""

from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models

from ..kernel.incoming import MAX_NUMBERS, read_numbers
from ..report.words import Words
from ..sql import incoming as sql
from . import messages_incoming as messages
from .lot_recall import CLASSES

CRITERIA = ("partner_id", "lot_numbers", "product_ids", "date_from", "date_to")
PROGRAM = {
    "name", "state", "day_from", "day_to", "closed_at", "closed_by_id", "reach_text", "reach_at", "hold_ids",
    "company_id",
}  # fmt: skip


class LotRecallIncoming(models.Model):
    _name = "lot.recall.incoming"
    _inherit = ["mail.thread", "mail.activity.mixin", "lot.history.mixin"]
    _description = "Supplier's recall"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    partner_id = fields.Many2one("res.partner", "Supplier", required=True, ondelete="restrict", tracking=True)
    reference = fields.Char("Supplier's number", tracking=True, help="As the supplier calls this recall.")
    received_on = fields.Date("Received on", required=True, default=fields.Date.context_today)
    reason = fields.Text("What is wrong", required=True, tracking=True)
    hazard_class = fields.Selection(CLASSES, "Class", help="As the supplier judges it.")
    lot_numbers = fields.Text(
        "Their lot numbers",
        help="One per line, as the supplier writes them. Empty: whatever came of the products in those days.",
    )
    product_ids = fields.Many2many(
        "product.product", "lot_recall_incoming_product_rel", "incoming_id", "product_id", "Products"
    )
    date_from = fields.Date("Received from")
    date_to = fields.Date("Received until")
    # The days above as instants, in the zone of whoever wrote them down.
    day_from = fields.Datetime(readonly=True)
    day_to = fields.Datetime(readonly=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Documents")
    user_id = fields.Many2one(
        "res.users", "Responsible", required=True, default=lambda self: self.env.user, tracking=True, check_company=True
    )
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="open",
        tracking=True,
        index=True,
    )
    outcome = fields.Text("What came of it", tracking=True)
    closed_at = fields.Datetime("Closed on", readonly=True)
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, ondelete="restrict")
    match_ids = fields.One2many("lot.recall.incoming.match", "incoming_id", "Receipts", readonly=True)
    match_count = fields.Integer("Receipts found", compute="_compute_found")
    lot_count = fields.Integer("Lots found", compute="_compute_found")
    on_hand_text = fields.Char("Still here", compute="_compute_on_hand_text")
    reach_text = fields.Char("Went into", readonly=True, help="By the trace, when it was last looked at.")
    reach_at = fields.Datetime("Traced at", readonly=True)
    recall_ids = fields.One2many("lot.recall", "incoming_id", "Own recalls", readonly=True)
    hold_ids = fields.Many2many("lot.hold", string="Holds", readonly=True)

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for incoming in self:
            incoming.display_name = f"{incoming.name} {incoming.partner_id.display_name or ''}".strip()

    def _compute_found(self):
        groups = self.env["lot.recall.incoming.match"]._read_group(
            [("incoming_id", "in", self.ids), ("qty", ">", 0)], ["incoming_id"], ["__count", "lot_id:count_distinct"]
        )
        counts = {incoming: numbers for incoming, *numbers in groups}
        for incoming in self:
            incoming.match_count, incoming.lot_count = counts.get(incoming, (0, 0))

    def _compute_on_hand_text(self):
        words, units = Words(self.env), {}
        self.env.flush_all()
        for incoming, uom, qty in self.env.execute_query(sql.on_hand(self.ids)) if self.ids else ():
            units.setdefault(incoming, []).append({"uom": self.env["uom.uom"].browse(uom).name, "qty": float(qty)})
        for incoming in self:
            incoming.on_hand_text = words.sums(units.get(incoming.id, []), "qty")

    @api.constrains(*CRITERIA)
    def _check_criteria(self):
        for incoming in self:
            numbers = read_numbers(incoming.lot_numbers)
            if not (numbers.exact or incoming.product_ids or incoming.date_from):
                raise messages.too_wide(self.env)
            if numbers.exact and not numbers.bare:
                raise messages.no_numbers(self.env)
            if len(numbers.exact) > MAX_NUMBERS:
                raise messages.too_many_numbers(self.env, MAX_NUMBERS)
            if incoming.date_from and incoming.date_to and incoming.date_from > incoming.date_to:
                raise messages.days_backwards(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and (PROGRAM - {"company_id"}) & vals.keys():
                raise messages.program_only(self.env)
            company = vals.get("company_id") or self.env.company.id
            vals["name"] = self.env["ir.sequence"].with_company(company).next_by_code("lot.recall.incoming") or "/"
        notices = super().create(vals_list)
        notices._set_days()
        self._forget_open()
        notices._match()
        return notices

    def write(self, vals):
        if not self.env.su and PROGRAM & vals.keys():
            raise messages.program_only(self.env)
        if set(CRITERIA) & vals.keys() and any(incoming.state == "closed" for incoming in self):
            raise messages.is_closed(self.env)
        result = super().write(vals)
        if {"date_from", "date_to"} & vals.keys():
            self._set_days()
        if set(CRITERIA) & vals.keys():
            # What was found stays while it is this supplier's: it was looked at for a reason, and tells so.
            self._match()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise messages.kept(self.env)

    def _set_days(self):
        zone = pytz.timezone(self.env.user.tz or "UTC")

        def start(day):
            return zone.localize(datetime.combine(day, time())).astimezone(pytz.UTC).replace(tzinfo=None)

        for incoming in self:
            incoming.sudo().write(  # sudo: the days above, as instants
                {
                    "day_from": incoming.date_from and start(incoming.date_from),
                    "day_to": incoming.date_to and start(incoming.date_to + timedelta(days=1)),
                }
            )

    # --- what people do ---

    def action_match(self):
        """Look at every receipt again, and at where the lots went."""
        self.ensure_one()
        self.check_access("write")
        self._match()
        self._trace()
        return True

    def action_trace(self):
        """Open the trace of the matched lots."""
        return self._get_lots().action_lot_trace()

    def action_make_recall(self):
        """Begin a case of one's own with the matched lots."""
        self.ensure_one()
        lots = self._get_lots()
        values = {
            "title": messages.recall_title(self),
            "reason": self.reason,
            "hazard_class": self.hazard_class,
            "company_id": self.company_id.id,
            "scope_method": "lots",
            "lot_ids": lots.ids,
            "incoming_id": self.id,
        }
        return self.env["lot.recall.wizard"].create(values)._action_show()

    def action_hold(self):
        """Hold at once what came: each lot, and what has none by product and time."""
        self.ensure_one()
        self.check_access("write")
        held = self.hold_ids.filtered(lambda hold: hold.state == "open")
        common = {"reason": messages.hold_reason(self), "user_id": self.user_id.id}
        found = self._get_found()
        vals_list = [{**common, "lot_id": lot.id} for lot in found.lot_id - held.lot_id]
        bare = found.filtered(lambda match: not match.lot_id)
        for product, rows in bare.grouped("product_id").items():
            if product not in held.filtered(lambda hold: not hold.lot_id).product_id:
                days = {"received_from": min(rows.mapped("date")), "received_until": fields.Datetime.now()}
                vals_list.append({**common, **days, "product_id": product.id})
        if not vals_list:
            raise messages.nothing_to_hold(self)
        holds = self.env["lot.hold"].create(vals_list)
        self.sudo().hold_ids |= holds  # sudo: written here alone; the user may hold
        self.message_post(body=messages.held(self.env, len(holds)))
        return True

    def action_close(self):
        """Nothing more is expected; what came of it is written down."""
        self._set_open(False)

    def action_reopen(self):
        """Go on looking at receipts."""
        self._set_open(True)

    def _set_open(self, is_open):
        self.check_access("write")
        for incoming in self:
            if not is_open and not (incoming.outcome or "").strip():
                raise messages.outcome_missing(self.env)
        self.sudo().write(  # sudo: the state is set here alone
            {
                "state": "open" if is_open else "closed",
                "closed_at": False if is_open else fields.Datetime.now(),
                "closed_by_id": False if is_open else self.env.uid,
            }
        )
        self._forget_open()
        if is_open:
            self._match()

    def _get_found(self):
        """Receipts that still say so; of those that were corrected nothing came."""
        return self.match_ids.filtered("qty")

    def _get_lots(self):
        self.ensure_one()
        lots = self._get_found().lot_id
        if not lots:
            raise messages.no_lots(self)
        return lots
