"""A package taken out of its container leaves the hold on that container, and no move tells: *Unpack*, or a rewrite."""

from odoo import models

from .stock_move_line_refused import acting_for

INSIDE = ("internal", "transit")


class StockPackage(models.Model):
    _inherit = "stock.package"

    def write(self, vals):
        if "parent_package_id" in vals:
            container = self.browse(vals["parent_package_id"] or ())
            self.filtered(lambda package: package.parent_package_id != container)._pass_gate_out_of(container)
        return super().write(vals)

    def unpack(self):
        with acting_for(self):
            return super().unpack()

    def unlink(self):
        # PostgreSQL would take them out without a write, which the gate sees.
        (self.child_package_ids - self).write({"parent_package_id": False})
        return super().unlink()

    def _pass_gate_out_of(self, container):
        """Refuse, or let Quality pass with a reason, what a hold covers where these packages stand until now."""
        around = {int(number) for package in self for number in package.parent_path.split("/") if number} - {*self.ids}
        if not around:
            return
        packed = [("package_id", "child_of", self.ids), ("quantity", ">", 0)]
        # Sudo: a hold counts for whoever moves the goods, also when they may not read all of them.
        quants_sudo = self.env["stock.quant"].sudo().search([*packed, ("location_id.usage", "in", INSIDE)])
        if not quants_sudo:
            return
        self.env["lot.guard"]._share(quants_sudo.lot_id, quants_sudo.product_id)
        lines = [self._prepare_unpacked_line(quant, container) for quant in quants_sudo]
        for line, blocks in lines[0]._get_blocks([(line, line.lot_id) for line in lines]).items():
            holds_sudo = [hold for _status, hold, _lot in blocks if hold and hold.package_id.id in around]
            if any(hold._is_left_by(line) for hold in holds_sudo):
                line._pass_one(blocks, redirects=False, only_refuse=False, is_count=False)

    def _prepare_unpacked_line(self, quant, container):
        """The move that Odoo does not make of this: goods stay where they are, in another container."""
        return self.env["stock.move.line"].new({
            "product_id": quant.product_id.id,
            "lot_id": quant.lot_id.id,
            "package_id": quant.package_id.id,
            "result_package_id": container.id,
            "location_id": quant.location_id.id,
            "location_dest_id": quant.location_id.id,
            "company_id": quant.company_id.id,
            "quantity": quant.quantity,
            "product_uom_id": quant.product_id.uom_id.id,
        })  # fmt: skip
