"""Tells beside a barcode what it is as a GTIN. Odoo's own barcodes of other kinds stay allowed."""

from odoo import api, fields, models

from ..kernel import gtin

STATES = [
    (gtin.BLANK, "None"),
    (gtin.VALID, "Valid"),
    (gtin.FOREIGN, "Valid, not our prefix"),
    (gtin.CHECK_DIGIT, "Wrong check digit"),
    (gtin.SPACES, "Blanks inside"),
    (gtin.NOT_GTIN, "Not a GTIN"),
]


class LotGtinMixin(models.AbstractModel):
    _name = "lot.gtin.mixin"
    _description = "Barcode that may be a GTIN"

    gtin_state = fields.Selection(
        STATES,
        "GTIN",
        compute="_compute_gtin_state",
        help="Whether the barcode is a GTIN (8, 12, 13 or 14 digits with the right check digit), which GS1 codes on "
        "labels need.",
    )

    @api.depends("barcode")
    @api.depends_context("company")
    def _compute_gtin_state(self):
        prefix = self.env.company.gs1_company_prefix or ""
        for record in self:
            record.gtin_state = gtin.judge(record.barcode or "", prefix)
