"""``trace()`` as programs call it: over RPC, read-only, with wrong words, by an unknown caller."""

import json

from psycopg2.errors import ReadOnlySqlTransaction

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceApi(HttpCase, TraceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.clinic = world.make_partner("Clinic")
        cls.lot = world.make_lot(world.make_product("Needle"), "N1")
        cls.hub = world.make_lot(world.make_product("Hub"), "H1")
        world.receive(cls.lot, 100)
        world.produce(cls.hub, {cls.lot: 10}, 10)
        world.deliver(cls.hub, 4, cls.clinic)

    def call(self, user, *args, ids=None):
        """The JSON-RPC answer to ``stock.lot.trace`` as this user."""
        self.authenticate(user.login, user.login)
        params = {"model": "stock.lot", "method": "trace", "args": [ids or self.lot.ids, *args], "kwargs": {}}
        response = self.url_open(
            "/web/dataset/call_kw/stock.lot/trace",
            data=json.dumps({"jsonrpc": "2.0", "id": 1, "params": params}),
            headers={"Content-Type": "application/json"},
        )
        self.assertEqual(response.status_code, 200)
        return response.json()

    def test_over_rpc(self):
        answer = self.call(self.user_plain(), "downstream", {"with_names": True})["result"]
        self.check(answer)
        self.assertEqual(self.customers(answer), {"Clinic": (4, 0, 4)})
        direct = self.trace(self.lot, user=self.user_plain())
        self.assertEqual({**direct, "as_of": False}, {**answer, "as_of": False})

    def test_declared_read_only_and_keeps_it(self):
        self.assertTrue(type(self.lot).trace._readonly)
        lot = self.lot.with_user(self.user_plain())
        self.env.flush_all()
        # the savepoint is rolled back by the refused write, and with it the read-only mode
        with self.assertRaises(ReadOnlySqlTransaction), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("SET TRANSACTION READ ONLY")
            answer = lot.trace("both")
            lot.ref = "written"
            lot.flush_recordset()
        self.assertEqual(self.customers(answer), {"Clinic": (4, 0, 4)})

    def test_products_and_units_are_called_as_odoo_calls_them(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        coded = self.world.make_product("Filter", default_code="F-1")
        coded.with_context(lang="fr_FR").name = "Filtre"
        size = self.env["product.attribute"].create(
            {"name": "Size", "value_ids": [Command.create({"name": name}) for name in ("Small", "Large")]}
        )
        line = {"attribute_id": size.id, "value_ids": [Command.set(size.value_ids.ids)]}
        sized = self.env["product.template"].create(
            {"name": "Glove", "is_storable": True, "tracking": "lot", "attribute_line_ids": [Command.create(line)]}
        )
        products = self.hub.product_id + coded + sized.product_variant_ids
        lots = self.env["stock.lot"].union(*(self.world.make_lot(product, "NAMED") for product in products))
        for lang in ("en_US", "fr_FR", None):
            with self.subTest(lang=lang):
                nodes = lots.with_context(lang=lang).trace()["nodes"]
                expected = {
                    product.id: (product.display_name, product.uom_id.name)
                    for product in products.with_context(lang=lang)
                }
                self.assertEqual({node["product_id"]: (node["product"], node["uom"]) for node in nodes}, expected)
        self.assertEqual(coded.with_context(lang="fr_FR").display_name, "[F-1] Filtre")
        self.assertEqual(sized.product_variant_ids.mapped("display_name"), ["Glove (Small)", "Glove (Large)"])

    def test_wrong_words_are_refused(self):
        wrong = [
            ("sideways", None), ("", None), (None, None), ("downstream", {"deep": 1}),
            ("downstream", {"max_depth": -1}), ("downstream", {"max_depth": "2"}), ("downstream", {"max_depth": True}),
            ("downstream", {"max_depth": 1.5}),
        ]  # fmt: skip
        for direction, options in wrong:
            with self.subTest(direction=direction, options=options), self.assertRaises(UserError):
                self.lot.trace(direction, options)

    @mute_logger("odoo.http")
    def test_wrong_words_over_rpc(self):
        error = self.call(self.user_plain(), "sideways")["error"]["data"]
        self.assertEqual(error["name"], "odoo.exceptions.UserError")
        self.assertIn("sideways", error["message"])

    @mute_logger("odoo.http")
    def test_a_lot_that_is_gone(self):
        error = self.call(self.user_plain(), ids=[2**31 - 1])["error"]["data"]
        self.assertEqual(error["name"], "odoo.exceptions.MissingError")

    def test_same_question_same_answer(self):
        first, second = self.trace(self.lot, "both"), self.trace(self.lot, "both")
        self.assertEqual({**first, "as_of": 0}, {**second, "as_of": 0})
        for rows, key in (("on_hand", "lot_id"), ("balance", "lot_id"), ("shipments", "lot_id")):
            values = [row[key] for row in first[rows]]
            self.assertEqual(values, sorted(values))
