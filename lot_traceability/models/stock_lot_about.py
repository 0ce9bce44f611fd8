"""What identifies a lot, for tables of many lots and for the page about one."""

from odoo import api, models
from odoo.fields import Domain

from .. import messages

MOST_TRANSFERS = 1_000  # of which customers are named and counted


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _public_names(self):
        """By what people outside of the company know these lots, as one text each.

        Returns:
            {lot id: text}, e.g. {7: "UDI (01)09506000134352(10)A-7"}; an identifier that another one spells out is
            left out, lots without any and lots that the user may not read are absent.
        """
        told = {}
        for lot in self._filtered_access("read"):
            rows = lot._public_identifiers()
            values = [row["value"] for row in rows]
            told[lot.id] = ", ".join(
                f"{row['label']} {row['value']}"
                for row in rows
                if not any(row["value"] in value and row["value"] != value for value in values)
            )
        return {lot_id: text for lot_id, text in told.items() if text}

    @api.readonly
    def tell_about(self):
        """What the page about a lot says beside its trace.

        Returns:
            dict: ``identifiers`` list of {"label": str, "value": str}; ``batch_record`` {"id": int, "state": str} or
            False; ``delivered`` str, who got goods of this lot itself (not of lots made from it), "" for nobody, False
            where that may not be read.
        """
        self.ensure_one()
        self.check_access("read")
        record = self.env["lot.batch.record"]
        record = record.has_access("read") and self.batch_record_id
        states = dict(self._fields["batch_record_state"]._description_selection(self.env))
        return {
            "identifiers": self._identifiers(),
            "batch_record": bool(record) and {"id": record.id, "state": states[record.state]},
            "delivered": self._get_delivered(),
        }

    def _get_delivered(self):
        """Customers whose deliveries held this lot, the latest first, as one text; "" for none."""
        lines = self.env["stock.move.line"]
        if not lines.has_access("read"):
            return False
        domain = Domain("lot_id", "=", self.id) & Domain("state", "=", "done") & Domain("quantity", ">", 0)
        domain &= Domain("location_dest_id.usage", "=", "customer")
        found = lines._read_group(domain, ["picking_id"], ["date:max"], order="date:max desc", limit=MOST_TRANSFERS)
        partners = self.env["stock.picking"].union(*(picking for picking, _date in found)).partner_id
        names = partners.commercial_partner_id._filtered_access("read").mapped("display_name")
        if found and not names:  # a sale over the counter, a customer of whom the user may not know
            return messages.delivered_unnamed(self.env)
        return messages.some(self.env, names, most=3)
