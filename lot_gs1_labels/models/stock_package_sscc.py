"""The number of a logistic unit for packages that have none."""

from odoo import api, fields, models

from ..kernel.sscc import is_sscc


class StockPackage(models.Model):
    _inherit = "stock.package"

    is_sscc_missing = fields.Boolean(compute="_compute_is_sscc_missing")

    @api.depends("name")
    @api.depends_context("company")
    def _compute_is_sscc_missing(self):
        # Sudo: whether the company has a prefix, for whoever packs.
        has_prefix = bool(self.env.company.sudo().gs1_company_prefix)
        for package in self:
            package.is_sscc_missing = has_prefix and not is_sscc(package.name or "")

    def action_give_sscc(self):
        """Name these packages by new numbers of logistic units; those that have one keep it."""
        self.check_access("write")
        rows = []
        nameless = self.filtered("is_sscc_missing")
        for company, packages in nameless.grouped(lambda package: package.company_id or self.env.company).items():
            for package, code in zip(packages, company._next_ssccs(len(packages)), strict=True):
                # A label that left the house says the name before.
                rows.append({"record": package, "before": {"name": package.name}, "after": {"name": code}})
                package.name = code
        self.env["lot.audit.entry"]._ledger_write("document_changed", rows)
