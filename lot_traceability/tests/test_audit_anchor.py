"""Anchors go out daily; sealing by cron catches up."""

from pathlib import Path
from tempfile import TemporaryDirectory

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..kernel import audit_anchor
from .audit_case import APART, AuditCase


@tagged("post_install", "-at_install")
class TestAuditAnchor(AuditCase):
    def setUp(self):
        super().setUp()
        self.anchors = self.env["lot.audit.anchor"]
        self.ledger._ledger_write("exported", [{"label": "E1"}])
        self.seal()
        self.own = self.env.company

    def take(self):
        return self.anchors._take(self.own)

    def last(self):
        return self.anchors.search([("company_id", "=", self.company)], limit=1)

    def test_once_per_head(self):
        self.assertEqual((self.take(), self.take()), (1, 0))
        head = self.seals()[-1][0]
        self.assertEqual((self.last().seq, self.last().sent_to), (head, "kept in this database only"))
        report = self.env["lot.audit.verifier"]._verify(self.company)
        self.assertEqual((report.anchors, report.is_sound), (1, True))
        self.ledger._ledger_write("exported", [{"label": "E2"}])
        self.assertEqual(self.take(), 0, "what is not sealed yet is not anchored")
        self.seal()
        self.assertEqual(self.take(), 1)

    def test_by_mail(self):
        self.own.lot_audit_anchor_mail = "Ann <ann@example.com>, archive@example.org"
        self.take()
        mail = self.env["mail.mail"].search([("email_to", "like", "ann@example.com")])
        self.assertEqual(mail.email_to, "ann@example.com, archive@example.org")
        self.assertEqual(self.last().sent_to, mail.email_to)
        ((company, anchor),) = audit_anchor.read(mail.body_html, "mail")
        self.assertEqual((company, anchor.seq, anchor.hash), (self.company, self.last().seq, self.last().hash))

    def test_a_neutralized_copy_sends_nothing(self):
        self.own.lot_audit_anchor_mail = "ann@example.com"
        self.env["ir.config_parameter"].set_param("database.is_neutralized", "true")
        self.take()
        self.assertFalse(self.env["mail.mail"].search([("email_to", "like", "ann@example.com")]))
        self.assertEqual(self.last().sent_to, "kept in this database only")

    def test_addresses_are_checked(self):
        for text in ("nobody", "ann@example.com, nobody", "ann@example.com bob@example.com"):
            with self.subTest(text), self.assertRaises(ValidationError):
                self.own.lot_audit_anchor_mail = text

    def test_by_file(self):
        self.own.lot_audit_anchor_file = True
        with TemporaryDirectory() as folder:
            path = Path(folder, "new", "anchors.txt")
            self.patch(type(self.anchors), "_get_file", lambda _self: path)
            self.take()
            self.assertEqual(self.last().sent_to, str(path))
            ((_company, anchor),) = audit_anchor.read(path.read_text(), "file")
            self.assertEqual(anchor.hash, self.last().hash)

    def test_a_file_that_cannot_be_written_stops_nothing(self):
        self.own.lot_audit_anchor_file = True
        self.patch(type(self.anchors), "_get_file", lambda _self: Path("/dev/null/anchors.txt"))
        with mute_logger("odoo.addons.lot_traceability.models.lot_audit_anchor"):
            self.assertEqual(self.take(), 1)
        self.assertEqual(self.last().sent_to, "kept in this database only")

    def test_rights(self):
        anchors = self.anchors.with_user(self.user_quality())
        anchors.action_take()
        self.assertTrue(anchors.search([("company_id", "=", self.company)]))
        for attempt in (lambda: self.anchors.create({}), lambda: self.last().write({"seq": 1}), self.last().unlink):
            with self.assertRaises(UserError):
                attempt()
        with self.assertRaises(AccessError):
            self.anchors.with_user(self.user_operator()).action_take()

    def test_the_cron_seals_what_was_put_off(self):
        env = self.real_env()
        company = APART + 20
        env["lot.audit.entry"]._ledger_write("exported", [{"company": company}])
        env.cr.postcommit.clear()
        env.cr.commit()
        self.env["lot.audit.sealer"]._cron_seal()
        env.cr.rollback()
        env.cr.execute("SELECT count(*) FROM lot_audit_seal WHERE company_id = %s", [company])
        self.assertEqual(env.cr.fetchall(), [(2,)])

    def test_a_clock_that_moved_back_is_told(self):
        later = self.env.cr.now().replace(year=2099)
        with freeze_time(later):
            self.ledger._ledger_write("exported", [{"label": "E2"}])
            self.seal()
        self.ledger._ledger_write("exported", [{"label": "E3"}])
        self.seal()
        report = self.env["lot.audit.verifier"]._verify(self.company)
        self.assertEqual((report.is_sound, report.clock_notices), (True, (self.seals()[-1][0],)))
