"""The number that the supplier gave a lot, beside the company's own."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .. import messages_number as messages
from ..kernel.lot_number_fit import misfit


class StockLot(models.Model):
    _inherit = "stock.lot"

    supplier_number = fields.Char(
        "Supplier's number",
        index="trigram",
        copy=False,
        help="What the supplier or maker calls this lot, when the company numbers it anew. Found by search and scan.",
    )

    @api.constrains("supplier_number", "product_id")
    def _check_supplier_number(self):
        for lot in self.filtered("supplier_number"):
            template = lot.product_id.product_tmpl_id.with_company(lot.company_id or lot.env.company)
            number_format = template._get_number_format("supplier_number_format_id")
            place = misfit(number_format._get_parts(), lot.supplier_number) if number_format else None
            if place is not None:
                raise ValidationError(messages.misfit(self.env, lot.supplier_number, place, number_format))

    def _identifiers(self):
        rows = super()._identifiers()
        if self.supplier_number:
            rows.insert(1, {"label": self.env._("Supplier's number"), "value": self.supplier_number})
        return rows

    @api.model
    def _scan_other_numbers(self, text):
        return super()._scan_other_numbers(text) | Domain("supplier_number", "=", text)

    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS:
            return domain
        return domain | Domain("supplier_number", operator, value)
