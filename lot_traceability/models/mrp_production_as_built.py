"""Manufacturing orders: the as-built components of their units."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_as_built as messages
from .lot_as_built import WRITABLE_STATES


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    as_built_ids = fields.One2many("lot.as.built", "production_id", "As built")
    as_built_count = fields.Integer("As-built lines", compute="_compute_as_built_count")
    has_as_built = fields.Boolean(compute="_compute_has_as_built")

    @api.depends("as_built_ids")
    def _compute_as_built_count(self):
        counts = dict(
            self.env["lot.as.built"]._read_group([("production_id", "in", self.ids)], ["production_id"], ["__count"])
        )
        for production in self:
            production.as_built_count = counts.get(production._origin, 0)

    @api.depends("state", "move_raw_ids.has_tracking", "move_finished_ids.has_tracking")
    @api.depends_context("uid")
    def _compute_has_as_built(self):
        """Whether to offer the editor: the order is under way or done, and both sides have lots or serials."""
        may = self.env.user.has_group("mrp.group_mrp_user")
        for production in self:
            sides = (production.move_raw_ids, production.move_finished_ids)
            production.has_as_built = (
                may
                and production.state in WRITABLE_STATES
                and all(any(move.has_tracking != "none" for move in moves) for moves in sides)
            )

    def action_open_as_built(self):
        """The editor that says which component went into which unit."""
        self.ensure_one()
        return self.env["lot.as.built.editor"]._open(self)

    @api.constrains("state")
    def _check_as_built_when_done(self):
        """What was entered at the bench is held against what the order really used and made."""
        done = self.filtered(lambda production: production.state == "done")
        if done:
            done._check_as_built(messages.order_not_finished)

    def _check_as_built(self, sentence=messages.correction_refused):
        """Refuse what leaves an order's as-built rows naming more than it used, or other lots.

        Args:
            sentence: function of messages_as_built that puts the reason into a sentence.
        """
        # Sudo: who corrects a line must not break rows that he may not read.
        rows_sudo = self.env["lot.as.built"].sudo().search([("production_id", "in", self.ids)])
        if not rows_sudo:
            return
        try:
            rows_sudo._check_against_orders()
        except ValidationError as error:
            raise ValidationError(sentence(self.env, error.args[0])) from error

    def _action_cancel(self):
        """What was entered for an order that is never done describes nothing; it would only keep lots from deletion."""
        result = super()._action_cancel()
        cancelled = self.filtered(lambda production: production.state == "cancel")
        # Sudo: who may cancel an order need not be one who builds.
        self.env["lot.as.built"].sudo().search([("production_id", "in", cancelled.ids)]).unlink()
        return result
