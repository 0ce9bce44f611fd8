"""Two people print the same labels in the same instant, on connections of their own: they come out once."""

import secrets

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestPrintAtOnce(TransactionCase):
    """What is committed here is archived or cancelled at the end."""

    def submit(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        job = env["lot.print.job"]._submit(env["lot.printer"].browse(self.printer_id), [(1, b"^XA^XZ")], "At once")
        env.flush_all()
        return job

    def test_the_second_is_told_that_they_wait_already(self):
        with self.registry.cursor() as cr:
            name = f"At once {secrets.token_hex(4)}"
            printers = api.Environment(cr, SUPERUSER_ID, {})["lot.printer"]
            self.printer_id = printers.create({"name": name, "host": "printer.invalid"}).id
        with self.registry.cursor() as cr, self.registry.cursor() as other:
            cr.execute("SELECT 1 FROM lot_print_job LIMIT 1")  # the snapshot is taken
            job = self.submit(other)
            other.commit()  # pylint: disable=invalid-commit  # the test's own cursor
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation) as refused:
                self.submit(cr)
            self.assertIn("lot_print_job_open_once", str(refused.exception))
            cr.rollback()
            with self.assertRaisesRegex(UserError, "sent exactly these labels"):
                self.submit(cr)
            cr.rollback()
            job.action_cancel()
            job.printer_id.active = False
