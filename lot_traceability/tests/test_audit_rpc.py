"""What users try over RPC, past the screens: nothing leaves the history, nobody writes in another's name."""

from odoo.exceptions import AccessError, UserError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .audit_case import AuditCase


@tagged("post_install", "-at_install")
class TestAuditRpc(AuditCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.clinic = world.make_partner("Clinic")
        cls.needle = world.make_product("Needle")
        cls.n1, cls.n2 = world.make_lots(cls.needle, ["N1", "N2"])
        world.receive(cls.n1, 9, partner=world.make_partner("Sharpline"))
        cls.delivery = world.deliver(cls.n1, 5, partner=cls.clinic)
        cls.line = cls.delivery.move_line_ids
        cls.stranger = world.make_partner("Stranger")

    def refuse(self, words, action, *args):
        with self.assertRaisesRegex((UserError, AccessError), words), self.env.cr.savepoint():
            action(*args)

    # --- history that users may write ---

    def test_done_stays_done(self):
        for user in (self.user_operator(), self.user_manager()):
            reasoned = {"lot_reason": "because"}
            for record in (self.line, self.line.move_id):
                for state in ("draft", "cancel", False):
                    attempt = record.with_user(user).with_context(**reasoned)
                    self.refuse("stays done", attempt.write, {"state": state})
        self.assertEqual((self.line.state, self.line.move_id.state), ("done", "done"))

    def test_nothing_is_done_by_saying_so(self):
        open_one = self.deliver(self.n1, 1, partner=self.clinic, done=False)
        line = open_one.move_line_ids.with_user(self.user_operator()).with_context(lot_reason="because")
        self.refuse("Validate it", line.write, {"state": "done"})
        self.refuse("Validate it", line.move_id.write, {"state": "done"})
        self.assertEqual(line.state, "assigned")
        open_one.move_ids.picked = True
        open_one.button_validate()
        self.assertEqual(line.state, "done")

    def test_nobody_pretends_that_an_addon_is_uninstalled(self):
        """Odoo leaves guards out by a context key; with it a stock user could delete done lines."""
        kit = self.make_product("Kit")
        self.receive(self.n1, 1, partner=self.clinic)
        self.produce(self.make_lot(kit, "K1"), {self.n1: 1}, qty=1)
        hold = self.env["lot.audit.hold"].create({"name": "Case 1", "reason": "court"})
        manager = self.user_manager()
        for record in (self.line, self.line.move_id, self.delivery, self.n1, self.clinic, hold):
            with self.subTest(record=record._name), self.assertRaises(UserError):
                with self.env.cr.savepoint():
                    record.with_user(manager).sudo().with_context(_force_unlink=True).unlink()
        (entry_id,) = self.ledger._ledger_write("lot_changed", self.n1)
        with self.assertRaises(UserError):
            self.ledger.browse(entry_id).with_context(_force_unlink=True).unlink()

    def test_facts_of_the_trace_ask_why(self):
        order = self.env["mrp.production"].create({"product_id": self.make_product("Kit").id})
        sister = self.new_company("Sister")
        other = self.receive(self.n2, 1, partner=self.clinic)
        move, transfer = self.line.move_id, self.delivery
        for record, values in (
            (self.line, {"quantity_product_uom": 0}),
            (self.line, {"picking_id": other.id}),
            (self.line, {"move_id": other.move_ids.id}),
            (self.line, {"company_id": sister.id}),
            (move, {"picking_id": False}),
            (move, {"raw_material_production_id": order.id}),
            (move, {"partner_id": self.stranger.id}),
            (move, {"is_inventory": True}),
            (transfer, {"partner_id": self.stranger.id}),
        ):
            with self.subTest(record=record._name, **values):
                self.refuse("is done", record.with_user(self.user_manager()).write, values)

    def test_with_a_reason_they_are_recorded(self):
        operator = self.user_operator()
        given = {"lot_reason": "typing error"}
        self.delivery.with_user(operator).with_context(**given).partner_id = self.stranger
        entry = self.entries("document_changed")[-1]
        self.assertEqual((entry.user_id, entry.reason, entry.label), (operator, "typing error", self.delivery.name))
        self.assertIn("from Clinic to Stranger", entry.sentence)
        self.assertIn(f"stock.lot,{self.n1.id}", entry._get_content()["about"])
        self.line.move_id.with_user(operator).with_context(**given).partner_id = self.clinic
        self.assertEqual(self.entries("line_changed")[-1]._get_content()["after"]["partner_id"]["name"], "Clinic")
        self.line.with_user(operator).with_context(**given).write({"quantity_product_uom": 1})
        self.assertEqual(self.entries("line_changed")[-1]._get_content()["after"], {"quantity_product_uom": "1"})

    def test_an_order_with_done_parts_is_kept(self):
        kit = self.make_product("Kit")
        self.receive(self.n1, 1, partner=self.clinic)
        order = self.produce(self.make_lot(kit, "K1"), {self.n1: 1}, qty=1)
        self.env.flush_all()
        self.env.cr.execute("UPDATE mrp_production SET state = 'cancel' WHERE id = %s", [order.id])
        order.invalidate_recordset()
        self.refuse("cannot be deleted", order.unlink)

    # --- the ledger itself ---

    def test_only_reading_is_public(self):
        for name in ("_ledger_write", "_ledger_write_apart", "_record_created", "_recording", "_insert_contents"):
            with self.assertRaises(AccessError):
                get_public_method(self.ledger, name)
        entry = self.entries("lot_created")[-1].with_user(self.user_manager())
        for attempt in (
            lambda: entry.write({"label": "x"}),
            entry.unlink,
            entry.copy,
            lambda: entry.create({"content": "{}"}),
            lambda: entry.name_create("x"),
            lambda: entry.web_save({"label": "x"}, {}),
        ):
            self.refuse(".", attempt)
        self.assertTrue(entry.load(["label"], [["x"]])["messages"], "an import is refused row by row")

    def test_plain_users_and_operators_do_not_read_it(self):
        for user in (self.user_plain(), self.user_operator()):
            for model in ("lot.audit.entry", "lot.audit.anchor", "lot.audit.hold", "lot.audit.retention"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
            for model in ("lot.audit.erasure", "lot.audit.retention.run", "lot.audit.export", "lot.audit.check"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).create({})

    def test_quality_removes_and_holds_nothing(self):
        quality = self.user_quality()
        for model in ("lot.audit.erasure", "lot.audit.retention.run", "lot.audit.hold"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(quality).create({"reason": "because"})
        for rule in self.env["lot.audit.retention"].with_user(quality).search([], limit=1):
            with self.assertRaises(AccessError):
                rule.years = 1

    # --- in another's name ---

    def test_nobody_says_who_set_a_hold(self):
        manager = self.user_manager()
        hold = self.env["lot.audit.hold"].with_user(manager).create(
            {"name": "Case 1", "reason": "court", "set_by_id": self.env.uid, "state": "lifted", "lifted_by_id": 1}
        )  # fmt: skip
        self.assertEqual((hold.set_by_id, hold.state, hold.lifted_by_id.ids), (manager, "active", []))

    def test_a_borrowed_name_is_recorded(self):
        operator, manager = self.user_operator(), self.user_manager()
        own = operator.name
        operator.with_user(operator).write({"name": manager.name})
        (entry_id,) = self.ledger.with_user(operator)._ledger_write("lot_changed", self.n1)
        entry = self.ledger.browse(entry_id)
        self.assertEqual((entry.writer, entry.user_id), (manager.name, operator), "the account stands beside the name")
        renamed = self.entries("account_changed")[-1]
        self.assertIn(f"of {operator.login} from {own} to {manager.name}", renamed.sentence)
        operator.partner_id.name = own
        self.assertEqual(self.entries("account_changed")[-1]._get_content()["after"], {"name": own}, "by the contact")
        operator.login = "somebody-else"
        self.assertEqual(self.entries("account_changed")[-1].label, "test-operator")

    def test_names_of_others_are_nobodys_account(self):
        count = self.ledger.search_count([])
        self.clinic.name = "Clinic Ltd"
        self.assertEqual(self.ledger.search_count([]), count)

    def test_the_way_of_a_call_is_not_the_callers_to_say(self):
        session = self.ledger.with_context(cron_id=0, import_file=True)._get_session()
        self.assertEqual(session, {"kind": "server", "import": True})
