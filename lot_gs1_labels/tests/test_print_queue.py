"""Print jobs go to a real TCP listener: in order, in pieces, once; printers that are off, hang or break off."""

import socket
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.base.models import ir_cron

from ..models.lot_print_job import LotPrintJob
from .fake_printer import FakePrinter


def pieces(count, size=10):
    return [(5, b"^XA%04d" % number + b"x" * size + b"^XZ") for number in range(count)]


@tagged("post_install", "-at_install")
class TestPrintQueue(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parameters = cls.env["ir.config_parameter"].sudo()
        cls.parameters.set_param("lot_gs1_labels.printer_may_be_local", "1")
        cls.user = new_test_user(cls.env, "printing-user", "stock.group_stock_user")

    def printer(self, port, **values):
        self.parameters.set_param("lot_gs1_labels.printer_ports", str(port))
        values = {"name": "Dock", "host": "127.0.0.1", "port": port, "answer_seconds": 1, **values}
        return self.env["lot.printer"].create(values)

    def submit(self, printer, parts, what="Labels", **values):
        return (
            self.env["lot.print.job"].with_user(self.user)._submit(printer.with_user(self.user), parts, what, **values)
        )

    def run_queue(self, runs=None):
        cron = self.env.ref("lot_gs1_labels.lot_print_job_cron")
        limits = {"MIN_TIME_PER_JOB": 0, "MIN_RUNS_PER_JOB": runs} if runs else {"MIN_TIME_PER_JOB": 10}
        with self.enter_registry_test_mode(), patch.multiple(ir_cron, **limits):
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def later(self, printer):
        printer.sudo().next_try_at = fields.Datetime.now() - timedelta(seconds=1)

    # --- it works ---

    def test_labels_come_out_once_in_order_and_after_the_commit(self):
        with FakePrinter() as paper:
            printer = self.printer(paper.port)
            jobs = self.submit(printer, pieces(3)) + self.submit(printer, [(1, b"last")])
            self.assertEqual(jobs.mapped("state"), ["waiting", "waiting"])
            self.assertEqual(printer.waiting_count, 16)
            self.assertFalse(paper.printed, "nothing leaves in the transaction of the user")
            self.run_queue()
        self.assertEqual(paper.printed, b"".join(data for _count, data in pieces(3)) + b"last")
        self.assertEqual(jobs.mapped("state"), ["done", "done"])
        self.assertEqual((jobs[0].printed_count, jobs[0].progress, jobs[0].create_uid), (15, 100, self.user))
        self.run_queue()
        self.assertEqual(len(paper.jobs), 4, "and not again")

    def test_big_pieces_arrive_whole(self):
        data = bytes(range(256)) * 4096
        with FakePrinter() as paper:
            self.submit(self.printer(paper.port), [(1, data)])
            self.run_queue()
        self.assertEqual(paper.printed, data)

    def test_a_long_run_goes_on_where_the_scheduler_stopped_it(self):
        with FakePrinter() as paper:
            job = self.submit(self.printer(paper.port), pieces(4))
            self.run_queue(runs=1)
            self.assertEqual((job.state, job.printed_count, job.progress), ("sending", 5, 25))
            self.run_queue()
        self.assertEqual((job.state, job.printed_count), ("done", 20))
        self.assertEqual(paper.printed, b"".join(data for _count, data in pieces(4)))

    def test_a_printer_that_is_off_holds_up_no_other(self):
        with FakePrinter() as paper:
            off, on = self.printer(_free_port()), self.printer(paper.port)
            waiting, job = self.submit(off, pieces(2)), self.submit(on, pieces(2))
            self.run_queue()
        self.assertEqual((waiting.state, job.state), ("waiting", "done"))

    # --- it does not ---

    def test_a_printer_that_is_off_is_tried_again_with_growing_pauses(self):
        port = _free_port()
        printer = self.printer(port)
        job = self.submit(printer, pieces(2))
        pauses = []
        for _attempt in range(4):
            before = fields.Datetime.now()
            self.run_queue()
            pauses.append(round((printer.next_try_at - before).total_seconds() / 60))
            self.run_queue()  # too early: nothing happens
            self.later(printer)
        self.assertEqual((pauses, printer.failure_count), ([1, 1, 2, 5], 4))
        self.assertIn("does not answer", printer.trouble)
        self.assertEqual((job.state, job.printed_count, job.problem), ("waiting", 0, False))
        with patch.object(socket, "create_server", lambda _address: _listen(port)), FakePrinter() as paper:
            self.run_queue()
        self.assertEqual(paper.printed, b"".join(data for _count, data in pieces(2)))
        self.assertEqual((job.state, printer.failure_count, printer.trouble), ("done", 0, False))

    def test_whoever_stands_at_the_printer_has_it_tried_at_once(self):
        printer = self.printer(_free_port())
        job = self.submit(printer, pieces(1))
        self.run_queue()
        self.assertTrue(printer.next_try_at)
        job.action_try_printer()
        self.assertFalse(printer.next_try_at)

    def test_labels_that_wait_too_long_are_given_up_however_often_they_were_tried(self):
        printer = self.printer(_free_port(), give_up_hours=1)
        job = self.submit(printer, pieces(1))
        self.run_queue()
        start = job.create_date
        for minutes, state in ((50, "waiting"), (70, "failed")):
            self.later(printer)
            with patch.object(fields.Datetime, "now", lambda at=start + timedelta(minutes=minutes): at):
                self.run_queue()
            self.assertEqual(job.state, state)
        self.assertEqual(job.state, "failed")
        self.assertIn("Nothing is printed.", job.problem)

    def test_a_printer_that_hangs_is_told_with_how_far_it_got(self):
        with FakePrinter("hangs") as paper:
            job = self.submit(self.printer(paper.port), [(5, b"x" * 20_000_000), (5, b"y")])
            self.run_queue()
        self.assertEqual((job.state, job.printed_count, job.unsure_count), ("failed", 0, 5))
        self.assertIn("stopped taking labels", job.problem)

    def test_a_small_label_in_the_buffers_is_not_taken_for_printed(self):
        with FakePrinter("hangs") as paper:
            job = self.submit(self.printer(paper.port), pieces(1))
            self.run_queue()
        self.assertEqual((job.state, job.unsure_count), ("failed", 5))
        self.assertIn("did not show", job.problem)

    def test_a_printer_that_shows_nothing_may_keep_the_connection(self):
        with FakePrinter("mute") as paper:
            job = self.submit(self.printer(paper.port, proof="none"), pieces(1))
            self.run_queue()
        self.assertEqual(job.state, "done")

    def test_cut_off_midway_nothing_is_printed_twice_by_itself(self):
        with FakePrinter() as paper:
            job = self.submit(self.printer(paper.port), pieces(3, size=5_000_000))
            self.run_queue(runs=1)
            paper.manner, paper.after = "drops", 4096
            self.run_queue()
            self.assertEqual((job.state, job.printed_count, job.unsure_count), ("failed", 5, 5))
            self.assertIn("5 of 15 labels are printed for sure; of the next 5", job.problem)
            self.later(job.printer_id)
            self.run_queue()
            self.assertEqual(job.printed_count, 5)
            paper.manner = "good"
            sent = len(paper.jobs)
            job.with_user(self.user).action_skip_unsure()
            self.run_queue()
        self.assertEqual((job.state, job.printed_count), ("done", 15))
        self.assertEqual(len(paper.jobs) - sent, 1)

    def test_what_is_missing_is_printed_when_somebody_says_so(self):
        with FakePrinter("drops", after=1) as paper:
            job = self.submit(self.printer(paper.port), pieces(2, size=5_000_000))
            self.run_queue()
            paper.manner, paper.jobs = "good", []
            job.with_user(self.user).action_print_rest()
            self.run_queue()
        self.assertEqual((job.state, job.printed_count, job.unsure_count), ("done", 10, 0))
        self.assertEqual(paper.printed, b"".join(data for _count, data in pieces(2, size=5_000_000)))

    def test_a_killed_server_leaves_no_label_to_come_twice(self):
        with FakePrinter() as paper:
            job = self.submit(self.printer(paper.port), pieces(2))
            job.sudo().piece_ids[0].state = "sending"
            self.run_queue()
        self.assertEqual((job.state, job.unsure_count), ("failed", 5))
        self.assertIn("The server was stopped", job.problem)
        self.assertFalse(paper.jobs)

    def test_labels_whose_bytes_are_lost_stop_their_job_and_no_other(self):
        with FakePrinter() as paper:
            printer = self.printer(paper.port)
            lost, job = self.submit(printer, pieces(1)), self.submit(printer, [(1, b"last")])
            lost.sudo().piece_ids.content = False
            self.run_queue()
        self.assertEqual((lost.state, job.state, paper.printed), ("failed", "done", b"last"))
        self.assertIn("no longer on the server", lost.problem)

    def test_decisions_about_labels_are_in_the_ledger(self):
        job = self.submit(self.printer(9100), pieces(2))
        job.sudo().piece_ids[0].state = "unsure"
        job.sudo()._stop("Out of paper.")
        job.with_user(self.user).action_skip_unsure()
        job.with_user(self.user).action_cancel()
        entries = self.env["lot.audit.entry"].search([("model", "=", job._name), ("res_id", "=", job.id)], order="id")
        self.assertEqual(entries.mapped("code"), ["labels_came_out", "labels_cancelled"])
        self.assertEqual(entries.user_id, self.user)

    def test_cancelled_in_the_middle_it_stops_behind_the_piece(self):
        with FakePrinter() as paper:
            job = self.submit(self.printer(paper.port), pieces(3))
            self.run_queue(runs=1)
            job.with_user(self.user).action_cancel()
            self.run_queue()
        self.assertEqual((job.state, job.printed_count), ("cancelled", 5))
        self.assertIn("after 5 of 15", job.problem)
        self.assertEqual(len(paper.jobs), 1)

    # --- a printer that tells its status ---

    def test_labels_wait_for_a_new_roll(self):
        with FakePrinter("mute", status={"paper": 1}) as paper:
            printer = self.printer(paper.port, proof="status")
            job = self.submit(printer, pieces(2))
            self.run_queue()
            self.assertIn("out of labels", printer.trouble)
            self.assertEqual((job.state, paper.printed), ("waiting", b""))
            paper.status = {}
            self.later(printer)
            self.run_queue()
        self.assertEqual(job.state, "done")
        self.assertEqual(paper.printed, b"".join(data for _count, data in pieces(2)))

    def test_a_printer_without_status_gets_no_labels(self):
        with FakePrinter("mute") as paper:
            printer = self.printer(paper.port, proof="status")
            self.submit(printer, pieces(1))
            self.run_queue()
        self.assertIn("does not tell its status", printer.trouble)
        self.assertFalse(paper.printed)

    # --- who may, and what is refused ---

    def test_the_same_labels_wait_only_once(self):
        with FakePrinter() as paper:
            printer = self.printer(paper.port)
            self.submit(printer, pieces(1))
            with self.assertRaisesRegex(UserError, "sent exactly these labels"):
                self.submit(printer, pieces(1))
            self.run_queue()
            self.assertTrue(self.submit(printer, pieces(1)), "once they are out, they may be printed again")

    def test_nothing_to_print_is_said(self):
        with self.assertRaises(UserError):
            self.submit(self.printer(9100), [])

    def test_only_managers_say_where_bytes_go(self):
        printer = self.printer(9100)
        with self.assertRaises(AccessError):
            printer.with_user(self.user).host = "10.0.0.1"
        with self.assertRaises(AccessError):
            printer.with_user(self.user).read(["host"])
        with self.assertRaises(AccessError):
            self.env["lot.print.job"].with_user(self.user).create({"name": "x", "printer_id": printer.id})
        job = self.submit(printer, pieces(1))
        with self.assertRaises(AccessError):
            job.piece_ids.with_user(self.user).read(["content"])

    def test_places_that_are_no_printer_are_refused(self):
        printer = self.printer(9100)
        for host in ("http://printer", "a b", "printer:9100", "-x", "1.2.3", "x" * 64, "a..b", "user@host", ""):
            with self.assertRaises(ValidationError, msg=host):
                printer.host = host
        for port in (0, 22, 80, 5432, 65536):
            with self.assertRaises(ValidationError, msg=port):
                printer.port = port
        for host in ("10.0.4.17", "zebra-dock2.example.com", "fd00::17", "printer2"):
            printer.host = host

    def test_addresses_of_the_server_itself_are_refused_when_sending(self):
        with FakePrinter() as paper:
            printer = self.printer(paper.port)
            self.parameters.set_param("lot_gs1_labels.printer_may_be_local", False)
            for host in ("127.0.0.1", "localhost", "169.254.169.254", "0.0.0.0", "::ffff:127.0.0.1"):
                printer.write({"host": host, "next_try_at": False})
                job = self.submit(printer, pieces(1))
                self.run_queue()
                self.assertEqual(job.state, "failed", host)
                self.assertIn("not one that a printer may have", job.problem)
        self.assertFalse(paper.jobs)

    def test_jobs_and_printers_of_other_companies_are_hidden(self):
        sister = self.env["res.company"].create({"name": "Sister"})
        job = self.submit(self.printer(9100), pieces(1))
        stranger = new_test_user(
            self.env, "stranger", "stock.group_stock_manager", company_id=sister.id, company_ids=sister.ids
        )
        self.assertFalse(self.env["lot.printer"].with_user(stranger).search([("id", "=", job.printer_id.id)]))
        with self.assertRaises(AccessError):
            job.with_user(stranger).action_cancel()

    def test_a_neutralized_copy_prints_nothing(self):
        with FakePrinter() as paper:
            job = self.submit(self.printer(paper.port), pieces(1))
            self.parameters.set_param("database.is_neutralized", "true")
            self.run_queue()
        self.assertEqual((job.state, paper.jobs), ("waiting", []))

    def test_the_test_label_tells_the_printer(self):
        with FakePrinter() as paper:
            printer = self.printer(paper.port, name="Dock 2^XZ~JR")
            self.assertEqual(printer.action_print_test()["res_model"], LotPrintJob._name)
            self.run_queue()
        self.assertEqual((paper.printed.count(b"^XZ"), paper.printed.count(b"~")), (1, 0))
        self.assertIn(b"Dock 2_5EXZ_7EJR", paper.printed)
        self.assertTrue(
            self.env["lot.printer"].new({"name": "Büro", "language": "pdf"})._get_test_label()[:5] == b"%PDF-"
        )


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _listen(port):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener
