"""Scans on transfers: receipt, delivery, internal transfer, with plain labels; each scan is entered once."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanTransfer(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Dock needle", barcode="NEEDLE-1")
        cls.pump = cls.world.make_product("Dock pump", tracking="serial")
        cls.gauze = cls.world.make_product("Dock gauze", tracking="none", barcode="GAUZE-1")
        cls.first = cls.world.make_lot(cls.needle, "DOCK-A", expires=90)
        cls.second = cls.world.make_lot(cls.needle, "DOCK-B", expires=200)
        cls.world.receive({cls.first: 5, cls.second: 5})
        cls.user = cls.world.new_user("dock-user", "stock.group_stock_user")

    def entered(self, document):
        """{(lot, picked): quantity} of the lines of a transfer."""
        lines = {}
        for line in document.move_line_ids:
            key = line.lot_id.name or line.lot_name or "", line.picked
            lines[key] = lines.get(key, 0) + line.quantity
        return lines

    def test_a_delivery_is_picked_lot_by_lot_and_only_that_leaves(self):
        delivery = self.planned("out", self.needle, 7)
        self.assertEqual(self.entered(delivery), {("DOCK-A", False): 5, ("DOCK-B", False): 2})
        for _scan in range(5):
            answer = self.scan("DOCK-A", delivery, self.user)
            self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual((answer["line"]["done"], answer["line"]["demand"]), (5, 7))
        self.assertEqual(answer["lot"]["name"], "DOCK-A")
        self.scan("DOCK-B", delivery, self.user)
        self.assertEqual(self.entered(delivery), {("DOCK-A", True): 5, ("DOCK-B", True): 1, ("DOCK-B", False): 1})
        self.validate(delivery)
        self.assertEqual((self.first.product_qty, self.second.product_qty), (0, 4))
        self.assertEqual(delivery.backorder_ids.move_ids.product_uom_qty, 1)

    def test_the_same_scan_sent_again_is_answered_and_not_entered_again(self):
        receipt = self.planned("in", self.needle, 5)
        request = self.request("DOCK-A", receipt)
        scans = self.env["lot.scan"]
        (first,) = scans.submit([request])
        (again,) = scans.submit([request])
        self.assertEqual({**again, "replayed": False}, first)
        self.assertTrue(again["replayed"])
        twice = scans.submit([{**request, "uuid": "once-more-1"}, {**request, "uuid": "once-more-1"}])
        self.assertEqual([answer["line"]["done"] for answer in twice], [2, 2])
        self.assertEqual(self.entered(receipt), {("DOCK-A", True): 2, ("", False): 3})

    def test_undo_gives_back_what_was_taken(self):
        delivery = self.planned("out", self.needle, 7)
        before = self.entered(delivery)
        requests = [self.request(name, delivery) for name in ("DOCK-A", "DOCK-A", "DOCK-B", "DOCK-B")]
        self.env["lot.scan"].submit(requests)
        for request in (requests[3], requests[0], requests[2], requests[1]):
            answer = self.env["lot.scan"].undo(request["uuid"])
            self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual(self.entered(delivery), before)
        self.assertFalse(delivery.move_ids.picked)
        self.assertEqual(self.env["lot.scan"].undo(requests[0]["uuid"])["status"], "stop")
        quants = self.env["stock.quant"]._gather(self.needle, delivery.location_id)
        self.assertEqual(sum(quants.mapped("reserved_quantity")), 7)

    def test_another_lot_than_planned_takes_its_place(self):
        delivery = self.planned("out", self.needle, 5)
        answer = self.scan("DOCK-B", delivery)
        self.assertEqual(answer["status"], "warn", answer)
        self.assertIn("DOCK-A", answer["message"])
        self.assertEqual(self.entered(delivery), {("DOCK-A", False): 4, ("DOCK-B", True): 1})
        self.env["lot.scan"].undo(answer["uuid"])
        self.assertEqual(self.entered(delivery), {("DOCK-A", False): 5})

    def test_serials_are_received_one_by_one_and_only_once(self):
        receipt = self.planned("in", self.pump, 2)
        answer = self.scan("S-1", receipt)
        self.assertEqual(answer["status"], "ask", answer)
        choice = answer["choices"][0]["choice"]
        self.assertEqual(self.scan("S-1", receipt, choice=choice)["status"], "ok")
        self.assertEqual(self.scan("S-1", receipt, choice=choice)["status"], "stop")
        self.assertEqual(self.scan("S-2", receipt, choice=choice, quantity=2)["status"], "stop")
        self.assertEqual(self.scan("S-2", receipt, choice=choice)["line"]["done"], 2)
        self.assertEqual(self.scan("S-3", receipt, choice=choice)["status"], "warn")
        self.validate(receipt)
        self.assertEqual(set(receipt.move_line_ids.lot_id.mapped("name")), {"S-1", "S-2", "S-3"})
        second = self.planned("in", self.pump, 1)
        self.assertIn("in stock", self.scan("S-1", second)["message"])

    def test_goods_without_lot_and_goods_that_nobody_planned(self):
        receipt = self.planned("in", self.gauze, 3)
        self.assertEqual(self.scan("GAUZE-1", receipt, quantity=2)["line"]["done"], 2)
        ask = self.scan("DOCK-A", receipt)
        self.assertEqual(ask["status"], "ask")
        self.assertEqual(len(receipt.move_ids), 1)
        added = self.scan("DOCK-A", receipt, choice=ask["choices"][0]["choice"])
        self.assertIn(added["status"], ("ok", "warn"), added)
        self.assertEqual(self.env["lot.scan"].undo(added["uuid"])["status"], "ok")
        self.assertEqual(receipt.move_ids.product_id, self.gauze)
        self.scan("DOCK-A", receipt, choice=ask["choices"][0]["choice"])
        self.validate(receipt)
        self.assertEqual(self.first.product_qty, 6)

    def test_what_is_wrong_is_said_and_nothing_is_written(self):
        delivery = self.planned("out", self.needle, 7)
        before = self.entered(delivery)
        for raw in ("garbage", "", " ", "\0", "x" * 9000, "x" * 8000, "\ud800", "<b>x</b>", "=1+1", "GAUZE-1", "%"):
            answer = self.scan(raw, delivery)
            self.assertIn(answer["status"], ("stop", "ask"), raw)
            self.assertTrue(answer["message"])
        self.assertEqual(self.entered(delivery), before)
        for request in (None, 5, {}, self.request("x", quantity=-1), self.request("x", quantity=float("nan")),
                        self.request("x", id="1"), self.request("x", mode="rob"), self.request(5)):  # fmt: skip
            with self.assertRaises(UserError):
                self.env["lot.scan"].submit([request])
        for model, number in (("res.users", 1), ("stock.picking", 2**30), ("lot.scan.document", 1), ("no.model", 1)):
            answer = self.scan("DOCK-A", model=model, id=number)
            self.assertEqual((answer["status"], answer["document"]), ("stop", False))

    def test_a_transfer_that_is_over_takes_no_scan_and_gives_none_back(self):
        delivery = self.planned("out", self.needle, 1)
        answer = self.scan("DOCK-A", delivery)
        self.validate(delivery)
        self.assertEqual(self.scan("DOCK-A", delivery)["status"], "stop")
        self.assertEqual(self.env["lot.scan"].undo(answer["uuid"])["status"], "stop")
        self.assertEqual(self.first.product_qty, 4)

    def test_only_people_of_the_stock_scan_and_see_their_own_scans(self):
        delivery = self.planned("out", self.needle, 2)
        for group in ("base.group_portal", "base.group_user"):
            groups = self.env.ref(group)
            outsider = self.env["res.users"].create({"name": group, "login": group, "group_ids": groups.ids})
            with self.assertRaises(AccessError):
                self.scan("DOCK-A", delivery, outsider)
        answer = self.scan("DOCK-A", delivery, self.user)
        other = self.new_user("dock-other", "stock.group_stock_user")
        self.assertEqual(self.env["lot.scan"].with_user(other).undo(answer["uuid"])["status"], "stop")
        self.assertFalse(self.env["lot.scan"].with_user(other).search([("uuid", "=", answer["uuid"])]))

    def test_what_belongs_to_another_company_is_not_told(self):
        sister = self.new_company("Dock sister", "DSI")
        hidden = self.make_product("Dock secret", company_id=sister.id, barcode="SECRET-1")
        self.make_lot(hidden, "SECRET-LOT", company_id=sister.id)
        foreign = self.planned("in", self.needle, 3, company=sister)
        outsider = self.user_of(self.env.company, "stock.group_stock_user")
        delivery = self.planned("out", self.needle, 2)
        told = [self.scan(raw, delivery, outsider) for raw in ("SECRET-1", "SECRET-LOT", "NOTHING-1")]
        self.assertEqual({answer["status"] for answer in told}, {"stop"})
        self.assertEqual({answer["message"].replace(answer["elements"][0]["value"], "") for answer in told},
                         {told[2]["message"].replace("NOTHING-1", "")})  # fmt: skip
        missing = self.scan("DOCK-A", user=outsider, model="stock.picking", id=2**30)
        other = self.scan("DOCK-A", foreign, outsider)
        self.assertEqual({**missing, "uuid": ""}, {**other, "uuid": ""})

    def test_open_documents_and_next_proposal(self):
        delivery = self.planned("out", self.needle, 7)
        opened = self.env["lot.scan"].open("stock.picking", delivery.id, "pick")
        self.assertEqual((opened["next"]["lot"], opened["progress"]), ("DOCK-A", {"done": 0, "total": 7}))
        answer = self.scan("DOCK-A", delivery)
        opened = self.env["lot.scan"].open("stock.picking", delivery.id, "pick")
        self.assertEqual(opened["last"], [answer])
        self.assertEqual(opened["lines"][0]["lots"][0], {"lot": "DOCK-A", "done": 1, "demand": 5})
        found = self.env["lot.scan"].documents("pick", delivery.name)
        self.assertEqual([row["id"] for row in found], [delivery.id])
        self.assertFalse(self.env["lot.scan"].documents("receive", delivery.name))
        self.assertEqual(self.scan(delivery.name)["document"]["id"], delivery.id)
        self.assertEqual(self.scan("DOCK-A", mode="lookup")["lot"]["id"], self.first.id)

    def test_a_scan_asks_the_database_little_more_than_the_write_of_its_line(self):
        for kind, most in (("in", 16), ("out", 0)):
            transfer = self.planned(kind, self.needle, 5)
            for _warm in range(2):
                self.scan("DOCK-A", transfer)
            line = transfer.move_line_ids.filtered("picked")

            def count(work):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                work()
                self.env.flush_all()
                return self.env.cr.sql_log_count - before

            written = count(lambda line=line: line.write({"quantity": line.quantity + 1}))
            scanned = count(lambda transfer=transfer: self.scan("DOCK-A", transfer))
            self.assertLessEqual(scanned - written, most, f"{kind}: {scanned} for a scan, {written} for a write")
