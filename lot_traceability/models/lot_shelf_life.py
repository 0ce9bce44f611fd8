"""Least remaining shelf life that customers and products ask for."""

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from .. import messages_expiry as messages
from ..kernel import shelf_life

CRITERIA = {
    "partner_id": "partner",
    "partner_category_id": "partner_category",
    "product_tmpl_id": "product",
    "product_category_id": "product_category",
    "company_id": "company",
}
RECORDED = (*CRITERIA, "days", "percent", "active")


class LotShelfLife(models.Model):
    _name = "lot.shelf.life"
    _description = "Least remaining shelf life"
    _order = "id"

    partner_id = fields.Many2one(
        "res.partner", "Customer", index=True, ondelete="cascade", help="With its addresses and contacts."
    )
    partner_category_id = fields.Many2one("res.partner.category", "Customer tag", index=True, ondelete="cascade")
    product_tmpl_id = fields.Many2one("product.template", "Product", index=True, ondelete="cascade")
    product_category_id = fields.Many2one("product.category", index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    days = fields.Integer(
        "Days left", help="So many days must be left until the lot expires, on the day it is delivered."
    )
    percent = fields.Float(
        "Life left (%)",
        digits=(5, 1),
        help="So much of the time from production to expiration must be left. A lot without production date never "
        "qualifies.",
    )
    active = fields.Boolean(default=True)

    @api.depends("partner_id", "partner_category_id", "product_tmpl_id", "product_category_id", "days", "percent")
    def _compute_display_name(self):
        for rule in self:
            subject = [rule[name].display_name for name in CRITERIA if name != "company_id" and rule[name]]
            rule.display_name = messages.shelf_life_rule(self.env, ", ".join(subject), rule.days, rule.percent)

    @api.constrains("days", "percent")
    def _check_demand(self):
        for rule in self:
            if rule.days < 0 or not 0 <= rule.percent <= 100 or not (rule.days or rule.percent):
                raise ValidationError(messages.shelf_life_demand(self.env))

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env.registry.clear_cache()
        rules._record({rule: {} for rule in rules})
        return rules

    def write(self, vals):
        ledger = self.env["lot.audit.entry"]
        values = {rule: ledger._ledger_values(rule, RECORDED) for rule in self}
        result = super().write(vals)
        self.env.registry.clear_cache()
        self._record(values)
        return result

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = [{"record": rule, "before": ledger._ledger_values(rule, RECORDED)} for rule in self]
        ledger._ledger_write("settings_changed", rows)
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def _record(self, values):
        ledger = self.env["lot.audit.entry"]
        rows = []
        for rule, old in values.items():
            before, after = ledger._ledger_difference(old, ledger._ledger_values(rule, RECORDED))
            if after:
                rows.append({"record": rule, "before": before, "after": after})
        ledger._ledger_write("settings_changed", rows)

    @api.model
    @tools.ormcache()
    def _get_rules(self):
        """All rules, of all companies, as the kernel has them."""
        # Sudo: a rule counts for whoever reserves the stock.
        rules_sudo = self.sudo().search([("active", "=", True)])
        return tuple(
            shelf_life.Rule(
                id=rule.id,
                days=rule.days,
                percent=rule.percent,
                **{name: rule[field].id or 0 for field, name in CRITERIA.items()},
            )
            for rule in rules_sudo
        )

    @api.model
    def _get_demand(self, partners, product, company):
        """(days, percent) of shelf life that must be left when a company delivers a product to these partners."""
        rules = self._get_rules()
        if not rules:
            return 0, 0.0
        partners_sudo = partners.sudo()  # sudo: tags and parents of a customer count whoever reserves
        partners_sudo |= partners_sudo.commercial_partner_id | partners_sudo.parent_id
        delivery = shelf_life.Delivery(
            partners=partners_sudo.ids,
            partner_categories=_with_ancestors(partners_sudo.category_id),
            products=product.product_tmpl_id.ids,
            product_categories=_with_ancestors(product.categ_id),
            company=company.id,
        )
        return shelf_life.strictest(shelf_life.applying(rules, delivery))


def _with_ancestors(records):
    """Ids of these records of a tree and of all above them."""
    return {int(number) for record in records for number in (record.parent_path or "").split("/") if number}
