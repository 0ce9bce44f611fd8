"""A scan that names nothing on record: the one lot or device whose number looks like what was read."""

from odoo import api, models

from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_traceability.kernel import scan as reading

from .. import messages
from ..kernel import reader, udi
from ..sql import alike as sql


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _scan_unknown_message(self, parsed):
        message = super()._scan_unknown_message(parsed)
        meant = self._scan_alike(parsed) if parsed.is_sound else ""
        return f"{message} {messages.alike(self.env, meant)}" if meant else message

    @api.model
    def _scan_alike(self, parsed):
        """The number on record that looks like the one in this scan, "" for none, or several, or a plain text."""
        if parsed.carrier not in (*reader.CARRIERS, gs1.GS1):
            return ""
        products, device = self._scan_products(parsed), parsed.first(reading.PRODUCT)
        if products:
            names = [name for name in self._scan_names(parsed) if name]
            return self._scan_find_alike(self, sql.lots(products.ids, names[0])) if names else ""
        if device and parsed.carrier in reader.CARRIERS:
            agency = udi.AGENCY_OF[parsed.carrier].lower()
            return self._scan_find_alike(self.env["lot.udi.di"], sql.identifiers(agency, device.value))
        return ""

    @api.model
    def _scan_find_alike(self, records, query):
        records.flush_model(["name"])
        ids = [number for (number,) in self.env.execute_query(query)]
        # of what the user may read only
        found = records.search([("id", "in", ids)]) if len(ids) == 1 else records
        return found.name or ""
