"""What is checked on which lots, when: on receipt, while they are made, when they are made."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_check as messages
from ..kernel import acceptance

STAGES = [("receipt", "On receipt"), ("in_process", "While it is made"), ("final", "When it is made")]
# What a plan is for is not deleted, and counts when it is archived: without the last of it the plan is for everything.
_KEPT = {"ondelete": "restrict", "context": {"active_test": False}}


class LotCheckPlan(models.Model):
    _name = "lot.check.plan"
    _inherit = ["lot.history.mixin", "lot.recorded.mixin"]
    _description = "Plan of checks"
    _order = "sequence, name, id"

    _recorded = (
        "name", "stage", "product_tmpl_ids", "category_ids", "picking_type_ids", "operation_ids", "sample_rule",
        "sample_count", "sample_percent", "user_id", "company_id", "active",
    )  # fmt: skip

    name = fields.Char("Plan", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    stage = fields.Selection(STAGES, "When", required=True, default="final")
    product_tmpl_ids = fields.Many2many("product.template", string="Products", **_KEPT)
    category_ids = fields.Many2many(
        "product.category", string="Product categories", help="With those inside them.", **_KEPT
    )
    picking_type_ids = fields.Many2many(
        "stock.picking.type",
        string="Only operation types",
        help="Empty: whatever operation brings or makes the lot.",
        **_KEPT,
    )
    operation_ids = fields.Many2many(
        "mrp.routing.workcenter",
        string="Only at operations",
        help="Steps of bills of materials: the lot is checked at the first of them that its order has.",
        **_KEPT,
    )
    sample_rule = fields.Selection(
        [
            (acceptance.FIXED, "A number of samples"),
            (acceptance.EVERY, "Every unit"),
            (acceptance.PERCENT, "A share of the lot"),
        ],
        "Samples",
        required=True,
        default=acceptance.FIXED,
    )
    sample_count = fields.Integer("Number", default=1, help="With a share: no fewer than these.")
    sample_percent = fields.Float("Percent", digits=(5, 2), default=10)
    user_id = fields.Many2one(
        "res.users",
        "Whom to ask",
        required=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        help="Decides what becomes of a lot that failed.",
    )
    line_ids = fields.One2many("lot.check.item", "plan_id", "Checks", copy=True)
    start_note = fields.Char("Not stopped by open checks", compute="_compute_start_note")

    _sample_count_positive = models.Constraint("CHECK (sample_count > 0)", "At least one sample is taken.")
    _sample_percent_share = models.Constraint(
        "CHECK (sample_percent > 0 AND sample_percent <= 100)", "The share is more than 0 and at most 100 percent."
    )

    @api.constrains("name", "stage", "product_tmpl_ids", "category_ids", "picking_type_ids", "operation_ids")
    def _check_reach(self):
        for plan_sudo in self.sudo():  # sudo: steps of bills of materials, which Quality may not read
            if plan_sudo.operation_ids and plan_sudo.stage == "receipt":
                raise ValidationError(messages.operation_of_receipt(self.env, plan_sudo.name))
            if not plan_sudo._has_reach():
                raise ValidationError(messages.plan_without_reach(self.env, plan_sudo.name))

    @api.depends("product_tmpl_ids", "category_ids", "picking_type_ids", "operation_ids", "line_ids.is_required")
    @api.depends_context("lang")
    def _compute_start_note(self):
        for plan in self:
            # Sudo: steps of bills of materials, and goods of other companies; told are names that the user may read.
            plan_sudo = plan.sudo()
            operations_sudo = plan_sudo.picking_type_ids
            is_quiet = operations_sudo and all(operations_sudo.mapped("lot_starts_in_quarantine"))
            goods_sudo = plan_sudo.product_tmpl_ids | plan_sudo.operation_ids.bom_id.product_tmpl_id
            free_sudo = plan_sudo._get_free_goods(goods_sudo)
            is_free = any(free_sudo) or not (goods_sudo or plan_sudo.category_ids)
            is_told = is_free and not is_quiet and True in plan.line_ids.mapped("is_required")
            free = [some._origin.with_env(self.env)._filtered_access("read") for some in free_sudo]
            names = [name for some in free for name in some.mapped("display_name")]
            plan.start_note = messages.start_released(self.env, names) if is_told else False

    def _get_free_goods(self, templates):
        """(products, categories) of this plan whose new lots may leave before anybody has checked them.

        Args:
            templates: products that it names, itself or by their steps.
        """
        self.ensure_one()
        guarded = self.category_ids.filtered(lambda one: one._get_start_category().lot_start == "quarantine")
        # What says otherwise inside of a category that starts in quarantine.
        said = [("lot_start", "=", "released")]
        inside = self.env["product.category"].search([("id", "child_of", guarded.ids), *said])
        templates |= templates.search([("categ_id", "child_of", guarded.ids), *said])
        free = templates.filtered(
            lambda template: (
                template.active
                and template.tracking != "none"
                and not (self.company_id and template.company_id - self.company_id)
                and not template._starts_in_quarantine()
            )
        )
        return free, self.category_ids - guarded | inside

    # --- which plans are for a lot ---

    @api.model
    def _get_active_sudo(self, stage, companies):
        """Plans of a stage. Sudo: they hold for whoever receives or makes something."""
        domain = [("stage", "=", stage), ("company_id", "in", [*companies.ids, False]), ("line_ids", "!=", False)]
        return self.sudo().search(domain)

    def _has_reach(self):
        return bool(self.product_tmpl_ids or self.category_ids or self.picking_type_ids or self.operation_ids)

    def _reaches(self, product, company, picking_type):
        """Whether this plan is for a product that an operation of a company brings or makes."""
        self.ensure_one()
        if not self._has_reach() or (self.company_id and self.company_id != company):
            return False
        if self.picking_type_ids and picking_type not in self.picking_type_ids:
            return False
        if not (self.product_tmpl_ids or self.category_ids):
            return True
        path = product.categ_id.parent_path or ""
        is_inside = any(path.startswith(category.parent_path) for category in self.category_ids)
        return is_inside or product.product_tmpl_id in self.product_tmpl_ids

    def _find_workorder(self, order):
        """The work order of a manufacturing order at which this plan checks; empty when it has none of these steps.

        The next version of a bill of materials has other records of the same steps: a step that is no more in force
        is looked for there.
        """
        works, steps = order.workorder_ids.sorted("id"), self.operation_ids
        own = works.filtered(lambda work: work.operation_id in steps)
        replaced = steps.filtered(lambda step: not (step.active and step.bom_id.active))
        sought = {self._get_step(step) for step in replaced} if not own else ()
        return (own or works.filtered(lambda work: sought and self._get_step(work.operation_id) in sought))[:1]

    @staticmethod
    def _get_step(operation):
        """What a step of a product is known by; of equal ones in one bill of materials, it is the first, second …"""
        steps = operation.bom_id.with_context(active_test=False).operation_ids
        name, place = operation.name, operation.workcenter_id
        equal = steps.sorted(lambda step: (step.sequence, step.id)).filtered(
            lambda step: (step.name, step.workcenter_id, step.active) == (name, place, operation.active)
        )
        return operation.bom_id.product_tmpl_id, place, name, equal.ids.index(operation.id) if operation else 0
