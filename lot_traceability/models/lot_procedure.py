"""A procedure that people work by: who has to know it, and how often they read it again."""

from odoo import api, fields, models

from ..sql import training as sql


class LotProcedure(models.Model):
    _name = "lot.procedure"
    _inherit = ["lot.history.mixin", "lot.recorded.mixin"]
    _description = "Procedure"
    _order = "number, id"

    _recorded = ("name", "number", "company_id", "group_ids", "user_ids", "reading_days", "refresh_months", "active")

    name = fields.Char("Title", required=True)
    number = fields.Char(required=True, help="As in your list of documents, such as SOP-12.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    group_ids = fields.Many2many(
        "res.groups", "lot_procedure_group_rel", "procedure_id", "group_id", "Groups that have to know it"
    )
    user_ids = fields.Many2many(
        "res.users",
        "lot_procedure_user_rel",
        "procedure_id",
        "user_id",
        "People who have to know it",
        domain=[("share", "=", False)],
        help="Besides the members of the groups.",
    )
    reading_days = fields.Integer(
        "Days to read", default=14, help="Counted from the day on which a revision holds; then a reading is overdue."
    )
    refresh_months = fields.Integer("Read again after months", help="0: once is enough.")
    version_ids = fields.One2many("lot.procedure.version", "procedure_id", "Revisions")
    current_version_id = fields.Many2one("lot.procedure.version", "Revision", compute="_compute_current_version_id")
    overdue_count = fields.Integer("Overdue", compute="_compute_reading_counts")
    reading_count = fields.Integer("Readings", compute="_compute_reading_counts")

    _number_unique = models.UniqueIndex("(COALESCE(company_id, 0), number)", "There is a procedure with this number.")
    _reading_days_positive = models.Constraint("CHECK (reading_days >= 0)", "The days to read are 0 or more.")
    _refresh_months_range = models.Constraint(
        "CHECK (refresh_months BETWEEN 0 AND 120)", "A procedure is read again after 0 (never) to 120 months."
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for procedure in self:
            procedure.display_name = f"{procedure.number or ''} {procedure.name or ''}".strip()

    @api.depends("version_ids.state", "version_ids.effective_from")
    def _compute_current_version_id(self):
        today = fields.Date.context_today(self)
        for procedure in self:
            approved = procedure.version_ids.filtered(
                lambda version: version.state == "approved" and version.effective_from <= today
            )
            procedure.current_version_id = approved.sorted(lambda version: (version.effective_from, version.id))[-1:]

    def _compute_reading_counts(self):
        groups = self.env["lot.training"]._read_group(
            [("procedure_id", "in", self.ids)], ["procedure_id", "state"], ["__count"]
        )
        counts = {(procedure.id, state): count for procedure, state, count in groups}
        for procedure in self:
            of_it = {state: count for (number, state), count in counts.items() if number == procedure._origin.id}
            procedure.overdue_count = of_it.get(sql.OVERDUE, 0)
            procedure.reading_count = sum(of_it.values())

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for procedure, vals in zip(self, vals_list):
            vals["number"] = self.env._("%(number)s (copy)", number=procedure.number)
        return vals_list

    def action_open_readings(self):
        """Who has read this procedure, who has not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_traceability.lot_training_team_action")
        return {**action, "domain": [("procedure_id", "=", self.id)], "context": {}}
