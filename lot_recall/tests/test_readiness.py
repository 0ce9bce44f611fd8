"""Readiness panel: customers whom no mail would reach, the last drill, what is still open."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestReadiness(RecallCase):
    def panel(self, user=None):
        action = self.env["lot.recall.readiness"].with_user(user or self.manager).action_show()
        return self.env["lot.recall.readiness"].with_user(user or self.manager).browse(action["res_id"])

    def test_customers_without_e_mail(self):
        panel = self.panel()
        self.assertEqual(panel.display_name, "Readiness")
        silent = panel._get_silent_customers()
        self.assertTrue(self.hospital | self.clinic <= silent)
        self.assertNotIn(self.supplier, silent)
        self.assertEqual(panel.silent_count, len(silent))
        self.ward.email = "ward@example.com"  # a contact of the hospital is enough
        self.clinic.email = ""
        rest = self.panel()._get_silent_customers()
        self.assertNotIn(self.hospital, rest)
        self.assertIn(self.clinic, rest)
        self.assertIn(("id", "in", rest.ids), self.panel().action_open_silent()["domain"])

    def test_customers_without_a_recall_contact(self):
        self.clinic.email = "clinic@example.com"  # they have an address, but nobody for recalls
        person = self.make_partner("Ann", is_company=False)
        self.deliver(self.set1, 1, person)
        unnamed = self.panel()._get_unnamed_customers()
        self.assertTrue(self.hospital | self.clinic <= unnamed)
        self.assertIn(person, self.panel()._get_silent_customers())
        self.assertNotIn(person, unnamed, "who buys for himself is told himself")
        self.ward.is_recall_contact = True  # and cannot be reached
        self.clinic.is_recall_contact = True
        panel = self.panel()
        rest = panel._get_unnamed_customers()
        self.assertEqual((self.hospital in rest, self.clinic in rest, panel.unnamed_count), (True, False, len(rest)))
        self.ward.phone = "112"
        panel = self.panel()
        self.assertNotIn(self.hospital, panel._get_unnamed_customers())
        self.assertIn(("id", "in", panel._get_unnamed_customers().ids), panel.action_open_unnamed()["domain"])

    def test_not_of_a_company_that_the_user_does_not_work_in(self):
        other = self.new_company("Recall Elsewhere", "REL")
        panel = self.env["lot.recall.readiness"].with_user(self.quality).create({"company_id": other.id})
        with self.assertRaises(AccessError):
            panel.action_open_silent()

    def test_the_last_drill(self):
        drill = self.confirmed(kind="drill")
        self.assertFalse(self.panel().last_drill_id == drill, "it has not begun")
        drill.action_launch()
        panel = self.panel(self.quality)
        self.assertEqual((panel.last_drill_id, panel.is_drill_due), (drill, False))
        self.assertEqual(panel.drill_gap_count, drill.gap_count)
        drills = self.env["lot.recall"].search([("kind", "=", "drill"), ("date_launched", "!=", False)])
        drills._set_state(date_launched=self.day(-400))  # tests that commit leave drills of today
        self.assertTrue(self.panel().is_drill_due)

    def test_what_is_still_open(self):
        before = self.panel()
        counts = (before.open_stop_count, before.late_count)
        recall = self.launched()
        recall.jurisdiction_ids = self.env.ref("lot_recall.jurisdiction_eu_device")
        recall.awareness_at = self.day(-60)
        panel = self.panel()
        self.assertEqual(panel.open_stop_count, counts[0] + recall.open_stop_count)
        self.assertEqual(panel.late_count, counts[1] + recall.late_count)
        self.assertTrue(recall.late_count)
        for name in ("open_stop_count", "late_count", "changed_count"):
            shown = panel.with_context(count=name).action_open_list()
            self.assertEqual(self.env[shown["res_model"]].search_count(shown["domain"]), panel[name], name)
        self.assertIn("Nothing has come back yet", recall.action_open_back()["help"])
