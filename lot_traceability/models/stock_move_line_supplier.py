"""The supplier's number typed on a receipt: the company's own number comes with it, where the product has a format."""

from odoo import api, fields, models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    supplier_number = fields.Char(
        "Supplier's number",
        index="btree_not_null",
        help="What the supplier calls the lot. The company's own number is filled in by its format.",
    )

    def _prepare_new_lot_vals(self):
        vals = super()._prepare_new_lot_vals()
        if self.supplier_number:
            vals["supplier_number"] = self.supplier_number
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if any(vals.get("supplier_number") for vals in vals_list):
            lines._number_by_supplier()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if vals.get("supplier_number"):
            self._number_by_supplier()
        return result

    def _number_by_supplier(self):
        """Fill in the own number: that of the lot that the supplier's number named before, else a new one."""
        wanting = self.filtered(
            lambda line: (
                line.supplier_number
                and not (line.lot_id or line.lot_name or line.state in ("done", "cancel"))
                and line.picking_type_use_create_lots
                and line.product_id.product_tmpl_id._get_number_format()
            )
        )
        for (product, company, supplier_number, vendor), lines in wanting.grouped(
            lambda line: (line.product_id, line.company_id, line.supplier_number, line._get_vendor())
        ).items():
            number_format = product.product_tmpl_id.with_company(company)._get_number_format()
            if product.tracking == "lot":
                known = self._get_own_number(product, supplier_number, vendor)
                lines.lot_name = known or number_format._give(product, 1, lines.picking_type_id)[0]
                continue
            names = number_format._give(product, len(lines), lines.picking_type_id)
            for line, name in zip(lines, names):
                line.lot_name = name

    def _get_vendor(self):
        return self.picking_id.partner_id.commercial_partner_id

    @api.model
    def _get_own_number(self, product, supplier_number, vendor):
        """Our number of what this vendor delivered under his number before, or False.

        Two vendors may use the same number, a date for instance: theirs are two lots.
        """
        domain = [("product_id", "=", product.id), ("supplier_number", "=", supplier_number)]
        lines = self.search([*domain, ("state", "!=", "cancel")], order="id desc")
        named = lines.filtered(lambda line: line.lot_id or line.lot_name)
        same = named.filtered(lambda line: not vendor or line._get_vendor() in (vendor, vendor.browse()))[:1]
        if same:
            return same.lot_id.name or same.lot_name
        # Written on the lot itself: nobody knows who delivered it.
        return self.env["stock.lot"].search([*domain, ("id", "not in", named.lot_id.ids)], limit=1).name
