"""What a quotation may promise: stock that lasts long enough for the customer on the day it is delivered."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.lot_traceability import messages_expiry
from odoo.addons.lot_traceability.kernel import expiry

from .. import messages

PLANNED = ("draft", "sent")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    lot_life_promise = fields.Char(
        "Shelf life",
        compute="_compute_qty_at_date",
        help="Shelf life that must be left on the day of delivery, by customer, tag, product or category (the "
        "strictest of all), and how much of the free stock lasts so long.",
    )
    lot_life_short = fields.Boolean(compute="_compute_qty_at_date")

    @api.depends("order_id.partner_shipping_id", "order_id.partner_id", "company_id", "state")
    def _compute_qty_at_date(self):
        # The name is Odoo's, whose figures are put right here; they and ours are computed together.
        result = super()._compute_qty_at_date()
        self.lot_life_promise = False
        self.lot_life_short = False
        limits = {line: line._get_life_limit() for line in self if line.product_id.use_expiration_date}
        promised = {line: limit for line, limit in limits.items() if line.state in PLANNED and line.scheduled_date}
        stock = self._get_stock_by_lot(promised)
        for line, limit in limits.items():
            asked = messages_expiry.demand(self.env, limit.days, limit.percent) if limit.days or limit.percent else ""
            if line in promised:
                line._take_off_too_old(limit, asked, stock[line.warehouse_id, line.product_id._origin])
            elif asked:
                line.lot_life_promise = messages.asked(self.env, asked)
        return result

    def _read_qties(self, date, wh):
        # Nothing is delivered in the past: what is late leaves today, from what is there today.
        return super()._read_qties(max(date, fields.Datetime.now()), wh)

    def _get_life_limit(self):
        """What this line asks of a lot on the day of delivery, a kernel ``Limit``, as its delivery will ask it."""
        at = max(filter(None, [fields.Datetime.now(), self.scheduled_date]))
        partner = self.order_id.partner_shipping_id or self.order_id.partner_id
        company = self.company_id or self.env.company
        demand = self.env["lot.shelf.life"]._get_demand(partner._origin, self.product_id._origin, company)
        return expiry.Limit(at, *demand, company._get_calendar_zone())

    @api.model
    def _get_stock_by_lot(self, lines):
        """``{(warehouse, product): [(lot, quantity neither reserved nor blocked)]}``; a query per warehouse."""
        products = defaultdict(self.env["product.product"].browse)
        for line in lines:
            products[line.warehouse_id] |= line.product_id._origin
        stock = defaultdict(list)
        for warehouse, made in products.items():
            domain = Domain(made.with_context(warehouse_id=warehouse.id)._get_domain_locations()[0])
            domain &= Domain("product_id", "in", made.ids) & Domain("is_blocked", "=", False)
            # Sudo: who sells need not see stock; only a sum is shown.
            quants_sudo = self.env["stock.quant"].sudo()
            sums = ["quantity:sum", "reserved_quantity:sum"]
            groups = quants_sudo._read_group(domain, ["product_id", "lot_id"], sums)
            for product, lot_sudo, quantity, reserved in groups:
                stock[warehouse, product].append((lot_sudo, quantity - reserved))
        return stock

    def _take_off_too_old(self, limit, asked, stock):
        """Take stock that will be too old off Odoo's figures, which know no customer, and say how much is left."""
        today, then = fields.Datetime.today(), limit.at
        old = old_then = 0.0
        for lot_sudo, quantity in stock:
            life = lot_sudo._get_life()
            if limit.refusal(life):
                # What Odoo itself took off as due for removal does not count twice.
                old += quantity if not life.removal or life.removal > today else 0
                old_then += quantity if not life.removal or life.removal > then else 0
        unit = self.product_id.uom_id
        free = self.free_qty_today
        self.free_qty_today = free - unit._compute_quantity(old, self.product_uom_id)
        self.virtual_available_at_date -= unit._compute_quantity(old_then, self.product_uom_id)
        if asked:
            figures = [f"{max(quantity, 0):g}" for quantity in (self.free_qty_today, free)]
            self.lot_life_promise = messages.lasting(self.env, asked, *figures)
        self.lot_life_short = self.product_uom_id.compare(self.free_qty_today, self.qty_to_deliver) < 0
