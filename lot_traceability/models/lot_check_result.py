"""A result of a check: only ever added, by ``lot.check.enter``. A correction is one more and names what it replaces.

The database itself keeps them (``sql/check_table.py``). Files are attachments of the check, whom nobody may write; the
result holds their SHA-256.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .. import messages_check as messages
from ..kernel import acceptance
from ..sql import check_table

# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_check_result_create", object()


class LotCheckResult(models.Model):
    _name = "lot.check.result"
    _description = "Result of a check"
    _order = "id"
    _rec_name = "shown"
    _log_access = False

    check_id = fields.Many2one("lot.check", "Check", required=True, readonly=True, ondelete="restrict", index=True)
    lot_id = fields.Many2one(related="check_id.lot_id")
    company_id = fields.Many2one(related="check_id.company_id")
    sample_number = fields.Integer("Sample", required=True, readonly=True)
    text = fields.Char("As typed", required=True, readonly=True)
    value = fields.Float(readonly=True, digits=(20, acceptance.MOST_DECIMALS), help="Of measurements, for charts.")
    outcome = fields.Selection(
        [(acceptance.PASSED, "Passed"), (acceptance.FAILED, "Failed")], required=True, readonly=True
    )
    shown = fields.Char("Result", compute="_compute_shown")
    note = fields.Char("Remark", readonly=True)
    done_at = fields.Datetime("Taken", required=True, readonly=True)
    entered_at = fields.Datetime("Entered", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict")
    timing = fields.Selection(
        [
            (acceptance.ON_TIME, "When it was taken"),
            (acceptance.DATED_BACK, "Afterwards"),
            (acceptance.LATE, "Late"),
        ],
        "Was entered",
        required=True,
        readonly=True,
        help="Late: more than 24 hours after it was taken.",
    )
    instrument_id = fields.Many2one("lot.instrument", "Instrument", readonly=True, ondelete="restrict")
    calibration_due = fields.Date(readonly=True, help="Of the instrument, at that time.")
    calibration_issue = fields.Selection(
        [(acceptance.OVERDUE, "Calibration was overdue"), (acceptance.NOT_YET, "Calibrated later only")],
        readonly=True,
    )
    calibration_reason = fields.Char("Taken nevertheless because", readonly=True)
    files = fields.Json(readonly=True, help="Name, size in bytes, SHA-256 and attachment of each file.")
    # Restrict: a result that another stands in for stays beside it.
    supersedes_id = fields.Many2one(
        "lot.check.result", "Replaces", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    superseded_by_ids = fields.One2many("lot.check.result", "supersedes_id", readonly=True)
    is_superseded = fields.Boolean("Replaced", compute="_compute_is_superseded")
    reason = fields.Char("Corrected because", readonly=True)
    uuid = fields.Char(required=True, readonly=True, help="Given by the device: sent twice, it is entered once.")

    _uuid_unique = models.Constraint("UNIQUE (uuid)", "This result was entered already.")
    _supersedes_unique = models.UniqueIndex(
        "(supersedes_id) WHERE supersedes_id IS NOT NULL", "This result was corrected already."
    )

    def init(self):
        self.env.cr.execute(check_table.close())

    @api.depends("text", "outcome", "files")
    @api.depends_context("lang")
    def _compute_shown(self):
        for result in self:
            result.shown = messages.shown(self.env, result)

    @api.depends("superseded_by_ids")
    def _compute_is_superseded(self):
        for result in self:
            result.is_superseded = bool(result.superseded_by_ids)

    @api.model
    def _add(self, vals):
        # Sudo: whoever may enter a result has been asked (``lot.check._enter``).
        return self.sudo().with_context(**{_KEY: _OURS}).create(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get(_KEY) is not _OURS:
            raise AccessError(messages.result_by_entry(self.env))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super  # it always refuses
        raise AccessError(messages.result_unchangeable(self.env))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.result_unchangeable(self.env))
