"""Dates of a lot: production date, and use, removal and alert dates that follow the expiration date on every path.

Odoo lets them follow in a form only: when a program, an import or a scan writes the expiration date, they stay behind.
"""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .. import messages_expiry as messages
from ..kernel import expiry

# Fields of the product template: days before the expiration date.
LEAD_DAYS = {"use_date": "use_time", "removal_date": "removal_time", "alert_date": "alert_time"}


class StockLot(models.Model):
    _inherit = "stock.lot"

    production_date = fields.Date(
        copy=False,
        help="Day on which the goods were made: as the maker's label says, or when an order of ours put them out.",
    )
    is_expiry_missing = fields.Boolean(
        "No expiration date",
        compute="_compute_is_expiry_missing",
        search="_search_is_expiry_missing",
        help="The product expires, but nobody entered when this lot does.",
    )

    @api.depends("expiration_date", "product_id.use_expiration_date")
    def _compute_is_expiry_missing(self):
        for lot in self:
            lot.is_expiry_missing = lot.product_id.use_expiration_date and not lot.expiration_date

    def _search_is_expiry_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("product_id.use_expiration_date", "=", True) & Domain("expiration_date", "=", False)

    @api.depends("product_id")
    def _compute_expiration_date(self):
        result = super()._compute_expiration_date()
        # Without a life time, Odoo lets a lot expire at the instant it is made; not known is not expired.
        for lot in self:
            if lot.product_id.expiration_time <= 0:
                lot.expiration_date = False
        return result

    @api.constrains("production_date", "expiration_date")
    def _check_made_before_expiring(self):
        for lot in self:
            if lot.production_date and lot.expiration_date and lot.production_date > lot._expiry_day():
                raise ValidationError(messages.made_after_expiring(self.env, lot.display_name))

    @api.model_create_multi
    def create(self, vals_list):
        lots = super().create(vals_list)
        for lot, vals in zip(lots, vals_list):
            # Odoo fills all of them or, where one was given, none.
            empty = {name for name in LEAD_DAYS if name not in vals and not lot[name]}
            if lot.use_expiration_date and lot.expiration_date and empty:
                dates = expiry.follow(None, lot.expiration_date, {}, lot.product_id.product_tmpl_id._get_lead_days())
                super(StockLot, lot).write({name: dates[name] for name in empty})
        return lots

    def write(self, vals):
        if "expiration_date" not in vals or not self:
            return super().write(vals)
        # One write per lots that get the same dates, and none beside it: the audit ledger sees one change.
        for dates, lots in self._group_by_new_dates(vals):
            super(StockLot, lots).write({**vals, **dates})
        return True

    def _get_life(self):
        """Dates of this lot as the kernel has them; of no lot, none."""
        return expiry.Life(self.production_date or None, self.expiration_date or None, self.removal_date or None)

    def _set_made_on(self, day):
        """Write the production date of those of these lots that have none; a wrong expiration date stops no order."""
        unmade = self.filtered(lambda lot: not lot.production_date)
        fitting = unmade.filtered(lambda lot: not lot.expiration_date or day <= lot._expiry_day())
        # Sudo: the program's own record, whoever finishes the order.
        fitting.sudo().write({"production_date": day})

    def _group_by_new_dates(self, vals):
        """``[(values of the dates that follow, lots)]`` for writing these values."""
        after = fields.Datetime.to_datetime(vals["expiration_date"]) or None
        product = self.env["product.product"].browse(vals.get("product_id") or ())
        groups = defaultdict(self.browse)
        for lot in self:
            made_of = product or lot.product_id
            dates = {}
            if made_of.use_expiration_date:
                before = lot.expiration_date if made_of == lot.product_id else False
                now = {name: lot[name] or None for name in LEAD_DAYS}
                dates = expiry.follow(before or None, after, now, made_of.product_tmpl_id._get_lead_days())
            groups[tuple((name, date or False) for name, date in dates.items() if name not in vals)] |= lot
        return [(dict(dates), lots) for dates, lots in groups.items()]
