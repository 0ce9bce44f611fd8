"""Numbers of logistic units on transfers: a known package is taken whole, a new or empty one is opened and filled.

The open package is that of the user's last scan here; scanning its number again closes it.
"""

from odoo import models

from .. import messages_scan as messages
from .. import messages_scan_package
from .lot_scan_document import OVER
from .lot_scan_target import ScanAsk, ScanStop
from .stock_move_line_serial import INSIDE


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _scan_apply(self, target, request):
        names_package = bool(target.package or target.sscc)
        if not self.env.user.has_group("stock.group_tracking_lot"):
            if names_package and not target.product:
                raise ScanStop(messages_scan_package.packages_off(self.env))
            return super()._scan_apply(target._replace(package=target.package.browse()), request)
        self._scan_check_open()
        open_ = self._scan_open_package()
        if names_package and self.location_id.usage in INSIDE and target.package.contained_quant_ids:
            return {**self._scan_take_package(target.package, request.choice), "package": open_}
        steps = []
        if names_package:
            if target.package == open_ and open_ and not target.product:
                return {
                    "message": messages_scan_package.package_closed(self.env, open_.name),
                    "package": open_.browse(),
                }
            open_, steps = self._scan_fill_package(target)
            if not target.product:
                return {
                    "message": messages_scan_package.package_open(self.env, open_.name),
                    "package": open_,
                    "steps": steps,
                }
        done = super()._scan_apply(target._replace(package=open_), request)
        return {**done, "package": open_, "steps": [*steps, *done["steps"]]}

    def _scan_open_package(self):
        """The package that the user is filling on this transfer; empty without one."""
        packages = self.env["stock.package"]
        told = self._scan_last_told().get("package")
        return packages.search([("id", "=", told["id"])]) if told else packages

    def _scan_last_told(self):
        """The answer to the user's last scan that was entered here, {} without one: it says what is open."""
        domain = [("create_uid", "=", self.env.uid), ("res_model", "=", self._name), ("res_id", "=", self.id)]
        last = self.env["lot.scan"].search([*domain, ("status", "in", ("ok", "warn"))], limit=1)
        return last.answer or {}

    def _scan_fill_package(self, target):
        """(package to fill, steps back); one is made when its number is new."""
        package = target.package
        if package.contained_quant_ids:
            raise ScanStop(
                messages_scan_package.package_used(self.env, package.name, package.location_id.display_name or "")
            )
        if package:
            return package, []
        package = self.env["stock.package"].create({"name": target.sscc, "company_id": self.company_id.id})
        return package, [{"do": "package", "line": 0, "package": package.id}]

    def _scan_take_package(self, package, choice):
        """Pick all that is planned from a package; what is not planned is asked for."""
        packages = self.env["stock.package"].search([("id", "child_of", package.id)])
        lines = self.move_line_ids.filtered(lambda line: line.package_id in packages and line.state not in OVER)
        if not lines:
            if not choice.get("add"):
                raise ScanAsk(
                    messages.not_planned(self.env, package.display_name, self.display_name),
                    [{"label": messages.add_anyway(self.env), "choice": {**choice, "add": True}}],
                )
            self.action_add_entire_packs(package.ids)
            lines = self.move_line_ids.filtered(lambda line: line.package_id in packages)
            steps = [{"do": "less", "line": line.id, "quantity": line.quantity_product_uom} for line in lines]
        else:
            steps = []
        todo = lines.filtered(lambda line: not line.picked)
        if not todo and not steps:
            raise ScanStop(messages.serial_scanned(self.env, package.display_name), messages.next_one(self.env))
        steps += [{"do": "write", "line": line.id, "vals": {"picked": False}} for line in todo]
        todo.picked = True
        warnings = [warning for line in lines for warning in line._scan_check()]
        return {
            "message": messages_scan_package.package_taken(self.env, package.display_name, len(lines)),
            "warnings": warnings,
            "line": lines[0].move_id._scan_row(),
            "steps": steps,
        }

    def _scan_take_back(self, steps):
        super()._scan_take_back([step for step in steps if step["do"] != "package"])
        made = self.env["stock.package"].browse([step["package"] for step in steps if step["do"] == "package"]).exists()
        used = self.env["stock.move.line"].search([("result_package_id", "in", made.ids)]).result_package_id
        return (made - used).unlink()
