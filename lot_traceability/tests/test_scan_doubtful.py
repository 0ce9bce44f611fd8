"""Scans that name something of somebody else, something archived, or something that only looks right."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .. import messages_scan as messages
from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanDoubtful(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Doubt needle", barcode="DOUBT-1")
        cls.thread = cls.world.make_product("Doubt thread")
        cls.lot = cls.world.make_lot(cls.needle, "DOUBT-A")
        cls.world.receive({cls.lot: 10})
        cls.shelf = cls.world.warehouse().lot_stock_id
        cls.user = cls.world.new_user("doubt-user", "stock.group_stock_user")

    def picked(self, picking):
        lines = picking.move_line_ids.filtered("picked")
        return lines.mapped(lambda line: (line.lot_id.name or line.lot_name or "", line.quantity))

    # --- several companies ---

    def test_the_lots_of_the_documents_own_company_are_meant(self):
        sister = self.new_company("Doubt sister", "DSIS")
        both = self.env.company | sister
        keeper = self.new_user("doubt-keeper", "stock.group_stock_user", companies=both)
        self.make_lot(self.needle, "DOUBT-OURS", company_id=self.env.company.id)
        theirs = self.make_lot(self.needle, "DOUBT-BOTH", company_id=sister.id)
        self.make_lot(self.needle, "DOUBT-BOTH", company_id=self.env.company.id)
        scans = self.env["lot.scan"].with_user(keeper).with_context(allowed_company_ids=both.ids)
        receipt = self.planned("in", self.needle, 5, company=sister)
        # a supplier's number that another company of ours has as well: a new lot here
        for raw, status in (("DOUBT-OURS", "ask"), ("DOUBT-BOTH", "ok")):
            (answer,) = scans.submit([self.request(raw, receipt)])
            self.assertEqual(answer["status"], status, answer)
        delivery = self.planned("out", self.needle, 5, company=sister)
        (answer,) = scans.submit([self.request("DOUBT-OURS", delivery)])
        self.assertEqual(answer["message"], messages.other_company(self.env, "DOUBT-OURS", delivery.display_name))
        choice = {"product": self.needle.id}
        (answer,) = scans.submit([self.request("DOUBT-OURS", receipt, choice=choice)])
        self.assertEqual(answer["status"], "ok", answer)
        lines = receipt.move_line_ids.filtered("picked")
        self.assertEqual(set(lines.mapped(lambda line: (line.lot_id, line.lot_name or ""))),
                         {(theirs, ""), (theirs.browse(), "DOUBT-OURS")})  # fmt: skip

    def test_the_documents_own_company_says_whether_scans_are_shown_first(self):
        sister = self.new_company("Doubt sister", "DSIS")
        both = self.env.company | sister
        keeper = self.new_user("doubt-keeper", "stock.group_stock_user", companies=both)
        scans = self.env["lot.scan"].with_user(keeper).with_context(allowed_company_ids=both.ids)
        receipts = [(company, self.planned("in", self.needle, 5, company=company)) for company in both]
        for asks in both:
            (both - asks).lot_scan_asks, asks.lot_scan_asks = False, True
            for company, receipt in receipts:
                choice = {"product": self.needle.id}
                (answer,) = scans.submit([self.request(f"SHOWN-{asks.id}", receipt, choice=choice)])
                self.assertEqual(answer["status"], "ask" if company == asks else "ok", answer)

    def test_a_number_that_two_companies_gave_opens_the_document_of_the_own(self):
        sister = self.new_company("Doubt sister", "DSIS")
        both = self.env.company | sister
        receipts = [self.planned("in", self.needle, 5, company=one, name="DOUBT/IN/1") for one in both]
        for place, company in enumerate(both):
            others = [company.id, *(both - company).ids]
            scans = self.env["lot.scan"].with_context(allowed_company_ids=others)
            (answer,) = scans.submit([self.request("DOUBT/IN/1", mode="receive")])
            self.assertEqual(answer["document"]["id"], receipts[place].id)

    # --- choices ---

    def test_a_choice_among_lots_with_one_reference_is_taken(self):
        first, second = (self.make_lot(self.needle, name, ref="REF-9") for name in ("DOUBT-R1", "DOUBT-R2"))
        receipt = self.planned("in", self.needle, 5)
        ask = self.scan("REF-9", receipt, self.user)
        self.assertEqual((ask["status"], len(ask["choices"])), ("ask", 2), ask)
        answer = self.scan("REF-9", receipt, self.user, choice={"lot": second.id})
        self.assertEqual((answer["status"], answer["lot"]["id"]), ("ok", second.id), answer)
        self.assertNotIn(first.name, str(self.picked(receipt)))

    def test_a_choice_that_was_not_offered_is_none(self):
        other = self.make_lot(self.thread, "DOUBT-X")
        receipt = self.planned("in", self.needle, 5)
        self.assertEqual(self.scan("DOUBT-1", receipt, self.user, choice={"lot": other.id})["status"], "ask")
        for choice in ({"lot": True}, {"way": 1.5}, {"add": 1}, {"product": "1"}, {"more": None}, {"lot": 2**40}):
            with self.assertRaises(UserError):
                self.scan("NOT-KNOWN", receipt, self.user, choice=choice)
        for choice in ({"lot": -1}, {"way": -1}, {"product": self.thread.id}, {"none": True}):
            answer = self.scan("NOT-KNOWN", receipt, self.user, choice=choice, alone=True)
            self.assertEqual(answer["status"], "ask", choice)
        self.assertFalse(self.picked(receipt))

    def test_half_a_sign_in_the_last_number_of_a_run_is_told(self):
        receipt = self.planned("in", self.needle, 5)
        for last in ("\ud800", "DOUBT-\0B", "x" * 8000, "<b>"):
            answer = self.scan("DOUBT-A", receipt, self.user, last=last)
            self.assertEqual(answer["status"], "stop", last)

    def test_a_number_that_somebody_put_aside_is_no_half_of_the_next_label(self):
        receipt = self.planned("in", self.needle, 5)
        self.assertEqual(self.scan("DOUBT-NEW", receipt, self.user)["status"], "ask")
        answer = self.scan("DOUBT-1", receipt, self.user, alone=True)
        self.assertEqual((answer["status"], self.picked(receipt)), ("ask", []), answer)
        self.assertEqual(self.scan("DOUBT-NEW", receipt, self.user)["status"], "ok")  # now it is

    # --- goods that cannot be meant ---

    def test_goods_that_are_weighed_are_never_taken_for_one(self):
        flour = self.make_product("Doubt flour", uom_id=self.env.ref("uom.product_uom_kgm").id)
        self.receive({self.make_lot(flour, "FLOUR-A"): 20})
        stock = self.env["stock.warehouse"].search([("company_id", "=", self.env.company.id)], limit=1).lot_stock_id
        for document in (self.planned("in", flour, 9), self.planned("out", flour, 9), stock):
            ask = self.scan("FLOUR-A", document)
            self.assertEqual((ask["status"], ask["unit"], ask["choices"], ask["line"]), ("ask", "kg", [], False), ask)
            answer = self.scan("FLOUR-A", document, quantity=2.5)
            self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", 2.5), answer)

    def test_services_kits_and_archived_goods_are_not_received(self):
        self.make_product("Doubt advice", tracking="none", type="service", is_storable=False, barcode="DOUBT-SERVICE")
        kit = self.make_product("Doubt kit", tracking="none", barcode="DOUBT-KIT")
        self.make_bom(kit, {self.needle: 1}).type = "phantom"
        old = self.make_product("Doubt old", barcode="DOUBT-OLD")
        kept = self.make_lot(old, "DOUBT-OLD-1")
        self.receive(kept, 3)
        old.active = False
        delivery = self.planned("out", self.needle, 5)
        receipt = self.planned("in", self.needle, 5)
        agreed = {"add": True, "more": True}
        for raw in ("DOUBT-SERVICE", "DOUBT-KIT", "DOUBT-OLD", "DOUBT-OLD-1"):
            for document in (receipt, delivery, self.shelf):
                if (raw, document) == ("DOUBT-OLD-1", self.shelf):
                    continue  # what lies there is counted
                answer = self.scan(raw, document, self.user, choice=agreed)
                # of what has lots, the lot is asked for first
                status = "ask" if raw == "DOUBT-OLD" else "stop"
                self.assertEqual(answer["status"], status, (raw, document, answer))
                self.assertEqual(len((receipt | delivery).move_ids), 2, raw)
        self.assertEqual(self.scan("DOUBT-OLD-1", mode="lookup")["lot"]["id"], kept.id)
        self.assertEqual(self.scan("DOUBT-OLD-1", self.shelf, self.user)["status"], "ok")

    def test_a_number_that_only_looks_different_stops_while_it_is_at_hand(self):
        receipt = self.planned("in", self.needle, 5)
        answer = self.scan("doubt-a", receipt, self.user, choice={"product": self.needle.id})
        self.assertEqual(answer["status"], "stop", answer)
        self.assertIn("DOUBT-A", answer["message"])
        self.assertFalse(self.picked(receipt))

    def test_an_archived_place_is_not_counted(self):
        attic = self.new_location("Doubt attic", self.shelf)
        attic.barcode = "DOUBT-ATTIC"
        attic.active = False
        self.assertEqual(self.scan("DOUBT-A", attic, self.user)["status"], "stop")
        answer = self.scan("DOUBT-ATTIC", self.shelf, self.user, mode="count")
        self.assertEqual((answer["status"], answer["document"]["id"]), ("ask", self.shelf.id))

    def test_a_pallet_is_taken_with_the_cartons_on_it(self):
        self.user.group_ids += self.env.ref("stock.group_tracking_lot")
        pallet = self.env["stock.package"].create({"name": "DOUBT-PALLET"})
        cartons = self.env["stock.package"].create(
            [{"name": f"DOUBT-C{number}", "parent_package_id": pallet.id} for number in (1, 2)]
        )
        goods = self.make_product("Doubt swab")
        lot = self.make_lot(goods, "DOUBT-SWAB")
        for carton in cartons:
            self.env["stock.quant"]._update_available_quantity(goods, self.shelf, 4, lot_id=lot, package_id=carton)
        delivery = self.planned("out", goods, 8)
        answer = self.scan("DOUBT-PALLET", delivery, self.user)
        self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual(sum(quantity for _lot, quantity in self.picked(delivery)), 8)
        receipt = self.planned("in", goods, 8)
        self.assertEqual(self.scan("DOUBT-PALLET", receipt, self.user)["status"], "stop")

    def test_the_number_of_a_finished_document_says_that_it_is_finished(self):
        delivery = self.deliver(self.lot, 1)
        answer = self.scan(delivery.name, user=self.user, mode="pick")
        self.assertEqual(answer["status"], "stop", answer)
        self.assertIn(delivery.name, answer["message"])

    def test_the_list_of_documents_ends_where_the_screen_does(self):
        with patch("odoo.addons.lot_traceability.models.lot_scan.MOST_LISTED", 1):
            self.planned("in", self.needle, 5)
            self.planned("out", self.needle, 5)
            self.env["stock.scrap"].create({"product_id": self.needle.id})
            self.assertEqual(len(self.env["lot.scan"].documents("", "")), 1)

    # --- rights, and what is kept ---

    def test_every_door_is_closed_to_who_may_not_scan(self):
        receipt = self.planned("in", self.needle, 5)
        answer = self.scan("DOUBT-A", receipt, self.user)
        portal = self.new_portal_user("doubt-portal", self.make_partner("Doubt portal"))
        plain = self.new_user("doubt-plain", "")
        for user in (portal, plain):
            scans = self.env["lot.scan"].with_user(user)
            for call in (
                lambda scans: scans.resolve("DOUBT-A"),
                lambda scans: scans.undo(answer["uuid"]),
                lambda scans: scans.open("stock.picking", receipt.id, "receive"),
                lambda scans: scans.documents("receive", ""),
                lambda scans: scans.submit([]),
                lambda scans: scans.search_count([]),
            ):
                with self.assertRaises(AccessError, msg=user.login):
                    call(scans)
        scans = self.env["lot.scan"].with_user(self.user)
        row = scans.search([("uuid", "=", answer["uuid"])])
        for call in (
            lambda: scans.create({"uuid": "forged-1-forged", "steps": []}),
            lambda: row.write({"steps": [{"do": "write", "line": 1, "vals": {"quantity": 9}}]}),
            row.unlink,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_busy_days_are_forgotten_too(self):
        old = fields.Datetime.now() - timedelta(days=100)
        self.env.cr.execute(
            "INSERT INTO lot_scan (uuid, create_uid, create_date)"
            " SELECT 'old-scan-' || number, %s, %s FROM generate_series(1, 10010) number",
            (self.user.id, old),
        )
        done, left = self.env["lot.scan"]._gc_old_scans()
        self.assertEqual((done, left), (10_000, 10))
        self.assertEqual(self.env["lot.scan"]._gc_old_scans(), (10, 0))
