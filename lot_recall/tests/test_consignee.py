"""Consignees: made from the frozen rows, reached by the best contact, kept whatever happens to the partner."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import RecallCase, TwoCompanyCase


class ConsigneeCase(RecallCase):
    """Helpers only."""

    def consignees(self, recall):
        return {consignee.name: consignee for consignee in recall.consignee_ids}


@tagged("post_install", "-at_install")
class TestConsignee(ConsigneeCase):
    def test_one_per_customer_with_what_is_left_there(self):
        self.world.deliver(self.set1, 3, self.ward, at=self.world.day(-2))
        recall = self.confirmed()
        found = self.consignees(recall)
        self.assertEqual(set(found), {"St. Agnes", "Clinic"})
        line = found["St. Agnes"].lot_ids
        self.assertEqual((line.lot_id, line.lot, line.shipped_qty, line.net_qty), (self.set1, "SET-1", 23, 23))
        line = found["Clinic"].lot_ids
        self.assertEqual((line.shipped_qty, line.returned_qty, line.net_qty), (10, 4, 6))
        self.assertEqual(set(recall.consignee_ids.mapped("state")), {"to_notify"})

    def test_a_lot_left_out_is_asked_of_nobody(self):
        self.world.deliver(self.n1, 5, self.clinic, at=self.world.day(-2))
        wizard = self.wizard(lot_ids=self.n1.ids)
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual(set(self.consignees(recall)["Clinic"].lot_ids.mapped("lot")), {"N1", "SET-1"})

    def test_the_next_revision_changes_quantities_and_keeps_contacts(self):
        recall = self.confirmed()
        clinic = self.consignees(recall)["Clinic"]
        clinic.with_user(self.quality).write({"channel": "mail", "email": "night@clinic.example"})
        self.world.deliver(self.set1, 2, self.clinic, at=self.world.day(-1))
        newcomer = self.world.make_partner("Newcomer")
        self.world.deliver(self.set1, 1, newcomer, at=self.world.day(-1))
        recall.with_user(self.manager).action_new_revision()
        found = self.consignees(recall)
        self.assertEqual(set(found), {"St. Agnes", "Clinic", "Newcomer"})
        self.assertEqual(found["Clinic"], clinic)
        self.assertEqual((clinic.lot_ids.net_qty, clinic.email), (8, "night@clinic.example"))

    def test_the_recall_contact_comes_first(self):
        partners = self.env["res.partner"]
        self.clinic.email = "info@clinic.example"
        self.hospital.write({"phone": "+1 555 0100", "lang": "en_US"})
        person, chosen = partners.create(
            [
                {"name": "Ann", "parent_id": self.clinic.id, "email": "ann@clinic.example"},
                {"name": "Bea", "parent_id": self.clinic.id, "email": "Bea <BEA@clinic.example>"},
            ]
        )
        chosen.is_recall_contact = True
        found = self.consignees(self.confirmed())
        clinic = found["Clinic"]
        self.assertEqual((clinic.contact_id, clinic.email, clinic.channel), (chosen, "bea@clinic.example", "mail"))
        self.assertEqual((found["St. Agnes"].channel, found["St. Agnes"].contact_id), ("phone", self.hospital))
        chosen.active = False
        found = self.consignees(self.confirmed())
        self.assertEqual(found["Clinic"].email, "info@clinic.example")
        self.clinic.email = "no address"
        found = self.consignees(self.confirmed())
        self.assertEqual(found["Clinic"].contact_id, person)

    def test_nobody_is_lost_when_partners_are_merged_or_archived(self):
        recall = self.confirmed()
        clinic = self.consignees(recall)["Clinic"]
        other = self.world.make_partner("Clinic Ltd")
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge((self.clinic | other).ids, dst_partner=other)
        clinic.invalidate_recordset()
        self.assertEqual((clinic.partner_id, clinic.name), (other, "Clinic"))
        recall.with_user(self.manager).action_new_revision()
        self.assertEqual(len(recall.consignee_ids), 2)
        self.assertEqual((clinic.key, clinic.lot_ids.net_qty), (str(other.id), 6))
        other.active = False
        recall.with_user(self.manager).action_new_revision()
        self.assertEqual(len(recall.consignee_ids), 2)

    def test_people_change_contacts_only(self):
        clinic = self.consignees(self.confirmed())["Clinic"].with_user(self.quality)
        with self.assertRaises(ValidationError):
            clinic.write({"channel": "mail", "email": "nobody"})
        clinic.write({"channel": "phone", "phone": "112"})
        for values in ({"acknowledged_at": "2026-01-01 00:00:00"}, {"name": "X"}, {"state": "done"}):
            with self.assertRaises(AccessError):
                clinic.write(values)
        with self.assertRaises(AccessError):
            clinic.lot_ids.write({"is_answered": True})
        with self.assertRaises(AccessError):
            clinic.with_user(self.manager).unlink()

    def test_a_bounce_shows(self):
        clinic = self.consignees(self.confirmed())["Clinic"]
        clinic.write({"email": "x@clinic.example", "channel": "mail"})
        notice = self.env["lot.recall.notice"]._queue(clinic, clinic.recall_id.revision_id, "notice")
        notice.sudo().write({"state": "sent", "sent_at": "2026-01-01 00:00:00", "email": clinic.email})
        notice._note_told()
        self.assertEqual(clinic.state, "notified")
        clinic._message_receive_bounce("other@clinic.example", self.env["res.partner"])
        self.assertEqual(clinic.state, "notified")
        clinic._message_receive_bounce("x@clinic.example", self.env["res.partner"])
        self.assertEqual(clinic.state, "bounced")

    def test_a_bounce_shows_although_the_servers_clock_was_set_back(self):
        clinic = self.consignees(self.confirmed())["Clinic"]
        clinic.write({"email": "x@clinic.example", "channel": "mail"})
        notice = self.env["lot.recall.notice"]._queue(clinic, clinic.recall_id.revision_id, "notice")
        notice.sudo().write({"state": "sent", "sent_at": fields.Datetime.now(), "email": clinic.email})
        notice._note_told()
        with freeze_time(notice.sent_at - timedelta(hours=1)):
            clinic._message_receive_bounce("x@clinic.example", self.env["res.partner"])
        self.assertEqual(clinic.state, "bounced")

    def test_two_consignees_that_become_one_go_on_with_what_both_told(self):
        recall = self.launched()
        found = self.consignees(recall)
        clinic, hospital = found["Clinic"], found["St. Agnes"]
        clinic._record_reply(self.told(clinic, had=6, destroyed=4, returning=2), "page")
        back = self.env["stock.picking"].browse(clinic.with_user(self.quality).action_make_returns()["res_id"])
        self.validate(back)
        before = self.figures(recall)
        self.merge(self.clinic, self.hospital)
        self.assertEqual(clinic._goes_on_as(), clinic, "until the next revision its lots are its own")
        for _time in range(2):
            recall.with_user(self.second).action_new_revision()
            self.env.invalidate_all()
            self.assertEqual((clinic.is_in_scope, hospital.state), (False, "acknowledged"), "of 20 nobody has told yet")
            line = hospital.lot_ids
            self.assertEqual((line.net_qty, line.had_qty, line.destroyed_qty, line.received_qty), (26, 6, 4, 2))
            self.assertEqual((recall.back_ids.consignee_id, recall.back_ids.consignee_lot_id), (hospital, line))
            self.assertEqual((clinic._goes_on_as(), hospital._goes_on_as()), (hospital, hospital))
        told = recall.notice_ids.filtered(lambda notice: notice.revision_id == recall.revision_id)
        self.assertFalse(told, "nobody got more than before")
        hospital._record_reply(self.told(hospital, had=6, destroyed=4, returning=2, used=20), "page")
        self.assertEqual(hospital.state, "done")
        changed = {"used_qty": 20, "residual_qty": 0, "unaccounted_qty": 0}
        (set1,) = [row for row in self.figures(recall) if row["lot"] == "SET-1"]
        self.assertEqual(set1, {**next(row for row in before if row["lot"] == "SET-1"), **changed})

    def test_two_who_have_answered_and_become_one_are_not_asked_again(self):
        recall = self.launched()
        found = self.consignees(recall)
        clinic, hospital = found["Clinic"], found["St. Agnes"]
        clinic._record_reply(self.told(clinic, had=6, destroyed=6), "page")
        hospital._record_reply(self.told(hospital, used=20), "page")
        before = self.figures(recall)
        self.merge(self.clinic, self.hospital)
        recall.with_user(self.second).action_new_revision()
        self.env.invalidate_all()
        self.assertEqual((self.figures(recall), hospital.state), (before, "done"))
        self.assertEqual((recall.consignee_count, recall.answered_count), (1, 1))

    def merge(self, one, other):
        self.env.flush_all()
        self.env["base.partner.merge.automatic.wizard"]._merge((one | other).ids, dst_partner=other)
        self.env.invalidate_all()

    def figures(self, recall):
        names = ("lot", "net_qty", "used_qty", "destroyed_qty", "unaccounted_qty", "residual_qty")
        return [{name: row[name] for name in names} for row in recall._get_account()]

    def told(self, consignee, **quantities):
        return {"outcome": "quantities", "signer": "Ann"} | {
            f"{name}-{consignee.lot_ids.id}": str(quantity) for name, quantity in quantities.items()
        }


@tagged("post_install", "-at_install")
class TestConsigneeCompanies(TwoCompanyCase):
    def test_customers_of_the_other_company_stay_masked(self):
        recall = self.confirmed()
        # Nor are they told or waited for: the other company's own case does that.
        self.assertEqual(
            (recall.customer_count, set(recall.consignee_ids.mapped("name"))), (3, {"St. Agnes", "Clinic"})
        )
        self.assertFalse(recall.consignee_ids.with_user(self.nordic_manager)._filtered_access("read"))
