"""Points in a lot's life at which the responsible person is told; by product, category or for all."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_expiry_alert as messages
from ..kernel import expiry_alert


class LotExpiryStage(models.Model):
    _name = "lot.expiry.stage"
    _description = "Stage of expiry"
    _order = "product_tmpl_id, product_category_id, days desc nulls last, id"

    kind = fields.Selection(
        [
            (expiry_alert.BEFORE, "Days before expiration"),
            (expiry_alert.ALERT, "Alert date"),
            (expiry_alert.REMOVAL, "Removal date"),
            (expiry_alert.EXPIRED, "Expiration date"),
        ],
        "When",
        required=True,
        default=expiry_alert.BEFORE,
    )
    days = fields.Integer("Days before")
    product_tmpl_id = fields.Many2one(
        "product.template", "Product", ondelete="cascade", index="btree_not_null", help="Its own stages replace others."
    )
    product_category_id = fields.Many2one(
        "product.category", ondelete="cascade", index="btree_not_null", help="With the categories inside it."
    )
    company_id = fields.Many2one("res.company")
    is_holding = fields.Boolean("Hold the lot", help="Puts the lot on hold when it reaches this stage.")
    active = fields.Boolean(default=True)

    @api.depends("kind", "days")
    def _compute_display_name(self):
        words = dict(self._fields["kind"]._description_selection(self.env))
        for stage in self:
            is_counted = stage.kind == expiry_alert.BEFORE
            stage.display_name = (
                messages.stage_before(self.env, stage.days) if is_counted else words.get(stage.kind, "")
            )

    @api.constrains("kind", "days")
    def _check_days(self):
        for stage in self:
            if stage.days < 0 or (stage.kind == expiry_alert.BEFORE and not stage.days):
                raise ValidationError(messages.stage_days(self.env))

    def _to_kernel(self):
        return [
            expiry_alert.Stage(
                id=stage.id,
                kind=stage.kind,
                days=stage.days,
                product=stage.product_tmpl_id.id or 0,
                category=stage.product_category_id.id or 0,
                company=stage.company_id.id or 0,
            )
            for stage in self
        ]
