"""Trainings: who has to read what until when, computed from procedures, groups and signatures; never stored."""

from odoo import api, fields, models

from .. import messages_training as messages
from ..sql import training as sql


class LotTraining(models.Model):
    _name = "lot.training"
    _description = "Training"
    _auto = False
    _order = "due_on, procedure_id, user_id, id"
    _rec_name = "version_id"
    _depends = {
        "lot.procedure": ["active", "company_id", "group_ids", "user_ids", "reading_days", "refresh_months"],
        "lot.procedure.version": ["procedure_id", "effective_from", "state"],
        "lot.signature": ["res_model", "res_id", "meaning", "user_id", "signed_at", "voided_at"],
        "res.users": ["active", "share", "group_ids", "company_ids"],
        "res.groups": ["implied_ids"],
    }

    user_id = fields.Many2one("res.users", "Person", readonly=True)
    procedure_id = fields.Many2one("lot.procedure", "Procedure", readonly=True)
    version_id = fields.Many2one("lot.procedure.version", "Revision", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    effective_from = fields.Date("Holds from", readonly=True)
    read_on = fields.Date("Read on", readonly=True)
    read_count = fields.Integer("Times read", readonly=True)
    due_on = fields.Date("Due", readonly=True, help="To be read until this day.")
    state = fields.Selection(
        [
            (sql.OVERDUE, "Overdue"),
            (sql.OPEN, "To read"),
            (sql.SOON, "To read again"),
            (sql.DONE, "Read"),
        ],
        readonly=True,
    )

    @property
    def _table_query(self):
        return sql.matrix(fields.Date.context_today(self))

    def action_open(self):
        """Read the revision."""
        self.ensure_one()
        return self.version_id.action_open()

    # --- what is overdue stops ---

    @api.model
    def _get_overdue(self, company):
        """Names of what the current user has not read in time, as far as a company asks for it."""
        # Sudo: one's own rows.
        rows_sudo = self.sudo().search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "=", sql.OVERDUE),
                ("company_id", "in", [company.id, False]),
            ]
        )
        return rows_sudo.version_id.mapped("display_name")

    @api.model
    def _get_receiving_problem(self, companies):
        """Why the current user may not receive for these companies, a sentence; empty when they may."""
        for company in companies:
            names = self._get_overdue(company)
            if names:
                return messages.receiving_stopped(self.env, names)
        return ""
