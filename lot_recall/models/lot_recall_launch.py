"""Launch: everything affected is stopped in one transaction, by a second person, when the plan is complete.

    confirmed ──launch──▶ launched ──▶ closed
                             └──cancel, by signature──▶ cancelled; lifts only the holds of this case

A launched case lives: its frozen revisions stay as they are, a later one extends the holds. Other parts of a running
recall join in by ``_get_launch_obstacles``, ``_after_launch`` and ``_after_revision``.
"""

from odoo import api, fields, models

from ..kernel.goods import affected_goods
from . import messages_empty, messages_run

# Deliveries to customers of other companies: those have a name ("Customer 1 of …"), but no number.
FOREIGN = [("commercial_partner_id", "in", (False, 0)), ("customer", "!=", False)]


class LotRecall(models.Model):
    _inherit = "lot.recall"

    date_launched = fields.Datetime("Launched on", readonly=True, copy=False)
    launched_by_id = fields.Many2one("res.users", "Launched by", readonly=True, copy=False, ondelete="restrict")
    launched_revision_id = fields.Many2one("lot.recall.revision", readonly=True, copy=False, ondelete="restrict")
    date_first_notice = fields.Datetime("First notice sent", readonly=True, copy=False)
    date_closed = fields.Datetime("Closed on", readonly=True, copy=False)
    hold_ids = fields.One2many("lot.hold", "recall_id", "Holds", readonly=True)
    hold_count = fields.Integer("Open holds", compute="_compute_hold_count")
    stop_ids = fields.One2many("lot.recall.stop", "recall_id", "On their way", readonly=True)
    open_stop_count = fields.Integer("Still to stop", compute="_compute_open_stop_count")
    is_sandbox = fields.Boolean("Exercise", compute="_compute_is_sandbox", help="Nothing is held, moved or mailed.")
    launch_obstacles = fields.Text("To do before launch", compute="_compute_launch_obstacles")

    def _compute_hold_count(self):
        domain = [("recall_id", "in", self.ids), ("state", "=", "open")]
        counts = dict(self.env["lot.hold"]._read_group(domain, ["recall_id"], ["__count"]))
        for recall in self:
            recall.hold_count = counts.get(recall, 0)

    @api.depends("stop_ids.is_settled")
    def _compute_open_stop_count(self):
        domain = [("recall_id", "in", self.ids), ("is_settled", "=", False)]
        counts = dict(self.env["lot.recall.stop"]._read_group(domain, ["recall_id"], ["__count"]))
        for recall in self:
            recall.open_stop_count = counts.get(recall, 0)

    @api.depends("state", "plan_gaps", "decision", "revision_id")
    @api.depends_context("uid")
    def _compute_launch_obstacles(self):
        for recall in self:
            obstacles = recall._get_launch_obstacles() if recall.state == "confirmed" else []
            recall.launch_obstacles = "\n".join(obstacles)

    @api.depends("kind")
    def _compute_is_sandbox(self):
        for recall in self:
            recall.is_sandbox = recall._is_sandbox()

    def _is_sandbox(self):
        """Whether nothing real is held, moved or mailed for this case: an exercise, or a copy of the database."""
        self.ensure_one()
        # Sudo: a parameter of the system, true or not for everybody.
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        return self.kind == "drill" or bool(parameters_sudo.get_param("database.is_neutralized"))

    # --- may it be launched? ---

    def _get_launch_obstacles(self):
        """Sentences that say why the current user cannot launch this confirmed case yet. Extension point."""
        self.ensure_one()
        obstacles = []
        gaps = self._get_plan_gaps()
        if gaps:
            obstacles.append(messages_run.plan_has_gaps(self, gaps))
        if self.decision == "no":
            obstacles.append(messages_run.decided_against(self))
        if self.kind == "stock_recovery" and self.revision_id.delivery_count:
            obstacles.append(messages_run.goods_left_the_house(self))
        is_alone = self._asks_four_eyes() and self.env.user == self.revision_id.user_id
        if is_alone and self.kind != "drill":
            obstacles.append(messages_run.second_person(self))
        return obstacles

    def _check_launch(self):
        self.ensure_one()
        self._check_may_confirm()
        if self.state != "confirmed":
            raise messages_run.not_waiting(self)
        obstacles = self._get_launch_obstacles()
        if obstacles:
            raise messages_run.not_launchable(self, obstacles)

    # --- launching ---

    def action_launch(self):
        """Stop everything affected; where cases are signed, by a signature."""
        if self.is_signature_asked:
            return self._action_sign_act("launch")
        self._check_launch()
        self._do_launch()
        return self._action_form()

    def _do_launch(self):
        """Hold and list everything affected, all or nothing; the caller has made sure that it may be launched."""
        self._set_state(
            state="launched",
            date_launched=fields.Datetime.now(),
            launched_by_id=self.env.uid,
            launched_revision_id=self.revision_id.id,
        )
        with self.revision_id._keeping_content():
            self._stop_everything()

    def _stop_everything(self):
        holds, stops = self._stop_goods()
        counts = {"holds": len(holds), "stops": len(stops)}
        self.env["lot.audit.entry"]._ledger_write("recall_launched", self, extra=counts)
        self.message_post(
            body=messages_run.launched_sandbox(self)
            if self._is_sandbox()
            else messages_run.launched(self, **counts)
        )  # fmt: skip
        self._after_launch()

    def _after_launch(self):
        """What follows a launch, in its transaction. Extension point."""

    def _freeze_revision(self, content=None):
        old = self.revision_id
        revision = super()._freeze_revision(content)
        if self.state == "launched":
            holds, stops = self._stop_goods()
            counts = {"holds": len(holds), "stops": len(stops)}
            self.env["lot.audit.entry"]._ledger_write(
                "recall_extended", self, extra={**counts, "revision": revision.number}
            )
            if not self._is_sandbox():
                self.message_post(body=messages_run.extended(self, **counts))
            self._after_revision(old, revision)
        return revision

    def _after_revision(self, old_revision, new_revision):
        """What follows a revision of a launched case, in its transaction. Extension point."""

    def _stop_goods(self):
        """Hold what the current revision reaches and this case does not hold yet, and list what of it is on its way.

        Returns:
            (holds, stops): the new records; empty for an exercise.
        """
        holds, stops = self.env["lot.hold"], self.env["lot.recall.stop"]
        if self._is_sandbox():
            return holds, stops
        recall = self.with_context(allowed_company_ids=self.company_id.ids)
        goods = affected_goods(self.revision_id._read_content())
        lots = recall.env["stock.lot"].browse(goods.lot_ids).exists()
        own_lots = lots._filtered_access("read")
        products = recall.env["product.product"].browse(sorted(goods.made_since)).exists()._filtered_access("read")
        made = {product: (goods.made_since[product.id], goods.made_last[product.id]) for product in products}
        new_holds = recall.env["lot.hold"]._hold_for_recall(recall, own_lots, made)
        new_products = new_holds.filtered(lambda hold: not hold.lot_id).product_id
        new_stops = recall.env["lot.recall.stop"]._list(
            recall, new_holds.lot_id, new_products, self._get_foreign_goods(lots - own_lots)
        )
        return new_holds, new_stops

    def _get_foreign_goods(self, lots):
        """What other companies have to hold, or have to call back from their customers, that is not listed yet.

        What was settled is listed again when more of it has gone to their customers since.

        Returns:
            ``[(lot name, product name, company name)]`` as the revision names them.
        """
        stops, current = self.stop_ids.filtered(lambda stop: stop.kind == "company"), self.revision_id
        frozen = [("revision_id", "in", (stops.revision_id | current).ids), ("qty", ">", 0), ("excluded", "=", False)]
        groups = self.env["lot.recall.delivery"]._read_group(
            [*frozen, *FOREIGN], ["revision_id", "lot", "product", "company"], ["qty:sum"]
        )
        sold = {(revision, *goods): qty for revision, *goods, qty in groups}
        listed = set()
        for stop in stops:
            goods = (stop.lot, stop.product, stop.place)
            if not stop.is_settled or sold.get((current, *goods), 0) <= sold.get((stop.revision_id, *goods), 0):
                listed.add(goods)
        held = [("revision_id", "=", current.id), ("lot_id", "in", lots.ids)]
        rows = self.env["lot.recall.lot"].search(held, order="id")
        found = [(row.lot, row.product, row.company) for row in rows]
        found += [tuple(goods) for revision, *goods in sold if revision == current]
        return [goods for goods in dict.fromkeys(found) if goods not in listed]

    # --- cancelling ---

    def _do_cancel(self, reason=""):
        result = super()._do_cancel(reason)
        open_holds = self.hold_ids.filtered(lambda hold: hold.state == "open")
        if open_holds:
            open_holds._lift(reason)
        return result

    def action_open_holds(self):
        """Show the holds of this case."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Holds of %(case)s", case=self.name),
            "res_model": "lot.hold",
            "view_mode": "list,kanban,form",
            "domain": [("recall_id", "=", self.id)],
            "context": {"search_default_open": 1},
            "help": messages_empty.help_for(self.env, "lot.hold"),
        }

    def action_open_stops(self):
        """Show what is on its way, what is still to be stopped first."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("On their way: %(case)s", case=self.name),
            "res_model": "lot.recall.stop",
            "view_mode": "list",
            "domain": [("recall_id", "=", self.id)],
            "context": {"search_default_open": 1},
            "help": messages_empty.help_for(self.env, "lot.recall.stop"),
        }

    # --- by signature ---

    def _check_may_sign(self, meaning, params):
        if params.get("act") != "launch":
            return super()._check_may_sign(meaning, params)
        # Not who confirmed, as without signature (``_get_launch_obstacles``); who opened the case may.
        return self.check_access("write")

    def _check_act(self, act):
        result = super()._check_act(act)
        if act == "launch":
            self._check_launch()
        return result

    def _get_seen_content(self, act):
        content = super()._get_seen_content(act)
        # What is launched is the plan as well, which later signatures cover.
        return {**content, "plan": self._get_plan_values()} if act == "launch" else content

    def _do_signed(self, meaning, params, reason, work):
        if params["act"] == "launch":
            self.with_context(lot_reason=reason)._do_launch()
        return super()._do_signed(meaning, params, reason, work)

    @api.model
    def _get_recorded_fields(self):
        return [*super()._get_recorded_fields(), "launched_by_id", "date_first_notice", "date_closed"]
