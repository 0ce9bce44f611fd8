"""What is recorded in the audit ledger, event by event, with who, why, before and after."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .audit_case import AuditCase


@tagged("post_install", "-at_install")
class TestAuditEvents(AuditCase):
    def setUp(self):
        super().setUp()
        self.supplier = self.make_partner("Sharpline")
        self.needle = self.make_product("Needle", use_expiration_date=True)
        self.n1, self.n2 = self.make_lots(self.needle, ["N1", "N2"])

    def last(self, code, record):
        """Content of the newest entry of a code about a record."""
        entry = self.entries(code, model=record._name, res_id=record.id)[-1:]
        self.assertTrue(entry, f"no entry {code} about {record}")
        return entry._get_content()

    def test_lot_created_and_deleted(self):
        lot = self.n1.with_user(self.user_operator()).create({"name": "N3", "product_id": self.needle.id})
        content = self.last("lot_created", lot)
        self.assertEqual((content["label"], content["after"]["name"]), ("N3 (Needle)", "N3"))
        self.assertEqual(content["writer"], self.user_operator().name)
        self.assertTrue(content["after"]["expiration_date"].endswith("Z"), "dates that Odoo computes count too")
        lot.with_user(self.env.user).unlink()
        self.assertEqual(self.last("lot_deleted", lot)["before"]["name"], "N3")

    def test_rename_with_dates(self):
        self.receive(self.n1, 5, partner=self.supplier)
        self.n1.with_context(lot_reason="typing error").write({"name": "N9", "expiration_date": "2031-01-31 10:00:00"})
        content = self.last("lot_renamed", self.n1)
        self.assertEqual((content["before"], content["after"]), ({"name": "N1"}, {"name": "N9"}))
        self.assertEqual(content["reason"], "typing error")
        content = self.last("lot_changed", self.n1)
        self.assertEqual(content["after"]["expiration_date"], "2031-01-31T10:00:00.000000Z")

    def test_what_changes_nothing_is_not_recorded(self):
        count = len(self.entries("lot_changed"))
        self.n1.write({"name": "N1", "ref": False})
        self.n1.note = "a remark"
        self.assertEqual(len(self.entries("lot_changed")), count)
        self.assertFalse(self.entries("lot_renamed", res_id=self.n1.id))

    def test_refused_attempts(self):
        self.receive(self.n1, 5, partner=self.supplier)
        self.env.cr.flush()
        apart = []
        self.patch(
            type(self.ledger), "_ledger_write_apart", lambda ledger, *args, **options: apart.append((args, options))
        )
        for attempt in (lambda: self.n1.write({"name": "N9"}), self.n1.unlink):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()
        for (code, record), options in apart:
            self.assertEqual((code, record), ("refused", self.n1))
            self.assertTrue(options["reason"])
        self.assertEqual(len(apart), 2)

    def test_done_lines(self):
        receipt = self.receive(self.n1, 5, partner=self.supplier)
        line = receipt.move_line_ids
        line.with_context(lot_reason="wrong lot scanned").write({"lot_id": self.n2.id, "quantity": 4})
        content = self.last("line_changed", line)
        self.assertEqual(content["before"]["lot_id"], {"id": self.n1.id, "name": "N1"})
        self.assertEqual(content["after"], {"lot_id": {"id": self.n2.id, "name": "N2"}, "quantity": "4"})
        self.assertEqual((content["reason"], content["label"]), ("wrong lot scanned", f"{receipt.name}: Needle"))
        for record in (self.n1, self.n2, receipt):
            self.assertIn(f"{record._name},{record.id}", content["about"])
        line.date = self.day(-100)
        self.assertIn("date", self.last("line_changed", line)["after"], "backdating is recorded without asking")

    def test_unlock_reason_goes_with_every_change(self):
        receipt = self.receive(self.n1, 5, partner=self.supplier)
        receipt.with_context(lot_reason="counted again").action_toggle_is_locked()
        self.assertEqual(self.last("unlocked", receipt)["reason"], "counted again")
        receipt.move_line_ids.quantity = 3
        self.assertEqual(self.last("line_changed", receipt.move_line_ids)["reason"], "counted again")
        added = receipt.move_line_ids.copy({"lot_id": self.n2.id, "quantity": 2})
        self.assertEqual(self.last("line_added", added)["after"]["quantity"], "2")

    def test_validating_writes_nothing(self):
        before = self.ledger.search_count([])
        self.receive({self.n1: 5, self.n2: 5}, partner=self.supplier)
        self.deliver(self.n1, 5, partner=self.make_partner("Clinic"))
        self.assertEqual(self.ledger.search_count([]), before, "done lines are the record; only changes are added")

    def test_as_built(self):
        pump = self.make_product("Pump", tracking="serial")
        p1 = self.make_lot(pump, "P1")
        self.receive(self.n1, 5, partner=self.supplier)
        order = self.produce(p1, {self.n1: 2})
        row = self.env["lot.as.built"].create(
            {"production_id": order.id, "component_lot_id": self.n1.id, "produced_lot_id": p1.id, "qty": 1}
        )
        self.assertEqual(self.last("as_built_changed", order)["after"]["rows"][0]["qty"], "1")
        row.qty = 2
        content = self.last("as_built_changed", order)
        self.assertEqual((content["before"]["rows"][0]["qty"], content["after"]["rows"][0]["qty"]), ("1", "2"))
        self.assertIn(f"stock.lot,{p1.id}", content["about"])
        row.unlink()
        self.assertEqual(self.last("as_built_changed", order)["after"], {"rows": []})

    def test_imports(self):
        batch = self.env["lot.declared.batch"].create(
            {"name": "old.csv", "kind": "shipment", "company_id": self.env.company.id, "link_count": 12}
        )
        self.assertEqual(self.last("history_imported", batch)["after"]["link_count"], 12)
        batch.unlink()
        self.assertEqual(self.last("history_removed", batch)["before"]["name"], "old.csv")

    def test_settings(self):
        self.env.company.lot_ask_reason = False
        content = self.last("settings_changed", self.env.company)
        self.assertEqual((content["before"], content["after"]), ({"lot_ask_reason": True}, {"lot_ask_reason": False}))
        count = self.ledger.search_count([])
        self.env.company.write({"lot_ask_reason": False, "name": "Renamed company"})
        self.assertEqual(self.ledger.search_count([]), count)
