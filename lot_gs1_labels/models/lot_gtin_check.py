"""Data check: barcodes of products and packagings that scans of GS1 codes will not find, or find twice."""

from collections import defaultdict

from odoo import api, fields, models

from .. import messages_settings as messages
from ..kernel.check_digits import gtin14, gtin_forms
from ..sql import gtin_check as sql


class LotGtinCheck(models.Model):
    _name = "lot.gtin.check"
    _description = "Barcode to correct"
    _auto = False
    _order = "product_id, packaging_id, issue, id"
    _rec_name = "barcode"
    _depends = {
        "product.product": ["barcode", "active", "product_tmpl_id"],
        "product.template": ["company_id", "tracking", "type"],
        "product.uom": ["barcode", "product_id", "company_id"],
        "res.company": ["gs1_company_prefix"],
    }

    issue = fields.Selection(
        [
            (sql.CHECK_DIGIT, "Wrong check digit"),
            (sql.SPACES, "Blanks inside"),
            (sql.DUPLICATE, "Same number twice"),
            (sql.INDICATOR, "Packaging of another product"),
            (sql.CASE_NUMBER, "Number of a case"),
            (sql.NO_GTIN, "No GTIN"),
            (sql.FOREIGN, "Not our prefix"),
        ],
        "What is wrong",
        readonly=True,
    )
    barcode = fields.Char(readonly=True)
    gtin = fields.Char("GTIN", readonly=True, help="The barcode as 14 digits.")
    product_id = fields.Many2one("product.product", readonly=True)
    packaging_id = fields.Many2one("product.uom", "Barcode of packaging", readonly=True)
    packaging_uom_id = fields.Many2one(related="packaging_id.uom_id", string="Packaging")
    company_id = fields.Many2one("res.company", readonly=True)
    hint = fields.Char("What to do", compute="_compute_hint")

    @property
    def _table_query(self):
        # PostgreSQL would compile this for longer than it runs.
        self.env.cr.execute("SET LOCAL jit = off")
        return sql.check()

    @api.depends("issue")
    def _compute_hint(self):
        others = self.filtered(lambda row: row.issue == sql.DUPLICATE)._get_others()
        for row in self:
            row.hint = messages.barcode_hint(self.env, row, others[row])

    def _get_others(self):
        """For each row, names of the products and packagings, as the user may see them, with the same number."""
        barcodes = [form for number in set(self.mapped("gtin")) for form in gtin_forms(number)]
        # Blanks inside are a fault of their own; a number in two forms is found here.
        products = self.env["product.product"].search([("barcode", "in", barcodes)])
        packagings = self.env["product.uom"].search([("barcode", "in", barcodes)])
        found = defaultdict(list)
        for product in products:
            found[gtin14(product.barcode)].append((product, product.display_name))
        for packaging in packagings:
            name = messages.packaging_name(self.env, packaging)
            found[gtin14(packaging.barcode)].append((packaging, name))
        return defaultdict(
            list,
            {
                row: [name for record, name in found[row.gtin] if record != (row.packaging_id or row.product_id)]
                for row in self
            },
        )

    def action_open(self):
        """Open the record whose barcode is to be corrected."""
        self.ensure_one()
        self.check_access("read")
        action = {"type": "ir.actions.act_window", "target": "current"}
        if self.packaging_id:
            domain = [("product_id", "=", self.product_id.id)]
            name = self.env._("Packaging barcodes of %(product)s", product=self.product_id.display_name)
            return {**action, "name": name, "res_model": "product.uom", "view_mode": "list", "domain": domain,
                    "views": [(False, "list")], "context": {"default_product_id": self.product_id.id}}  # fmt: skip
        return {**action, "res_model": "product.product", "res_id": self.product_id.id, "views": [(False, "form")]}
