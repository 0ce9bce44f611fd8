"""A label printer on the network: where it is and what it understands. Only managers say where bytes are sent."""

import ipaddress
import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import messages_print as messages
from ..kernel import print_queue as queue
from ..report.raw_printer import Target

# Raw printing: 9100 and its neighbours (print servers with several printers), Zebra's 6101.
PORTS = {*range(9100, 9110), 6101}
LONGEST_WAIT = 300  # seconds
_HOST_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


class LotPrinter(models.Model):
    _name = "lot.printer"
    _description = "Label printer"
    _order = "name, id"

    name = fields.Char("Printer", required=True, help="As people call it, e.g. Dock 2, left.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company, help="Empty: all companies.")
    host = fields.Char(
        "Name or address",
        required=True,
        groups="stock.group_stock_manager",
        help="In the network of the server, e.g. 10.0.4.17 or zebra-dock2.example.com.",
    )
    port = fields.Integer(default=9100, required=True, groups="stock.group_stock_manager", help="Almost always 9100.")
    language = fields.Selection(
        [("zpl", "ZPL II"), ("pdf", "PDF")],
        "Understands",
        default="zpl",
        required=True,
        help="ZPL II: label printers of Zebra and many others. PDF: office printers that print PDF files.",
    )
    dpi = fields.Selection(
        [("203", "203 dpi (8 dots/mm)"), ("300", "300 dpi (12 dots/mm)"), ("600", "600 dpi (24 dots/mm)")],
        "Resolution",
        default="203",
        required=True,
        help="Bars are drawn in whole dots of it. With another resolution they come out too wide or too narrow.",
    )
    proof = fields.Selection(
        [
            ("closes", "It closes the connection"),
            ("status", "It tells its status (ZPL II)"),
            ("none", "It shows nothing"),
        ],
        "How it shows that it took the labels",
        default="closes",
        required=True,
        help="Status: also asked before printing, so that labels wait while paper or ribbon is missing. Nothing: that "
        "the labels left the server counts as printed, also when a printer hangs.",
    )
    connect_seconds = fields.Integer("Wait for the connection (s)", default=5, required=True)
    answer_seconds = fields.Integer("Wait for the printer (s)", default=30, required=True)
    give_up_hours = fields.Integer(
        "Give up after (h)",
        default=12,
        required=True,
        help="Labels that wait longer for a printer that is off are not printed any more: nobody expects them then.",
    )

    # How the queue gets on with it; written by the queue only.
    failure_count = fields.Integer("Failed in a row", readonly=True, copy=False)
    next_try_at = fields.Datetime("Next attempt", readonly=True, copy=False)
    trouble = fields.Text("What is wrong", readonly=True, copy=False)
    job_ids = fields.One2many("lot.print.job", "printer_id", "Print jobs")
    waiting_count = fields.Integer("Labels that wait", compute="_compute_waiting_count")

    def _compute_waiting_count(self):
        groups = self.env["lot.print.job"]._read_group(
            [("printer_id", "in", self.ids), ("state", "in", ("waiting", "sending"))],
            ["printer_id"],
            ["label_count:sum", "printed_count:sum"],
        )
        waiting = {printer: labels - printed for printer, labels, printed in groups}
        for printer in self:
            printer.waiting_count = waiting.get(printer, 0)

    @api.constrains("host", "port")
    def _check_address(self):
        ports = PORTS | self._get_more_ports()
        for printer in self:
            if not _is_host(printer.host):
                raise ValidationError(messages.wrong_host(self.env, printer.host))
            if printer.port not in ports:
                raise ValidationError(messages.wrong_port(self.env, printer.port))

    @api.constrains("connect_seconds", "answer_seconds", "give_up_hours")
    def _check_waits(self):
        for printer in self:
            waits = (printer.connect_seconds, printer.answer_seconds)
            if not all(0 < seconds <= LONGEST_WAIT for seconds in waits) or printer.give_up_hours <= 0:
                raise ValidationError(messages.wrong_waits(self.env, LONGEST_WAIT))

    @api.constrains("proof", "language")
    def _check_proof(self):
        if any(printer.proof == "status" and printer.language != "zpl" for printer in self):
            raise ValidationError(messages.status_without_zpl(self.env))

    @api.model
    def _get_more_ports(self):
        """Ports that the administrator of the server allows beside the usual ones."""
        # Sudo: a system parameter, which only the administrator can set.
        text = self.env["ir.config_parameter"].sudo().get_param("lot_gs1_labels.printer_ports", "")
        return {int(port) for port in re.findall(r"[0-9]{1,5}", text)}

    def _get_target(self):
        """Where to send, for ``raw_printer.send``."""
        self.ensure_one()
        # Sudo: a system parameter, which only the administrator can set; where printers are, the queue knows.
        may_be_local = self.env["ir.config_parameter"].sudo().get_param("lot_gs1_labels.printer_may_be_local")
        printer_sudo = self.sudo()
        return Target(
            printer_sudo.host,
            printer_sudo.port,
            self.connect_seconds,
            self.answer_seconds,
            self.proof,
            bool(may_be_local),
        )

    def _take_outcome(self, outcome):
        """Leave a printer alone for a while that could not print; ``outcome``: kernel.print_queue.Outcome."""
        if outcome.verdict == queue.DONE:
            if self.failure_count:
                self.write({"failure_count": 0, "next_try_at": False, "trouble": False})
            return
        failures = self.failure_count + 1
        next_try = fields.Datetime.now() + timedelta(minutes=queue.minutes_to_wait(failures))
        trouble = messages.trouble(self.env, self, outcome)
        self.write({"failure_count": failures, "next_try_at": next_try, "trouble": trouble})
        self.env["lot.print.job"]._start_queue(next_try)

    def action_try_now(self):
        """Try again at once, e.g. after paper was put in."""
        self.check_access("read")
        # Sudo: whoever stands at the printer may say so; nothing else of its record changes.
        self.sudo().write({"next_try_at": False})
        self.env["lot.print.job"]._start_queue()

    def action_print_test(self):
        """Print one label that says which printer this is."""
        self.ensure_one()
        if not self.active:
            raise UserError(messages.printer_archived(self.env, self.name))
        job = self.env["lot.print.job"]._submit(
            self, [(1, self._get_test_label())], self.env._("Test label"), again=True
        )
        return job._get_open_action()

    def action_open_jobs(self):
        """Open the print jobs of this printer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_gs1_labels.lot_print_job_action")
        return {**action, "domain": [("printer_id", "=", self.id)], "context": {}}


def _is_host(text):
    try:
        ipaddress.ip_address(text)
    except ValueError:
        parts = text.split(".")
        # All digits and dots, but no address: resolvers read such texts in surprising ways.
        return len(text) <= 253 and all(map(_HOST_PART.fullmatch, parts)) and not parts[-1].isdigit()
    return True
