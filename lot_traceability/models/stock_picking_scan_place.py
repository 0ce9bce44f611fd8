"""Places on transfers: the barcode of a shelf says where what is scanned next is taken from, or brought to.

Which of both it is follows from the transfer; where it can be both, the first is the source. The same place again ends
it.
"""

from odoo import models

from .. import messages_scan_place as messages
from ..kernel import scan as reading
from ..messages_scan import open_another
from .lot_scan_target import ScanStop
from .stock_move_line_serial import INSIDE


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _scan_is_place(self, target):
        return bool(self._scan_find_place(target))

    def _scan_find_place(self, target):
        text = target.parsed.first(reading.TEXT)
        is_asked = self.env.user.has_group("stock.group_stock_multi_locations")
        if not is_asked or not text or target.reason != "none" or "\0" in text.value:
            return self.env["stock.location"]
        domain = [("barcode", "=", text.value.strip()), ("usage", "in", INSIDE)]
        return self.env["stock.location"].search(domain, limit=1)

    def _scan_apply(self, target, request):
        if place := self._scan_find_place(target):
            self._scan_check_open()
            return {**self._scan_set_place(place), "package": self._scan_open_package()}
        if not self.env.user.has_group("stock.group_stock_multi_locations"):
            return super()._scan_apply(target, request)
        told = self._scan_last_told().get("places") or {}
        places = {name: self._scan_see_place((told.get(name) or {}).get("id")) for name in ("source", "dest")}
        done = super()._scan_apply(target._replace(**places), request)
        return {**done, "places": told or False}

    def _scan_set_place(self, place):
        """Begin or end that goods are taken from a place, or brought to it; nothing else is written."""
        told = self._scan_last_told().get("places") or {"source": False, "dest": False}
        here = {"id": place.id, "name": place.display_name}
        for name in ("source", "dest"):
            if told[name] and told[name]["id"] == place.id:
                return {"message": messages.place_ended(self.env, here["name"]), "places": {**told, name: False}}
        takes = self.location_id.usage in INSIDE and place._child_of(self.location_id)
        brings = self.location_dest_id.usage in INSIDE and place._child_of(self.location_dest_id)
        if takes and not (brings and told["source"]):
            return {"message": messages.taken_from(self.env, here["name"]), "places": {**told, "source": here}}
        if brings:
            return {"message": messages.brought_to(self.env, here["name"]), "places": {**told, "dest": here}}
        raise ScanStop(messages.no_place_here(self.env, here["name"], self.display_name), open_another(self.env))

    def _scan_see_place(self, number):
        return self.env["stock.location"].search([("id", "=", number)]) if number else self.env["stock.location"]
