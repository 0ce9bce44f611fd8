"""One planned check of one lot: what was asked for, word for word as it was then, and how it stands.

Made for all lots of a document at once (``_plan``); never changed by people: results are added
(``lot.check.result``), and Quality may say with a reason that a check does not apply.
"""

from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import messages_check as messages
from ..kernel import acceptance
from .lot_check_item import KINDS
from .lot_check_plan import STAGES

# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_check_write", object()


class LotCheck(models.Model):
    _name = "lot.check"
    _inherit = ["lot.history.mixin"]
    _description = "Check of a lot"
    _order = "id desc"

    lot_id = fields.Many2one(
        "stock.lot", "Lot or serial number", required=True, readonly=True, ondelete="restrict", index=True
    )
    product_id = fields.Many2one(related="lot_id.product_id", store=True, index=True, precompute=True)
    picking_id = fields.Many2one(
        "stock.picking", "Transfer", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    production_id = fields.Many2one(
        "mrp.production", "Manufacturing order", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    workorder_id = fields.Many2one(
        "mrp.workorder", "Work order", readonly=True, ondelete="set null", index="btree_not_null"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    stage = fields.Selection(STAGES, "When", required=True, readonly=True)
    # Set null: old checks outlive a plan that is deleted, they hold all of it that they need.
    item_id = fields.Many2one("lot.check.item", readonly=True, ondelete="set null", index="btree_not_null")
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Check", required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    unit = fields.Char(readonly=True)
    lower_limit = fields.Char("From", readonly=True)
    upper_limit = fields.Char("To", readonly=True)
    decimals = fields.Integer(readonly=True)
    is_required = fields.Boolean("Required", readonly=True)
    is_holding = fields.Boolean("Holds", readonly=True)
    needs_instrument = fields.Boolean("Instrument", readonly=True)
    instructions = fields.Text(readonly=True)
    sample_count = fields.Integer("Samples", required=True, readonly=True, default=1)
    user_id = fields.Many2one("res.users", "Whom to ask", readonly=True, ondelete="restrict")
    state = fields.Selection(
        [
            (acceptance.TODO, "To do"),
            (acceptance.PASSED, "Passed"),
            (acceptance.FAILED, "Failed"),
            (acceptance.NOT_APPLICABLE, "Does not apply"),
        ],
        required=True,
        readonly=True,
        default=acceptance.TODO,
        index=True,
    )
    skip_reason = fields.Char("Does not apply because", readonly=True)
    # Nobody's decision: the document has another lot now. Asked again when lot and document meet again.
    is_dropped = fields.Boolean(readonly=True)
    hold_id = fields.Many2one("lot.hold", readonly=True, ondelete="restrict", help="Opened when the check failed.")
    result_ids = fields.One2many("lot.check.result", "check_id", "Results", readonly=True)
    limits = fields.Char(compute="_compute_limits")
    outcome = fields.Char("Result", compute="_compute_outcome")

    # A document asks once for each check of a lot, however often it is looked at again.
    _once = models.UniqueIndex(
        "(lot_id, item_id, COALESCE(picking_id, 0), COALESCE(production_id, 0)) WHERE item_id IS NOT NULL",
        "This check is planned for this lot already.",
    )

    @api.depends("name", "lot_id.name")
    def _compute_display_name(self):
        for check in self:
            check.display_name = f"{check.name}: {check.lot_id.name}"

    @api.depends("lower_limit", "upper_limit", "unit")
    @api.depends_context("lang")
    def _compute_limits(self):
        for check in self:
            check.limits = messages.limits(self.env, check)

    @api.depends("result_ids", "skip_reason")
    @api.depends_context("lang")
    def _compute_outcome(self):
        for check in self:
            shown = [result.shown for result in check._get_valid_results()]
            check.outcome = check.skip_reason or ", ".join(shown)

    # --- planning, for all lots of a document at once ---

    @api.model
    def _plan(self, stage, lots_by_document):
        """Make the checks that plans ask for; those that are there already stay, dropped ones ask again.

        Args:
            stage: one of ``STAGES``.
            lots_by_document: ``{picking or production: {lot: quantity in the product's unit}}``.
        """
        documents = list(lots_by_document)
        companies = self.env["res.company"].union(*(document.company_id for document in documents))
        plans_sudo = self.env["lot.check.plan"]._get_active_sudo(stage, companies) if documents else ()
        if not plans_sudo:
            return self.browse()
        rows = [
            {**vals, "stage": stage}
            for document, lots in lots_by_document.items()
            for vals in self._prepare_rows(plans_sudo, document.sudo(), lots)  # sudo: reads the operation's type only
        ]
        known = self._get_known({row["lot_id"] for row in rows})
        self._ask_again(
            [(known[key]["id"], row) for row in rows if known.get(key := self._key(row), {}).get("is_dropped")]
        )
        return self.sudo().create([row for row in rows if self._key(row) not in known])  # sudo: plans hold for all

    @api.model
    def _ask_again(self, planned):
        """Checks that were dropped ask again, as they would be planned now: ``[(id, row)]``."""
        for check_id, row in planned:
            self.browse(check_id)._write_own(
                {
                    "state": acceptance.TODO,
                    "skip_reason": False,
                    "is_dropped": False,
                    "sample_count": row["sample_count"],
                }
            )
        checks_sudo = self.sudo().browse(check_id for check_id, _row in planned)  # sudo: a consequence of the order
        checks_sudo._tell("check_asked_again")

    def _tell(self, code, reason=None):
        rows = [{"record": check, "about": [check.lot_id], "reason": reason} for check in self]
        self.env["lot.audit.entry"]._ledger_write(code, rows)

    @api.model
    def _prepare_rows(self, plans_sudo, document, lots):
        field = "picking_id" if document._name == "stock.picking" else "production_id"
        common = {field: document.id, "company_id": document.company_id.id}
        # Once for all lots. Plans of receipts have no steps.
        places = {plan: plan._find_workorder(document) for plan in plans_sudo if plan.operation_ids}
        plans_sudo = plans_sudo.filtered(lambda plan: places.get(plan, True))
        for lot, qty in lots.items():
            product_sudo = lot.product_id.sudo()  # sudo: its category, which others may not read
            for plan in plans_sudo:
                if plan._reaches(product_sudo, document.company_id, document.picking_type_id):
                    common_of_plan = {
                        **common,
                        "workorder_id": plan in places and places[plan].id,
                        "lot_id": lot.id,
                        "user_id": plan.user_id.id,
                        "sample_count": self._count_samples(plan, product_sudo, qty),
                    }
                    yield from ({**common_of_plan, **item._prepare_check_vals()} for item in plan.line_ids)

    @api.model
    def _count_samples(self, plan, product, qty):
        is_counted = product.uom_id._has_common_reference(self.env.ref("uom.product_uom_unit"))
        percent = Decimal(repr(plan.sample_percent))
        return acceptance.sample_size(
            plan.sample_rule, Decimal(repr(float(qty))), plan.sample_count, percent, is_counted
        )  # fmt: skip

    @staticmethod
    def _key(row):
        return (row["lot_id"], row["item_id"], row.get("picking_id") or 0, row.get("production_id") or 0)

    @api.model
    def _get_known(self, lot_ids):
        # Sudo: what is planned is planned, whoever may see it.
        rows = self.sudo().search_read(
            [("lot_id", "in", list(lot_ids)), ("item_id", "!=", False)],
            ["lot_id", "item_id", "picking_id", "production_id", "is_dropped"],
            load=None,
        )
        return {self._key(row): row for row in rows}

    # --- how it stands ---

    def _get_spec(self):
        limits = [acceptance.read_number(text)[0] if text else None for text in (self.lower_limit, self.upper_limit)]
        return acceptance.Spec(self.kind, *limits, self.decimals)

    def _get_valid_results(self):
        """Results that no correction stands in for, in order of their samples."""
        replaced = self.result_ids.supersedes_id
        return (self.result_ids - replaced).sorted(lambda result: (result.sample_number, result.id))

    def _refresh(self, result):
        """Bring the state up to the results; a new one that failed puts the lot on hold, which only a person lifts."""
        self.ensure_one()
        state = acceptance.state_of(self.sample_count, self._get_valid_results().mapped("outcome"))
        is_bad = result.outcome == acceptance.FAILED
        if is_bad and self.is_holding and self.hold_id.state != "open":
            self._write_own({"hold_id": self._open_hold().id})
        # What was conceded was conceded of the failures that were there.
        if state != self.state or (is_bad and self.skip_reason):
            self._write_own({"state": state, "skip_reason": False, "is_dropped": False})

    def _open_hold(self):
        failed = self._get_valid_results().filtered(lambda result: result.outcome == acceptance.FAILED)[-1:]
        # Sudo: that it failed holds the lot, whoever measured it; the hold says who that was.
        return self.env["lot.hold"].sudo().create(
            {
                "lot_id": self.lot_id.id,
                "reason": messages.hold_reason(self.env, self, failed),
                "user_id": (self.user_id or self.env.user).id,
            }
        )  # fmt: skip

    def _get_need(self):
        is_held = self.hold_id.state == "open"
        return acceptance.Need(self.id, self.state, self.is_required, is_held, self._is_conceded())

    def _is_conceded(self):
        """Whether Quality decided on a failure with a reason: on the check, or by lifting the hold that it opened."""
        return self.state == acceptance.FAILED and bool(self.skip_reason or self.hold_id.state == "lifted")

    def _name_obstacle(self):
        if self.state == acceptance.FAILED:
            if self.hold_id.state != "open":
                return messages.check_failed_alone(self.env, self.name)
            return messages.check_failed(self.env, self.name, self.hold_id.name)
        return messages.check_missing(self.env, self.name)

    @api.model
    def _get_screen(self, record):
        """The screen "Checks" of a lot, transfer or order."""
        return {
            "type": "ir.actions.client",
            "tag": "lot_checks",
            "name": self.env._("Checks"),
            "params": {"check_model": record._name, "check_id": record.id},
        }

    def action_open_screen(self):
        """The screen on which results of this check's lot are entered."""
        return self._get_screen(self.lot_id)

    def _get_decision_obstacle(self):
        """Why Quality cannot decide on these checks, a sentence; False when they can."""
        failed = self.filtered(lambda check: check.state == acceptance.FAILED)
        if any(check.result_ids for check in self - failed):
            return messages.skip_with_results(self.env)
        held = failed.filtered(lambda check: check.hold_id.state == "open")[:1]
        return messages.concede_by_lifting(self.env, held.name, held.hold_id.name) if held else False

    def _skip(self, reason):
        """Say that these checks do not apply, or concede those that failed; by Quality, with a reason."""
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.only_quality(self.env))
        self.check_access("read")
        reason = self.env["lot.reason"]._checked(reason)
        if obstacle := self._get_decision_obstacle():
            raise UserError(obstacle)
        failed = self.filtered(lambda check: check.state == acceptance.FAILED)
        failed._write_own({"skip_reason": reason})
        vals = {"state": acceptance.NOT_APPLICABLE, "skip_reason": reason, "is_dropped": False}
        (self - failed)._write_own(vals)
        self._tell("check_skipped", reason)

    def _drop(self, reason):
        """Of a lot that is not made after all; nobody has to decide on that."""
        if self:
            vals = {"state": acceptance.NOT_APPLICABLE, "skip_reason": reason, "is_dropped": True}
            self._write_own(vals)
            self._tell("check_skipped", reason)

    # --- unchangeable ---

    def _write_own(self, vals):
        # Sudo: the program keeps the state, from results that the user may give.
        return self.sudo().with_context(**{_KEY: _OURS}).write(vals)

    def write(self, vals):
        if self.env.context.get(_KEY) is not _OURS:
            raise AccessError(messages.check_unchangeable(self.env))
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        if not self.env.su or self.result_ids:
            raise AccessError(messages.check_unchangeable(self.env))
