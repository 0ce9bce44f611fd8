"""Whoever changes the stored ledger behind the program's back is found, and the first bad row is named."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..kernel import audit_chain
from ..kernel.audit_report import Anchor
from .audit_case import APART, AuditCase


@tagged("post_install", "-at_install")
class TestAuditAttacks(AuditCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sister = APART + 10  # a chain of its own: numbers begin at 1
        cls.ids = cls.env["lot.audit.entry"]._ledger_write(
            "exported",
            [{"company": cls.sister, "label": f"E{number}", "personal": {"name": "Ann"}} for number in range(9)],
        )
        cls.env["lot.audit.sealer"]._seal_batch(cls.sister)  # 1 is where the chain begins, 2 to 10 are ours
        cls.verifier = cls.env["lot.audit.verifier"]

    def setUp(self):
        super().setUp()
        self.anchor = Anchor(10, self.digest(10), "mail of the day")

    def digest(self, seq):
        return bytes(
            self.rows("SELECT hash FROM lot_audit_seal WHERE company_id = %s AND seq = %s", self.sister, seq)[0][0]
        ).hex()

    def as_superuser(self, *statements):
        """Run statements with all guards off, as the owner of the database can."""
        tables = ("lot_audit_entry", "lot_audit_personal", "lot_audit_seal", "lot_audit_anchor")
        off = [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in tables]
        on = [
            f"ALTER TABLE {table} ENABLE TRIGGER ALL, ENABLE ALWAYS TRIGGER {table}_guard" for table in tables
        ]  # fmt: skip
        for statement in (*off, *statements, *on):
            self.env.cr.execute(statement, {"company": self.sister})

    def verify(self, *anchors, **options):
        return self.verifier._verify(self.sister, anchors, **options)

    def assert_first_bad(self, kind, seq, report=None):
        report = report or self.verify()
        self.assertFalse(report.is_sound)
        self.assertEqual((report.first_bad.kind, report.first_bad.seq), (kind, seq))
        return report

    def test_an_untouched_chain_is_sound(self):
        report = self.verify(self.anchor)
        self.assertEqual((report.findings, report.rows, report.last, report.anchors), ((), 10, 10, 1))
        self.assertEqual(report.head, self.anchor.hash)
        self.assertEqual(self.verifier._find_broken_guards(), [])
        self.assertEqual(self.verify(after=5).rows, 5)
        self.assertTrue(self.verify(after=5).is_sound)

    def test_a_changed_row(self):
        self.as_superuser("UPDATE lot_audit_entry SET content = replace(content, 'E3', 'E4') WHERE label = 'E3'")
        self.assert_first_bad("entry_changed", 5)
        self.assertEqual(self.verifier._find_broken_guards(), [], "the guards stand again, the chain still tells")

    def test_a_deleted_row(self):
        self.as_superuser("DELETE FROM lot_audit_entry WHERE label = 'E3' AND company_id = %(company)s")
        self.assert_first_bad("entry_missing", 5)

    def test_a_deleted_row_with_its_seal(self):
        self.as_superuser(
            "DELETE FROM lot_audit_entry WHERE label = 'E3' AND company_id = %(company)s",
            "DELETE FROM lot_audit_seal WHERE seq = 5 AND company_id = %(company)s",
        )
        self.assert_first_bad("seal_missing", 5)

    def test_a_hole_that_was_closed(self):
        self.as_superuser(
            "DELETE FROM lot_audit_seal WHERE seq = 5 AND company_id = %(company)s",
            "UPDATE lot_audit_seal SET seq = seq - 1 WHERE seq > 5 AND company_id = %(company)s",
        )
        self.assert_first_bad("seal_changed", 5)

    def test_an_inserted_row(self):
        self.as_superuser(
            "INSERT INTO lot_audit_entry (content) SELECT replace(content, 'E3', 'forged') FROM lot_audit_entry"
            " WHERE label = 'E3' AND company_id = %(company)s"
        )
        report = self.assert_first_bad("entry_unlisted", 0)
        forged = self.rows("SELECT id FROM lot_audit_entry WHERE label = 'forged'")[0][0]
        self.assertEqual(report.first_bad.entry_id, forged)

    def test_an_inserted_row_of_another_day(self):
        """Whoever may insert can add an entry of now; one of another day is told."""
        self.env.cr.execute(
            "INSERT INTO lot_audit_entry (content)"
            " SELECT replace((content::jsonb - 'personal')::text, '\"at\": \"20', '\"at\": \"19')"
            " FROM lot_audit_entry WHERE label = 'E3' AND company_id = %s",
            [self.sister],
        )
        self.env["lot.audit.sealer"]._seal_batch(self.sister)
        report = self.verify()
        self.assertEqual((report.is_sound, report.late_notices), (True, (11,)))

    def test_sealing_held_up(self):
        with freeze_time(self.env.cr.now() - timedelta(hours=2)):
            self.ledger._ledger_write("exported", [{"company": self.sister}])
        self.ledger._ledger_write("exported", [{"company": self.sister}])
        self.assertEqual((self.verify().unsealed, self.verify().overdue), (2, 1))

    def test_a_retention_run_that_nobody_recorded(self):
        """The setting that lets entries go is no secret; the entry that accounts for them cannot be left out."""
        self.env.cr.execute("SELECT set_config('lot_audit.retention', 'run', true)")
        self.env.cr.execute("DELETE FROM lot_audit_entry WHERE label = 'E3' AND company_id = %s", [self.sister])
        self.assert_first_bad("entry_missing", 5)

    def test_an_inserted_row_with_a_seal(self):
        self.as_superuser(
            "UPDATE lot_audit_seal SET seq = seq + 100 WHERE seq > 5 AND company_id = %(company)s",
            "UPDATE lot_audit_seal SET seq = seq - 99 WHERE seq > 100 AND company_id = %(company)s",
            "WITH forged AS (INSERT INTO lot_audit_entry (content) SELECT replace(content, 'E3', 'forged')"
            " FROM lot_audit_entry WHERE label = 'E3' AND company_id = %(company)s RETURNING id, content)"
            " INSERT INTO lot_audit_seal SELECT %(company)s, 6, id, sha256(convert_to(content, 'UTF8')),"
            " sha256('x'), now() FROM forged",
        )
        self.assert_first_bad("seal_changed", 6)

    def test_rows_in_another_order(self):
        self.as_superuser(
            "UPDATE lot_audit_seal SET seq = 100 WHERE seq = 4 AND company_id = %(company)s",
            "UPDATE lot_audit_seal SET seq = 4 WHERE seq = 7 AND company_id = %(company)s",
            "UPDATE lot_audit_seal SET seq = 7 WHERE seq = 100 AND company_id = %(company)s",
        )
        self.assert_first_bad("seal_changed", 4)

    def test_contents_exchanged(self):
        self.as_superuser(
            "UPDATE lot_audit_entry one SET content = other.content FROM lot_audit_entry other"
            " WHERE one.company_id = %(company)s AND other.company_id = %(company)s"
            " AND (one.label, other.label) IN (('E2', 'E6'), ('E6', 'E2'))"
        )
        self.assert_first_bad("entry_changed", 4)

    def test_a_later_time(self):
        self.as_superuser(
            "UPDATE lot_audit_seal SET sealed_at = sealed_at + interval '1 day'"
            " WHERE seq = 8 AND company_id = %(company)s"
        )
        self.assert_first_bad("seal_changed", 8)

    def test_emptied_entries(self):
        self.as_superuser("TRUNCATE lot_audit_entry")
        report = self.assert_first_bad("entry_missing", 1)
        self.assertEqual(report.wrong, 10)

    def test_emptied_tables(self):
        self.as_superuser("TRUNCATE lot_audit_entry, lot_audit_seal, lot_audit_pending")
        self.assert_first_bad("end_missing", 1, self.verify(self.anchor))

    def test_the_end_cut_off(self):
        self.as_superuser(
            "DELETE FROM lot_audit_entry WHERE label IN ('E7', 'E8') AND company_id = %(company)s",
            "DELETE FROM lot_audit_seal WHERE seq > 8 AND company_id = %(company)s",
        )
        self.assert_first_bad("end_missing", 9, self.verify(self.anchor))

    def test_rewritten_from_the_middle(self):
        """The forger knows the formula and computes a chain that fits; only the anchors at hand contradict."""
        early = Anchor(4, self.digest(4), "mail of last week")
        self.rewrite("E3", "E3 forged", first=5)
        self.assertTrue(self.verify().is_sound, "without an anchor it cannot be seen")
        report = self.assert_first_bad("anchor_differs", 10, self.verify(early, self.anchor))
        self.assertEqual((report.first_bad.since, report.first_bad.source), (4, "mail of the day"))

    def rewrite(self, label, new, first):
        self.as_superuser(
            f"UPDATE lot_audit_entry SET content = replace(content, '{label}', '{new}') WHERE label = '{label}'"
        )
        rows = self.rows(
            "SELECT seal.seq, sha256(convert_to(entry.content, 'UTF8')), seal.sealed_at FROM lot_audit_seal seal"
            " JOIN lot_audit_entry entry ON entry.id = seal.entry_id"
            " WHERE seal.company_id = %s AND seal.seq >= %s ORDER BY seal.seq",
            self.sister, first,
        )  # fmt: skip
        previous, statements = bytes.fromhex(self.digest(first - 1)), []
        for seq, content, at in rows:
            previous = audit_chain.link(previous, bytes(content), seq, audit_chain.microseconds(at))
            statements.append(
                f"UPDATE lot_audit_seal SET hash = '\\x{previous.hex()}', content_hash = '\\x{bytes(content).hex()}'"
                f" WHERE company_id = {self.sister} AND seq = {seq}"
            )
        self.as_superuser(*statements)

    def test_personal_data_changed_or_gone(self):
        self.as_superuser(f"UPDATE lot_audit_personal SET data = '{{}}' WHERE entry_id = {self.ids[2]}")
        self.assert_first_bad("personal_changed", 4)
        self.as_superuser(f"DELETE FROM lot_audit_personal WHERE entry_id = {self.ids[1]}")
        self.assert_first_bad("personal_missing", 3)

    def test_entries_of_another_company(self):
        self.as_superuser(
            f"UPDATE lot_audit_entry SET content = replace(content, '\"company\":{self.sister}', '\"company\":1')"
            f" WHERE id = {self.ids[0]}"
        )
        self.assert_first_bad("entry_changed", 2)

    def test_taken_off_the_waiting_list(self):
        (entry,) = self.ledger._ledger_write("exported", [{"company": self.sister}])
        self.assertEqual((self.verify().unsealed, self.verify().is_sound), (1, True))
        self.env.cr.execute("DELETE FROM lot_audit_pending WHERE entry_id = %s", [entry])
        self.assert_first_bad("entry_unlisted", 0)

    def test_gone_before_it_was_sealed(self):
        (entry,) = self.ledger._ledger_write("exported", [{"company": self.sister}])
        self.as_superuser(f"DELETE FROM lot_audit_entry WHERE id = {entry}")
        self.assertEqual(self.assert_first_bad("waiting_gone", 0).first_bad.entry_id, entry)

    def test_guards_taken_down(self):
        for statement, broken in (
            ("ALTER TABLE lot_audit_entry DISABLE TRIGGER ALL", {"lot_audit_entry_guard", "lot_audit_entry_list"}),
            ("ALTER TABLE lot_audit_seal ENABLE REPLICA TRIGGER lot_audit_seal_guard", {"lot_audit_seal_guard"}),
            ("DROP TRIGGER lot_audit_anchor_guard ON lot_audit_anchor", {"lot_audit_anchor_guard"}),
            (
                "DROP TRIGGER lot_audit_seal_guard ON lot_audit_seal; CREATE TRIGGER lot_audit_seal_guard"
                " BEFORE DELETE ON lot_audit_seal FOR EACH STATEMENT EXECUTE FUNCTION lot_audit_guard('')",
                {"lot_audit_seal_guard"},
            ),
            (
                "CREATE OR REPLACE FUNCTION lot_audit_guard() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN NULL; END'",
                {"lot_audit_guard"},
            ),
            ("ALTER TABLE lot_audit_entry ALTER label DROP EXPRESSION", {"label"}),
            (
                "CREATE RULE lose AS ON INSERT TO lot_audit_entry WHERE NEW.code = 'refused' DO INSTEAD NOTHING",
                {"lot_audit_entry"},
            ),
            ("ALTER TABLE lot_audit_seal ENABLE ROW LEVEL SECURITY", {"lot_audit_seal"}),
            ("ALTER TABLE lot_audit_pending SET UNLOGGED", {"lot_audit_pending"}),
            (
                "CREATE TRIGGER lose BEFORE INSERT ON lot_audit_pending FOR EACH ROW"
                " EXECUTE FUNCTION lot_audit_guard('')",
                {"lose"},
            ),
            (
                "ALTER TABLE lot_audit_entry DROP COLUMN label,"
                " ADD COLUMN label text GENERATED ALWAYS AS (content::jsonb->>'writer') STORED",
                {"label"},
            ),
        ):
            with self.subTest(statement), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(statement)
                self.assertEqual({name for _kind, name in self.verifier._find_broken_guards()}, broken)
                savepoint.rollback()
        self.assertEqual(self.verifier._find_broken_guards(), [])
