"""Several writers at once, on connections of their own; long runs: setup/prove ledger."""

import threading
from contextlib import closing

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged

from .audit_case import APART, AuditCase

WRITERS, EACH = 6, 15


@tagged("post_install", "-at_install")
class TestAuditAtOnce(AuditCase):
    def in_threads(self, work):
        """Run ``work(number)`` in threads; failures are raised here."""
        failed = []

        def run(number):
            try:
                work(number)
            except Exception as error:  # noqa: BLE001  whatever it is, the test must fail with it
                failed.append(error)

        threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]

    def verify(self, company):
        with closing(self.registry.cursor()) as cr:
            return api.Environment(cr, SUPERUSER_ID, {})["lot.audit.verifier"]._verify(company)

    def test_nothing_is_lost_and_the_chain_holds(self):
        company = APART + 30
        committed = []

        def write(number):
            for turn in range(EACH):
                with self.registry.cursor() as cr:
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    rows = [{"company": company, "label": f"{number}-{turn}-{row}"} for row in range(3)]
                    ids = env["lot.audit.entry"]._ledger_write("exported", rows)
                    if turn % 5 == 4:
                        cr.rollback()
                    else:
                        committed.extend(ids)

        self.in_threads(write)
        report = self.verify(company)
        self.assertEqual((report.findings, report.unsealed), ((), 0), "the last one to let go seals for all")
        self.assertEqual(report.rows, len(committed) + 1)

    def test_sealers_that_meet_add_each_entry_once(self):
        company = APART + 31
        env = self.real_env()
        env["lot.audit.entry"]._ledger_write("exported", [{"company": company}] * 200)
        env.cr.postcommit.clear()
        env.cr.commit()
        sealed = []
        self.in_threads(lambda _number: sealed.append(self.seal_really(company)))
        self.assertEqual(sum(sealed), 201)
        self.assertTrue(self.verify(company).is_sound)

    def test_a_sealer_that_is_held_up_holds_up_nobody(self):
        company = APART + 32
        holder = self.real_env()
        holder.cr.execute("SELECT pg_advisory_lock(%s, %s)", [0x4C4F5441, company])
        env = self.real_env()
        env["lot.audit.entry"]._ledger_write("exported", [{"company": company}])
        env.cr.commit()
        self.assertEqual(self.verify(company).unsealed, 1)
        holder.cr.execute("SELECT pg_advisory_unlock(%s, %s)", [0x4C4F5441, company])
        self.assertEqual(self.seal_really(company), 2)
