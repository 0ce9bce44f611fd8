"""One serial number, one unit: a serial that is in stock already does not come in a second time."""

from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from .. import messages_protection as messages
from ..sql import signature_table

INSIDE = ("internal", "transit")
MOVES_STOCK = {"lot_id", "quantity", "product_uom_id", "location_id", "location_dest_id", "quant_id"}


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    # --- lines of moves that are done already post their stock themselves ---

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        coming = lines._filter_done_serials().filtered(
            lambda line: line.location_id.usage not in INSIDE and line.location_dest_id.usage in INSIDE
        )
        coming.lot_id._check_in_stock_once({})
        return lines

    def write(self, vals):
        done = self._filter_done_serials() if MOVES_STOCK & vals.keys() else self.browse()
        before = (done.lot_id | done.lot_id.browse(vals.get("lot_id")))._count_in_stock() if done else {}
        result = super().write(vals)
        done.lot_id._check_in_stock_once(before)
        return result

    def _filter_done_serials(self):
        return self.filtered(lambda line: line.state == "done" and line.product_id.tracking == "serial" and line.lot_id)

    # --- lines that are being posted ---

    def _action_done(self):
        self._check_serials_come_in_once()
        return super()._action_done()

    def _check_serials_come_in_once(self):
        """Refuse when, after these lines, more than one unit of a serial would be in stock, in any company.

        Odoo only refuses two units in one place. Lines that take the serial out in the same operation (an
        inventory count that moves it, a rework) count against those that bring it in.
        """
        change = defaultdict(float)
        coming = {}
        for line in self.filtered(lambda line: line.product_id.tracking == "serial" and line.quantity_product_uom > 0):
            came, stays = line.location_id.usage in INSIDE, line.location_dest_id.usage in INSIDE
            if came == stays:
                continue
            key = line.product_id, (line.lot_id.name or line.lot_name or "").strip()
            if key[1]:
                change[key] += line.quantity_product_uom if stays else -line.quantity_product_uom
                if stays:
                    coming[key] = line
        coming = {key: line for key, line in coming.items() if change[key] > 0}
        # Of two that bring the same unit in at once, one starts again and sees that the other was first.
        if lots := self.browse(line.id for line in coming.values()).lot_id:
            self.env.execute_query(signature_table.touch(lots._table, lots.ids))
        on_hand = self._serials_on_hand(coming)
        for (product, serial), line in coming.items():
            quants_sudo = on_hand.get((product.id, serial, line.company_id.id), ())
            stock = sum(quant.quantity for quant in quants_sudo)
            if product.uom_id.compare(change[product, serial] + stock, 1) <= 0:
                continue
            if not quants_sudo:
                self.env["lot.reason"]._refuse(messages.serial_twice(self.env, serial, product.display_name), product)
            place = self._name_place(max(quants_sudo, key=lambda quant: quant.quantity).location_id)
            sentence = messages.serial_on_hand(self.env, serial, product.display_name, place)
            self.env["lot.reason"]._refuse(sentence, quants_sudo[0].lot_id.with_env(self.env))

    def _serials_on_hand(self, coming):
        """Quants of these serials inside, ``{(product id, serial, company id of the line): [quants]}``.

        The lots are those that Odoo itself would take for the names: of the line's company or of all companies.
        """
        found = defaultdict(list)
        if not coming:
            return found
        domain = Domain("location_id.usage", "in", INSIDE) & Domain("quantity", "!=", 0)
        domain &= Domain("product_id", "in", [product.id for product, _serial in coming])
        domain &= Domain("lot_id.name", "in", [serial for _product, serial in coming])
        # Sudo: a serial in another company's stock cannot come in here either.
        for quant_sudo in self.env["stock.quant"].sudo().search(domain):
            product_sudo, lot_sudo = quant_sudo.product_id, quant_sudo.lot_id
            line = coming.get((product_sudo, lot_sudo.name))
            if line and lot_sudo.company_id.id in (False, line.company_id.id):
                found[product_sudo.id, lot_sudo.name, line.company_id.id].append(quant_sudo)
        return found

    def _name_place(self, location_sudo):
        location = location_sudo.with_env(self.env)
        if location._filtered_access("read") and (location_sudo.company_id <= self.env.companies):
            return location.display_name
        return messages.serial_elsewhere(self.env)
