"""Buttons of a print job that ask something first."""

from odoo import models


class LotPrintJob(models.Model):
    _inherit = "lot.print.job"

    def action_scan_back(self):
        """Scan printed labels back."""
        return self._open_check("scan")

    def action_enter_grade(self):
        """Enter a verifier's grade."""
        return self._open_check("grade")

    def _open_check(self, kind):
        self.ensure_one()
        self._check_may_examine()
        return self.env["lot.print.scan"].create({"job_id": self.id, "kind": kind})._open()

    def action_reject(self):
        """Ask why these labels are rejected."""
        self.ensure_one()
        self._check_may_release()
        return self.env["lot.print.reason"]._ask(self, "reject")

    def action_account(self):
        """Ask what became of the labels."""
        self.ensure_one()
        self._check_may_account("", 0)
        wizard = self.env["lot.print.account"].create({"job_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What became of the labels"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_reconcile(self):
        """Show the balance, and ask why when it does not add up."""
        self.ensure_one()
        self._check_may_account("", 0)
        return self.env["lot.print.reason"]._ask(self, "reconcile")

    def action_open_lines(self):
        """Whose labels these are."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_gs1_labels.lot_print_line_action")
        return {**action, "domain": [("job_id", "=", self.id)], "display_name": self.name}
