"""The UDIs of a lot's packages: the identifier of each packaging level with what the lot's own UDI says of the lot."""

from dataclasses import replace

from odoo import api, fields, models

from odoo.addons.lot_gs1_labels.kernel import reader as gs1

from .. import messages
from ..kernel import reader, writer
from ..kernel import udi as kernel


class StockLot(models.Model):
    _inherit = "stock.lot"

    udi_packages = fields.Text(
        "UDIs of its packages",
        compute="_compute_udi_packages",
        help="As they stand on cases and pallets that hold nothing but this lot. Packages of units with serial numbers "
        "bear their batch.",
    )

    @api.depends("udi", "udi_batch", "product_id.uom_id")
    def _compute_udi_packages(self):
        for lot in self:
            rows = [f"{messages.package(lot.env, level)}: {udi.udi}" for level, udi in lot._udi_packages()]
            lot.udi_packages = "\n".join(rows) or False

    def _udi_packages(self):
        """(identifier, its ``Udi``) of each packaging level in use when it was made or since, the smallest first."""
        self.ensure_one()
        own = self._udi()
        if not own:
            return []
        day, today, unit = self._udi_day(), fields.Date.context_today(self), self.product_id.uom_id
        levels = self.product_id.udi_di_ids.filtered(
            lambda di: di.uom_id and di.kind == "primary" and di.agency == self.product_id.udi_agency
        ).filtered(lambda di: not di._is_retired(day) and not (di.start_date and di.start_date > today))
        found = [(level, self._udi_of_package(own, level.name)) for level in levels]
        held = sorted(found, key=lambda row: (row[0].uom_id._compute_quantity(1, unit, round=False), row[0].name))
        return [(level, udi) for level, udi in held if udi]

    def _udi_of_package(self, own, di):
        """The ``Udi`` of a package with this identifier; None when nothing tells which units it holds."""
        lot_number = own.lot_number or (self.udi_batch or "").strip()
        if own.donation_id or not (lot_number or own.mpho_lot_number):
            return None
        today = fields.Date.context_today(self)
        text, issues = writer.build(replace(own, di=di, lot_number=lot_number, serial_number=""), today)
        return None if issues else kernel.of(reader.read(text, today) or gs1.read(f"]d2{text}", today))
