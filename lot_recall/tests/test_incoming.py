"""Suppliers' notices: found in receipts at once and with each further one; one click holds or recalls."""

from unittest.mock import patch

from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..models import messages_incoming as messages
from .common import RecallCase


class IncomingCase(RecallCase):
    """Helpers only."""

    def setUp(self):
        super().setUp()
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *_done, **_left: True)

    def notice(self, user=None, **values):
        values = {"partner_id": self.supplier.id, "reason": "Wrong steel", "reference": "R-7", **values}
        return self.env["lot.recall.incoming"].with_user(user or self.quality).create(values)

    def found(self, notice):
        return sorted((row.lot or row.product_id.name, row.certainty) for row in notice.match_ids)


@tagged("post_install", "-at_install")
class TestIncoming(IncomingCase):
    def test_numbers_as_written_and_written_differently(self):
        notice = self.notice(lot_numbers="SL-1\nn 2, unknown")
        self.assertEqual(self.found(notice), [("N1", "exact"), ("N2", "near")])
        self.assertEqual((notice.match_count, notice.lot_count), (2, 2))
        # of N1 40 are left, of N2 90
        self.assertIn("130", notice.on_hand_text)

    def test_products_and_days(self):
        self.assertEqual(self.found(self.notice(product_ids=self.needle.ids)), [("N1", "window"), ("N2", "window")])
        early = {"date_from": self.day(-30).date(), "date_to": self.day(-25).date()}
        self.assertFalse(self.notice(product_ids=self.needle.ids, **early).match_ids)
        days = {"date_from": self.day(-21).date(), "date_to": self.day(-19).date()}
        self.assertEqual(len(self.notice(**days).match_ids), 2)

    def test_another_suppliers_receipts_are_not_meant(self):
        other = self.world.make_partner("Blunt Ltd")
        self.assertFalse(self.notice(partner_id=other.id, lot_numbers="SL-1").match_ids)

    def test_an_address_of_the_supplier_is_the_supplier(self):
        works = self.world.make_partner("Sharpline works", parent=self.supplier)
        lot = self.world.make_lot(self.needle, "N9")
        self.world.receive(lot, 5, partner=works)
        self.assertEqual(self.found(self.notice(lot_numbers="N9")), [("N9", "exact")])

    def test_each_further_receipt_is_looked_at(self):
        notice = self.notice(lot_numbers="N8")
        self.assertFalse(notice.match_ids)
        lot = self.world.make_lot(self.needle, "N8")
        self.world.receive(lot, 5, partner=self.supplier)
        self.assertEqual(self.found(notice), [("N8", "exact")])
        self.world.receive(lot, 5, partner=self.supplier)
        self.assertEqual(notice.match_count, 2)

    def test_goods_without_lot_by_product(self):
        bulk = self.world.make_product("Recall bulk", tracking="none")
        notice = self.notice(product_ids=bulk.ids)
        self.world.receive(bulk, 7, partner=self.supplier)
        self.assertEqual(self.found(notice), [("Recall bulk", "window")])
        notice.action_hold()
        self.assertEqual((notice.hold_ids.product_id, notice.hold_ids.lot_id.ids), (bulk, []))
        with self.assertRaises(UserError):
            notice.action_make_recall()

    def test_a_lot_that_gets_its_number_later_is_found_by_the_scheduled_action(self):
        notice = self.notice(lot_numbers="LATE-1")
        self.n2.with_context(lot_reason="read from the label").ref = "LATE-1"
        self.env["lot.recall.incoming"]._cron_match()
        self.assertEqual(self.found(notice), [("N2", "exact")])

    def test_people_are_told_once_of_what_is_new(self):
        notice = self.notice(lot_numbers="SL-1")
        for _round in range(2):
            self.env["lot.recall.incoming"]._cron_match()
        self.assertEqual(len(notice.activity_ids), 1)
        self.assertEqual(notice.activity_ids.user_id, self.quality)
        told = notice.message_ids.filtered(lambda message: "N1" in (message.body or ""))
        self.assertEqual(len(told), 1)
        self.assertIn("2 lots made of them", notice.reach_text)
        self.assertIn("2 customers", notice.reach_text)

    def test_a_responsible_who_left_stops_no_notice(self):
        notice, lost = self.notice(self.manager, lot_numbers="SL-1"), self.notice(lot_numbers="SL-1")
        sister = self.world.new_company("Sister", "SIS")
        self.quality.write({"company_id": sister.id, "company_ids": [Command.set(sister.ids)]})
        self.env["lot.recall.incoming"]._cron_match()
        self.assertEqual(notice.activity_ids.user_id, self.manager)
        self.assertIn("2 customers", notice.reach_text)
        self.assertEqual((len(lost.activity_ids), lost.activity_ids.user_id.ids, lost.reach_text), (1, [], False))

    def test_a_notice_that_fails_is_left_out(self):
        notice, broken = self.notice(lot_numbers="SL-1"), self.notice(lot_numbers="SL-1")
        slow = self.notice(lot_numbers="SL-1")
        real = type(notice)._trace

        def trace(one):
            if one == slow:  # as when the database gives up after a while
                one.env.cr.execute("SELECT 1 / 0")
            return real(one) if one != broken else 1 / 0

        self.patch(type(notice), "_trace", trace)
        with mute_logger("odoo.addons.lot_recall.models.lot_recall_incoming_find", "odoo.sql_db"):
            self.env["lot.recall.incoming"]._cron_match()
        self.assertEqual([len(one.activity_ids) for one in (notice, broken, slow)], [1, 0, 0])

    def test_a_corrected_receipt_is_told_again_and_its_lot_held(self):
        notice = self.notice(lot_numbers="SL-1\nN5")
        self.env["lot.recall.incoming"]._cron_match()
        lot = self.world.make_lot(self.needle, "N5")
        lines = self.receipt.move_line_ids.with_context(lot_reason="counted again")
        lines.filtered(lambda line: line.lot_id == self.n1).quantity = 110
        self.assertEqual((notice.match_ids.qty, notice.match_ids.is_told), (110, False))
        late = self.world.receive(lot, 5, partner=self.supplier).move_line_ids
        late.with_context(lot_reason="the other label").lot_id = self.n1
        self.assertEqual(notice.match_ids.lot_id, self.n1)

    def test_a_receipt_that_is_corrected_away_stays_listed_with_nothing(self):
        notice = self.notice(lot_numbers="SL-1\nN5")
        lots = self.world.make_lots(self.needle, ["N5", "N9"])
        receipts = [self.world.receive(lots[0], 5, partner=self.supplier) for _receipt in range(3)]
        self.env["lot.recall.incoming"]._cron_match()
        lines = self.env["stock.picking"].union(*receipts).move_line_ids.with_context(lot_reason="corrected")
        lines[0].lot_id = lots[1]
        lines[1].quantity = 0
        receipts[2].with_context(lot_reason="not theirs").partner_id = self.clinic
        rows = notice.match_ids.filtered(lambda row: row.move_line_id in lines.ids)
        self.assertEqual((rows.mapped("qty"), rows.mapped("is_told"), notice.match_count), ([0] * 3, [False] * 3, 1))
        arch = etree.fromstring(rows.get_view(view_type="list")["arch"])
        green = arch.find(".//field[@name='certainty']").get("decoration-success")
        self.assertEqual({bool(safe_eval(green, values)) for values in rows.read()}, {False}, "nothing to be glad of")
        notice.action_hold()
        self.assertEqual(notice.hold_ids.lot_id, self.n1)
        self.env["lot.recall.incoming"]._cron_match()
        told = messages.gone(self.env, 3, rows.mapped("display_name"))
        self.assertTrue(notice.message_ids.filtered(lambda message: told in message.body))
        notice.lot_numbers = "N9"  # what was found of N1 stays
        self.assertEqual(sorted(notice.match_ids.filtered("qty").mapped("lot")), ["N1", "N9"])

    def test_closed_notices_and_postings_without_notices_cost_nothing(self):
        notice = self.notice(lot_numbers="N7")
        with self.assertRaises(UserError):
            notice.action_close()
        notice.outcome = "Nothing came"
        notice.action_close()
        lot = self.world.make_lot(self.needle, "N7")
        lines = self.world.receive(lot, 5, partner=self.supplier).move_line_ids
        self.assertFalse(notice.match_ids)
        self.env["lot.recall.incoming"].search([("state", "=", "open")]).sudo().write({"state": "closed"})
        self.env.registry.clear_cache()
        self.env["lot.recall.incoming"]._match_lines(lines)
        with self.assertQueryCount(0):
            self.env["lot.recall.incoming"]._match_lines(lines)
        notice.action_reopen()
        self.assertEqual(self.found(notice), [("N7", "exact")])
        with patch.object(type(notice), "search_count", return_value=0):  # another thread, before the commit
            self.env.registry.clear_cache()
            self.assertFalse(notice._is_any_open())
        self.env.cr.postcommit.run()
        self.assertTrue(notice._is_any_open())

    def test_one_click_holds_and_another_one_adds_only_what_is_new(self):
        notice = self.notice(lot_numbers="SL-1\nN6")
        notice.action_hold()
        self.assertEqual(notice.hold_ids.lot_id, self.n1)
        with self.assertRaises(UserError):
            notice.action_hold()
        lot = self.world.make_lot(self.needle, "N6")
        self.world.receive(lot, 5, partner=self.supplier)
        notice.action_hold()
        self.assertEqual(notice.hold_ids.lot_id, self.n1 | lot)

    def test_one_click_makes_a_case(self):
        notice = self.notice(self.manager, lot_numbers="SL-1", hazard_class="2")
        wizard = self.env["lot.recall.wizard"].with_user(self.manager).browse(notice.action_make_recall()["res_id"])
        recall = self.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual((recall.incoming_id, recall.awareness_source, recall.hazard_class), (notice, "supplier", "2"))
        self.assertEqual(recall.scope["lot_ids"], self.n1.ids)
        self.assertEqual(notice.recall_ids, recall)

    def test_it_says_which_goods(self):
        for values in ({}, {"lot_numbers": "---"}, {"date_from": "2026-02-02", "date_to": "2026-02-01"}):
            with self.assertRaises(ValidationError):
                self.notice(**values)

    def test_found_rows_and_state_are_the_programs(self):
        notice = self.notice(lot_numbers="SL-1")
        for act in (
            lambda: notice.match_ids[:1].write({"qty": 1}),
            lambda: notice.write({"state": "closed"}),
            lambda: notice.write({"reach_text": "nothing"}),
            lambda: self.notice(lot_numbers="SL-1", state="closed"),
        ):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            notice.unlink()
        operator = self.new_user("test-incoming-operator", "lot_traceability.group_operator")
        with self.assertRaises(AccessError):
            notice.with_user(operator).read(["reason"])
