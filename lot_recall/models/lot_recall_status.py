"""Figures of a status report, worked out from consignees, notices, checks and the reconciliation."""

from odoo import models

from ..kernel import account as kernel
from ..kernel import consignee as people
from . import messages_report as messages
from .lot_recall_close import _plain

ANSWERED = (people.ANSWERED, people.DONE)


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def _check_reports(self):
        self.ensure_one()
        if self.state != "launched":
            raise messages.not_running(self)

    def action_make_report(self):
        """Make the next status report, or bring its draft up to date."""
        self.ensure_one()
        self._check_may_confirm()
        self._check_reports()
        report = self.env["lot.recall.report"]._make(self)
        return self._action_open(report._name, report.id)

    def action_open_reports(self):
        """Show the status reports."""
        self.ensure_one()
        self.check_access("read")
        is_manager = self.env.user.has_group("lot_recall.group_recall_manager")
        there = self.env["lot.recall.report"].search_count([("recall_id", "=", self.id)], limit=1)
        if is_manager and self.state == "launched" and not there:
            return self.action_make_report()
        name = self.env._("Status reports of %(case)s", case=self.name)
        return self._action_list("lot.recall.report", name, "list,form")

    def _get_status_figures(self):
        """What a status report says, as plain values; quantities are texts of decimal numbers.

        Returns:
            ``{"people": {counts}, "recipients": {kind: how many were told}, "methods": {channel: count},
            "first_notice", "last_notice", "silent": [names],
            "lots": [rows of kernel.account], "sums": […], "consignees": [{"name", "kind", "lot", …}], "checks": {…},
            "goods": {outcome: count}, "capa"}``
        """
        self.ensure_one()
        consignees = self.env["lot.recall.consignee"].search(
            [("recall_id", "=", self.id), ("is_in_scope", "=", True)], order="name, id"
        )
        told = consignees.filtered("first_notified_at")
        tolerance = self._get_tolerance()
        lots = self.env["lot.recall.account"]._read_lots(self)
        notices = self.env["lot.recall.notice"]._read_group(
            [("recall_id", "=", self.id), ("state", "in", ("sent", "logged", "bounced")), ("kind", "=", "notice")],
            ["channel"],
            ["__count"],
        )
        disposals = self.env["lot.recall.disposal"]._read_group(
            [("recall_id", "=", self.id), ("state", "=", "done")], ["outcome"], ["__count"]
        )
        silent = told.filtered(lambda consignee: consignee.state not in ANSWERED)
        return {
            "people": {
                "concerned": len(consignees),
                "notified": len(told),
                "answered": len(consignees.filtered(lambda consignee: consignee.state in ANSWERED)),
                "silent": len(silent),
                "bounced": len(consignees.filtered(lambda consignee: consignee.state == people.BOUNCED)),
                "unreachable": len(consignees.filtered("unreachable_reason")),
            },
            "recipients": {kind or "": len(some) for kind, some in told.grouped("recipient").items()},
            "methods": dict(notices),
            "first_notice": _instant(min(filter(None, told.mapped("first_notified_at")), default=None)),
            "last_notice": _instant(max(filter(None, told.mapped("notified_at")), default=None)),
            "silent": silent.mapped("name"),
            "lots": [_plain(lot.to_row(tolerance)) for lot in lots],
            "sums": [_plain(lot.to_row(tolerance)) for lot in kernel.sums(lots)],
            "consignees": self._get_status_consignees(consignees),
            "checks": self._get_check_figures(),
            "goods": dict(disposals),
            "capa": self.capa_reference or "",
        }

    def _get_status_consignees(self, consignees):
        """Per consignee who answered or sent back, and lot: what they had, sent back, destroyed and corrected."""
        lines = consignees.lot_ids.filtered(lambda line: line.is_answered or line.received_qty)
        names = ("had", "received", "destroyed", "corrected")
        return [
            {"name": line.consignee_id.name, "lot": line.lot or line.product or "", "uom": line.uom or ""}
            | {name: format(getattr(line._to_part(), name), "f") for name in names}
            for line in lines.sorted(lambda line: (line.consignee_id.name, line.lot or "", line.id))
        ]


def _instant(value):
    return f"{value.isoformat(timespec='seconds')}Z" if value else ""
