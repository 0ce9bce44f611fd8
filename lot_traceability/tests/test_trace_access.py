"""Who may trace, and what an answer keeps from whom: by group, by company, by anybody's own record rule."""

import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .trace_case import TraceCase
from .trace_companies import CompanyCase


@tagged("post_install", "-at_install")
class TestTraceGroups(TraceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.world.make_lot(cls.world.make_product("Needle"), "N1")
        cls.world.receive(cls.lot, 10)

    def test_portal_and_plain_employees_are_refused(self):
        portal = self.new_user("test-portal", "stock.group_stock_user")
        portal.group_ids = [Command.set(self.env.ref("base.group_portal").ids)]
        employee = self.new_user("test-employee", "")
        for user in (portal, employee, self.env.ref("base.public_user")):
            for lots in (self.lot, self.env["stock.lot"]):
                with self.subTest(user=user.login, lots=lots.ids), self.assertRaises(AccessError):
                    lots.with_user(user).trace()

    def test_everybody_in_stock_traces(self):
        for user in (self.user_plain(), self.user_operator(), self.user_quality(), self.user_manager()):
            with self.subTest(user=user.login):
                answer = self.trace(self.lot, user=user)
                self.assert_balance(answer, self.lot, received=10, on_hand=10)
                self.assertEqual((answer["hidden_count"], answer["completeness"]), (0, 1.0))


@tagged("post_install", "-at_install")
class TestTraceCompaniesAccess(CompanyCase):
    def test_both_companies_seen_by_who_may(self):
        answer = self.trace(self.n1)
        self.assertEqual(self.lots(answer), ["H1", "SECRET SET"])
        self.assertEqual(self.customers(answer), {"Our clinic": (10, 0, 10), "SECRET clinic": (20, 0, 20)})
        user = self.user_of(self.env.company)
        user.company_ids |= self.sister
        both = self.trace(self.n1, user=user, companies=user.company_ids)
        self.assertEqual({**both, "as_of": 0}, {**answer, "as_of": 0})

    def test_another_companys_records_are_hidden_counted_and_nameless(self):
        for user in (self.user_of(self.env.company), self.user_manager(), self.user_plain()):
            with self.subTest(user=user.login):
                answer = self.trace(self.n1, "both", user=user)
                self.assert_no_secret(answer)
                self.assertEqual(self.lots(answer), ["H1"])
                hidden = self.of_kind(answer, "hidden")
                self.assertEqual([node["key"] for node in hidden], ["hidden:1", "hidden:2"])
                self.assertEqual([node["depth"] for node in hidden], [2, 2])
                columns = ("lot_id", "lot", "product_id", "product", "uom", "model", "res_id", "document", "date",
                           "company_id", "expiration_date", "tracking", "since", "share")  # fmt: skip
                for node in hidden:
                    self.assertEqual({column: node[column] for column in columns}, dict.fromkeys(columns, False))
                for edge in answer["edges"]:
                    is_hidden = "hidden:" in edge["from_key"] + edge["to_key"]
                    self.assertEqual([edge[column] is False for column in ("qty", "uom", "date")], [is_hidden] * 3)
                self.assertEqual(sum(edge["qty"] is False for edge in answer["edges"]), 2)
                self.assertEqual(self.customers(answer), {"Our clinic": (10, 0, 10)})
                self.assertEqual([row["partner"] for row in answer["suppliers"]], ["Sharpline"])
                # 2 nodes, 2 shipments, 1 supply; stock of H1 and of the set at the sister's
                self.assertEqual(answer["hidden_count"], 7)
                gap = self.gap(answer, "hidden")
                self.assertIn(": 7.", gap["message"])
                # known: our stock of N1 and H1, our delivery
                self.assertAlmostEqual(answer["completeness"], round(3 / 10, 6))
                self.assert_balance(
                    answer, self.n1, received=100, transferred_in=40, consumed=50, on_hand=90
                )  # fmt: skip
                self.assert_balance(answer, self.h1, produced=50, shipped=10, transferred_out=30, on_hand=10)

    def test_a_lot_that_the_sister_alone_handled(self):
        """Readable by Odoo's rule, since the lot has no company; but when and how much of it is the sister's."""
        shared = self.make_lot(self.make_product("Shared set"), "S1")
        self.produce(shared, {self.h1: 2}, 2, at=self.day(-9), company=self.sister)
        workshop = shared.product_id.with_company(self.sister).property_stock_production
        stock = self.warehouse(self.sister).lot_stock_id
        answer = self.trace(self.n1, user=self.user_of(self.env.company))
        self.transfer(shared, 1, stock, workshop, company=self.sister, at=self.day(-8))
        told = self.trace(self.n1, user=self.user_of(self.env.company))
        node = self.node(told, shared)
        self.assertEqual((node["lot"], node["since"], node["share"], node["by_date"]), ("S1", False, False, True))
        self.assert_balance(told, shared)
        # what went into production without an order there is one more record that is not ours to read
        self.assertEqual(told["hidden_count"], answer["hidden_count"] + 1)
        self.assertNotIn("cut", self.codes(told))
        all_told = self.trace(self.n1)
        self.assertEqual(self.node(all_told, shared)["since"], f"{self.day(-9).isoformat()}Z")
        self.assertEqual(self.gap(all_told, "cut")["lot_id"], shared.id)

    def test_the_sister_sees_hers(self):
        user = self.user_of(self.sister)
        answer = self.trace(self.secret_set, "upstream", user=user)
        self.assertEqual(self.lots(answer), ["H1", "N1"])
        self.assertNotIn("Our clinic", json.dumps(answer))
        self.assertEqual([row["partner"] for row in answer["suppliers"]], ["SECRET supplier"])
        self.assertEqual(len(self.of_kind(answer, "hidden")), 1)
        self.assertEqual(answer["hidden_count"], 2)  # our order and what Sharpline delivered to us
        self.assertLess(answer["completeness"], 1)

    def test_company_switched_off_is_hidden_too(self):
        user = self.user_of(self.env.company)
        user.company_ids |= self.sister
        answer = self.trace(self.n1, user=user, companies=self.env.company)
        self.assert_no_secret(answer)
        self.assertTrue(answer["hidden_count"])

    def test_an_unreadable_lot_is_refused_whole(self):
        user = self.user_of(self.env.company)
        for lots in (self.secret_set, self.secret_set | self.n1):
            with self.assertRaises(AccessError):
                lots.with_user(user).trace()

    def test_lot_form_counts_what_it_does_not_show(self):
        found = {}
        for user in (self.user_of(self.env.company), self.user_of(self.sister), self.env.ref("base.user_admin")):
            companies = user.company_id if user.login != "admin" else self.env.company | self.sister
            user.company_ids |= companies
            lot = self.n1.with_user(user).with_context(allowed_company_ids=companies.ids)
            names = lot.partner_ids.mapped("name")
            found[user.login] = (lot.delivery_count, lot.hidden_delivery_count, sorted(names))
            self.assertEqual(lot.delivery_count, len(lot.delivery_ids))
        # deliveries: clinic and transfer to the sister here; two to the secret clinic and a transfer to us there
        us, sister = self.env.company, self.sister
        self.assertEqual(found[f"test-user-of-{us.id}"], (2, 3, sorted(["Our clinic", sister.partner_id.name])))
        self.assertEqual(found[f"test-user-of-{sister.id}"], (3, 2, sorted(["SECRET clinic", us.partner_id.name])))
        self.assertEqual(found["admin"][:2], (5, 0))

    def test_lot_form_says_that_there_is_more(self):
        user = self.user_of(self.env.company)
        form = Form(self.n1.with_user(user).with_context(allowed_company_ids=user.company_id.ids))
        self.assertEqual((form.delivery_count, form.hidden_delivery_count), (2, 3))
        self.assertIn('name="hidden_deliveries"', self.env["stock.lot"].get_view(view_type="form")["arch"])


@tagged("post_install", "-at_install")
class TestTraceOwnRules(TraceCase):
    """Record rules that somebody else wrote are obeyed as ours are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.clinic, cls.secret = world.make_partner("Clinic"), world.make_partner("SECRET clinic")
        cls.n1 = world.make_lot(world.make_product("Needle"), "N1")
        cls.hub = world.make_product("Hub")
        cls.h1, cls.h2 = world.make_lot(cls.hub, "H1"), world.make_lot(cls.hub, "SECRET H2")
        world.receive(cls.n1, 100)
        world.produce(cls.h1, {cls.n1: 10}, 10)
        world.produce(cls.h2, {cls.n1: 10}, 10)
        world.deliver(cls.h1, 4, cls.clinic)
        world.deliver(cls.h1, 3, cls.secret)

    def rule(self, model, domain):
        model_id = self.env["ir.model"]._get_id(model)
        self.env["ir.rule"].create({"name": "Own rule", "model_id": model_id, "domain_force": domain})

    def test_rule_on_lots(self):
        self.rule("stock.lot", "[('name', 'not like', 'SECRET')]")
        answer = self.trace(self.n1, user=self.user_quality())
        self.assertEqual((self.lots(answer), len(self.of_kind(answer, "hidden"))), (["H1"], 1))
        self.assertNotIn("SECRET H2", json.dumps(answer))
        for table in ("balance", "on_hand", "open", "shipments"):
            self.assertLessEqual({row["lot_id"] for row in answer[table]}, {self.n1.id, self.h1.id}, table)

    def test_rule_on_lines(self):
        self.rule("stock.move.line", f"[('picking_id.partner_id', '!=', {self.secret.id})]")
        answer = self.trace(self.n1, user=self.user_quality())
        self.assertEqual(self.customers(answer), {"Clinic": (4, 0, 4)})
        self.assertEqual(answer["hidden_count"], 1)
        self.assertNotIn("SECRET clinic", json.dumps(answer))

    def test_rule_on_stock(self):
        self.rule("stock.quant", f"[('lot_id', '!=', {self.h1.id})]")
        answer = self.trace(self.n1, user=self.user_quality())
        self.assertEqual({row["lot_id"] for row in answer["on_hand"]}, {self.n1.id, self.h2.id})
        self.assertGreater(answer["hidden_count"], 0)

    def test_rule_on_orders(self):
        self.rule("mrp.production", f"[('lot_producing_ids', 'not in', {self.h2.ids})]")
        answer = self.trace(self.n1, user=self.user_quality())
        self.assertEqual(len(self.of_kind(answer, "order")), 1)
        self.assertEqual(len(self.of_kind(answer, "hidden")), 1)

    def test_rule_on_transfers(self):
        self.rule("stock.picking", f"[('partner_id', '!=', {self.secret.id})]")
        lot = self.n1.with_user(self.user_quality())
        self.assertEqual((lot.delivery_count, lot.hidden_delivery_count), (1, 1))
        self.assertEqual(lot.partner_ids.mapped("name"), ["Clinic"])
