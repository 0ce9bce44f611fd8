"""Lots get their number by the format of their product when saved; numbers from elsewhere are held against it."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_number as messages
from ..kernel.lot_number_fit import misfit


class StockLot(models.Model):
    _inherit = "stock.lot"

    number_scope = fields.Char(
        readonly=True, copy=False, help="Where this number may be once only; empty: among lots of the product."
    )
    lot_number_next = fields.Char(compute="_compute_lot_number_next")

    _number_scope_uniq = models.UniqueIndex(
        "(number_scope, name) WHERE number_scope IS NOT NULL",
        "Another lot has this number already, and its format allows each number once only.",
    )

    @api.depends("product_id")
    @api.depends_context("company")
    def _compute_lot_number_next(self):
        for lot in self:
            number_format = lot.product_id.product_tmpl_id._get_number_format()
            is_wanted = number_format and not lot._origin
            lot.lot_number_next = number_format._peek(lot.product_id) if is_wanted else False

    @api.depends("product_id")
    def _compute_name(self):
        # On saving, in create(): a number that is only shown may be somebody else's a moment later.
        by_format = self.filtered(lambda lot: not lot.name and lot.product_id.product_tmpl_id._get_number_format())
        by_format.name = False
        return super(StockLot, self - by_format)._compute_name()

    @api.model_create_multi
    def create(self, vals_list):
        filled = [dict(vals) for vals in vals_list]
        typed = self._fill_in_numbers(filled)
        lots = super().create(filled)
        for number_format, product, names in typed:
            number_format._claim(product, names, self._get_number_operation())
        return lots

    @api.model
    def _fill_in_numbers(self, vals_list):
        """Number the lots that have no name; tells (format, product, names) of the others."""
        groups = defaultdict(list)
        for vals in vals_list:
            product = self._get_number_product(vals)
            product_sudo = product.sudo()  # whoever makes a lot need not be allowed to read its product
            company = vals.get("company_id") or product_sudo.company_id.id or self.env.company.id
            groups[product, company].append(vals)
        typed = []
        for (product, company), lots_vals in groups.items():
            number_format = product.product_tmpl_id.with_company(company)._get_number_format()
            if not number_format:
                continue
            nameless = [vals for vals in lots_vals if not vals.get("name")]
            typed.append((number_format, product, [vals["name"] for vals in lots_vals if vals.get("name")]))
            names = number_format._give(product, len(nameless), self._get_number_operation()) if nameless else ()
            for vals, name in zip(nameless, names):
                vals["name"] = name
            for vals in lots_vals:
                vals["number_scope"] = number_format._get_scope_key()
        return typed

    @api.model
    def _get_number_product(self, vals):
        return self.env["product.product"].browse(vals.get("product_id") or self.env.context.get("default_product_id"))

    @api.model
    def _get_number_operation(self):
        """The operation type that numbers are needed for, as the caller said in the context."""
        return self.env["stock.picking.type"].browse(self.env.context.get("lot_number_operation", ()))

    @api.constrains("name", "product_id")
    def _check_number_format(self):
        by_format = self.grouped(lambda lot: (lot.product_id.product_tmpl_id, lot.company_id or lot.env.company))
        for (product_template, company), lots in by_format.items():
            template = product_template.with_company(company)
            own = template._get_number_format()
            checked = own if own.is_strict else template._get_number_format("supplier_number_format_id")
            if (own and not own.is_strict) or not checked:
                continue
            parts = checked._get_parts()
            for lot in lots:
                place = misfit(parts, lot.name)
                if place is not None:
                    raise ValidationError(messages.misfit(self.env, lot.name, place, checked))

    # --- where Odoo proposes numbers ---

    @api.model
    def _get_next_serial(self, company, product):
        number_format = product.product_tmpl_id.with_company(company)._get_number_format()
        if number_format:
            return number_format._give(product, 1, self._get_number_operation())[0]
        return super()._get_next_serial(company, product)

    @api.model
    def generate_lot_names(self, first_lot, count):
        product = self.env["product.product"].browse(self.env.context.get("lot_number_product", ()))
        number_format = product.product_tmpl_id._get_number_format()
        if number_format:
            self.check_access("create")  # anybody may call this, and numbers are used up by it
            product.check_access("read")
        names = number_format and number_format._give_from(first_lot, product, count, self._get_number_operation())
        return [{"lot_name": name} for name in names] if names else super().generate_lot_names(first_lot, count)

    @api.model
    @api.readonly
    def peek_number(self, product_id, operation_id=False):
        """The number that a new lot of this product would get now, for dialogs; it is not taken.

        Args:
            product_id: int, of product.product.
            operation_id: int, of stock.picking.type; False when not known.

        Returns:
            str; False when the product has no format.
        """
        product = self.env["product.product"].browse(product_id)
        self.check_access("create")
        product.check_access("read")
        number_format = product.product_tmpl_id._get_number_format()
        operation = self.env["stock.picking.type"].browse(operation_id or ())
        return number_format._peek(product, operation) if number_format else False
