"""New lots start in quarantine where product, category, operation or supplier say so; returned serials by setting."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .. import messages_disposition as messages
from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestLotStart(LotWorldCase):
    def setUp(self):
        super().setUp()
        self.supplier = self.make_partner("Sharpline")
        self.needle = self.make_product("Needle")
        self.plain = self.user_plain()

    def entries(self, record):
        domain = [("res_id", "=", record.id), ("model", "=", record._name), ("code", "=", "settings_changed")]
        return self.env["lot.audit.entry"].search(domain)

    def test_by_product_then_category(self):
        above = self.env["product.category"].create({"name": "Above"})
        category = self.env["product.category"].create({"name": "Sterile", "parent_id": above.id})
        self.needle.categ_id = category
        cases = (
            (False, False, False, ""),
            (False, False, "quarantine", messages.by_category(self.env, above.display_name)),
            (False, "released", "quarantine", ""),
            (False, "quarantine", "released", messages.by_category(self.env, category.display_name)),
            ("released", "quarantine", "quarantine", ""),
            ("quarantine", "released", "released", messages.by_product(self.env, self.needle.display_name)),
        )
        for number, (product, own, upper, reason) in enumerate(cases):
            self.needle.lot_start, category.lot_start, above.lot_start = product, own, upper
            lots = self.env["stock.lot"].with_user(self.plain)
            lot = lots.create({"name": f"N{number}", "product_id": self.needle.id})
            self.assertEqual(lot.disposition, "quarantine" if reason else "released", (product, own, upper))
            self.assertEqual(lot.disposition_reason or "", reason)
        entry = self.env["lot.audit.entry"].search([("code", "=", "disposition_changed"), ("res_id", "=", lot.id)])
        self.assertEqual((entry.reason, entry.user_id), (reason, self.plain))
        self.assertTrue(self.entries(self.needle.product_tmpl_id))
        self.assertTrue(self.entries(category))

    def test_on_every_path_that_makes_lots(self):
        self.needle.lot_start = "quarantine"
        lots = self.env["stock.lot"].with_user(self.plain)
        lots.load(["name", "product_id/.id"], [["N1", str(self.needle.id)]])
        self.assertEqual(
            lots.search([("name", "=", "N1"), ("product_id", "=", self.needle.id)]).disposition, "quarantine"
        )
        with self.assertRaises(AccessError):
            lots.create(
                {"name": "N3", "product_id": self.needle.id, "disposition": "released", "disposition_reason": "x"}
            )

    def test_by_supplier(self):
        person = self.make_partner("Sharpline, Jo", parent=self.supplier)
        self.supplier.lot_starts_in_quarantine = True
        n1, n2, n3 = self.make_lots(self.needle, ["N1", "N2", "N3"])
        self.receive(n1, 5, partner=person)
        self.assertEqual(
            (n1.disposition, n1.disposition_reason), ("quarantine", messages.by_supplier(self.env, "Sharpline"))
        )
        self.receive(n2, 5, partner=self.make_partner("Another"))
        self.assertEqual(n2.disposition, "released")
        # Known before: what quality thinks of it stays.
        self.receive(n2, 5, partner=self.supplier)
        self.assertEqual(n2.disposition, "released")
        n3._set_disposition("quarantine", "looks odd")
        n3._set_disposition("released", "is fine")
        self.receive(n3, 5, partner=self.supplier)
        self.assertEqual(n3.disposition, "released", "judged before it came")
        self.assertTrue(self.entries(self.supplier))

    def test_numbers_typed_at_the_receipt(self):
        self.supplier.lot_starts_in_quarantine = True
        pump = self.make_product("Pump", tracking="serial")
        kind = self.env["stock.picking.type"].search([("code", "=", "incoming")], limit=1)
        place = {
            "location_id": self.env.ref("stock.stock_location_suppliers").id,
            "location_dest_id": kind.default_location_dest_id.id,
        }
        lines = [
            Command.create({"product_id": pump.id, "lot_name": name, "quantity": 1, "picked": True, **place})
            for name in ("S1", "S2")
        ]
        move = {"product_id": pump.id, "product_uom_qty": 2, "move_line_ids": lines, **place}
        values = {
            "partner_id": self.supplier.id,
            "picking_type_id": kind.id,
            "move_ids": [Command.create(move)],
            **place,
        }
        picking = self.env["stock.picking"].with_user(self.plain).create(values)
        picking.action_confirm()
        picking.move_ids.picked = True
        picking._action_done()
        self.assertEqual(set(picking.move_ids.move_line_ids.lot_id.mapped("disposition")), {"quarantine"})

    def test_by_operation(self):
        receipts = self.env["stock.picking.type"].search([("code", "=", "incoming")])
        orders = self.env["stock.picking.type"].search([("code", "=", "mrp_operation")])
        receipts.lot_starts_in_quarantine = True
        n1 = self.make_lot(self.needle, "N1")
        picking = self.receive(n1, 5, partner=self.supplier)
        operation = picking.picking_type_id.display_name
        self.assertEqual(
            (n1.disposition, n1.disposition_reason), ("quarantine", messages.by_operation(self.env, operation))
        )
        n1._set_disposition("released", "tested")
        orders.lot_starts_in_quarantine = True
        k1 = self.make_lot(self.make_product("Kit"), "K1")
        self.produce(k1, {n1: 1}, qty=1)
        self.assertEqual((k1.disposition, n1.disposition), ("quarantine", "released"))
        self.assertTrue(self.entries(receipts[0]))

    def test_returned_serials_by_setting(self):
        pump = self.make_product("Pump", tracking="serial")
        s1, s2 = self.make_lots(pump, ["S1", "S2"])
        clinic = self.make_partner("Clinic")
        for lot in (s1, s2):
            self.receive(lot, 1, partner=self.supplier)
        first, second = (self.deliver(lot, 1, partner=clinic) for lot in (s1, s2))
        self.return_(first, s1, 1)
        self.assertEqual(s1.disposition, "released", "not without the setting")
        self.env.company.lot_quarantine_returns = True
        self.return_(second, s2, 1)
        self.assertEqual((s2.disposition, s2.disposition_reason), ("quarantine", messages.returned(self.env, "Clinic")))
        # The quarantine place that the return made is an entry of its own.
        entries = self.env["lot.audit.entry"].search([("code", "=", "settings_changed"), ("model", "=", "res.company")])
        self.assertIn("lot_quarantine_returns", entries[:1].content)

    def test_returned_lots_stand_apart(self):
        self.env.company.lot_quarantine_returns = True
        clinic = self.make_partner("Clinic")
        n1 = self.make_lot(self.needle, "N1")
        self.receive(n1, 5, partner=self.supplier)
        delivery = self.deliver(n1, 2, partner=clinic)
        self.return_(delivery, n1, 1)
        self.assertEqual(n1.disposition, "released", "the rest of the lot is as good as before")
        apart = n1.quant_ids.filtered(lambda quant: quant.location_id._lies_in("lot_is_quarantine"))
        self.assertEqual(apart.quantity, 1)
        self.assertEqual(n1.product_qty, 4)


@tagged("post_install", "-at_install")
class TestDispositionMany(LotWorldCase):
    def setUp(self):
        super().setUp()
        self.needle = self.make_product("Needle")
        self.lots = self.make_lots(self.needle, [f"N{number}" for number in range(7)])
        self.dialog = self.env["lot.disposition.change"].with_user(self.user_quality())

    def test_many_at_once(self):
        action = self.lots.with_user(self.user_quality()).action_change_disposition()
        form = Form(self.dialog.with_context(**action["context"]))
        form.disposition = "quarantine"
        form.reason = "supplier's notice"
        change = form.save()
        self.assertEqual((change.count, change.to_sign_count, change.unchanged_count), (7, 0, 0))
        change.action_change()
        self.assertEqual(set(self.lots.mapped("disposition")), {"quarantine"})
        entries = self.env["lot.audit.entry"].search(
            [("code", "=", "disposition_changed"), ("res_id", "in", self.lots.ids)]
        )
        self.assertEqual((len(entries), set(entries.mapped("reason"))), (7, {"supplier's notice"}))

    def test_signatures_are_given_one_by_one(self):
        self.lots[:6]._set_disposition("rejected", "leaks")
        change = self.dialog.create({"lot_ids": self.lots.ids, "disposition": "released", "reason": "retested"})
        self.assertEqual((change.to_sign_count, change.unchanged_count), (6, 1))
        with self.assertRaisesRegex(UserError, "and 1 more needs? a signature"):
            change.action_change()
        self.assertEqual(set(self.lots[:6].mapped("disposition")), {"rejected"})

    def test_usual_reasons_fill_in_and_stay_free(self):
        reasons = self.env["lot.disposition.reason"]
        usual = reasons.create({"name": "Seal broken", "disposition": "rejected"})
        form = Form(self.dialog.with_context(default_lot_ids=[Command.set(self.lots[:1].ids)]))
        form.disposition = "rejected"
        form.reason_id = usual
        self.assertEqual(form.reason, "Seal broken")
        form.reason = "Seal broken, photo 7"
        form.save().action_change()
        self.assertEqual(self.lots[0].disposition_reason, "Seal broken, photo 7")
        for user in (self.user_operator(), self.user_quality()):
            with self.assertRaises(AccessError):
                reasons.with_user(user).create({"name": "Because"})
        self.assertTrue(reasons.with_user(self.user_manager()).create({"name": "Because"}))
        stranger = self.user_of(self.new_company("Sister"))
        usual.company_id = self.env.company
        self.assertFalse(reasons.with_user(stranger).search([("id", "=", usual.id)]))

    def test_one_query_for_any_number(self):
        lots = self.lots.with_user(self.user_quality())
        lots[:1]._set_disposition("quarantine", "warming up")
        with self.assertQueryCount(25):
            lots[1:]._set_disposition("quarantine", "supplier's notice")
            self.env.flush_all()

    def test_lists_to_choose_from_show_it(self):
        self.lots[0]._set_disposition("rejected", "leaks")
        lots = self.env["stock.lot"].with_user(self.user_plain())
        found = lots.web_name_search("N", {"display_name": {}}, [("product_id", "=", self.needle.id)])
        shown = {row["display_name"]: row["__formatted_display_name"] for row in found}
        self.assertEqual((shown["N0"], shown["N1"]), ("N0\t`Rejected`", "N1"))
        self.assertEqual(self.lots[0].display_name, "N0")
        self.receive(self.lots[1], 2, partner=self.make_partner("Sharpline"))
        self.lots[1]._set_disposition("quarantine", "seal broken")
        quant = self.lots[1].quant_ids[0]
        line = self.env["stock.move.line"].search([("lot_id", "=", self.lots[1].id)], limit=1)
        for record in (quant.with_user(self.user_plain()), line.with_user(self.user_plain())):
            self.assertEqual(record.lot_disposition, "quarantine")
        self.lots[1]._set_disposition("released", "seal whole")
        self.lots[1]._hold("seal broken after all")
        quants = quant.with_user(self.user_plain())
        (row,) = quants.web_name_search("", {"display_name": {}}, [("id", "=", quant.id)])
        self.assertEqual(row["__formatted_display_name"], f"{row['display_name']}\t`On hold`")
        self.assertIn("N1", row["display_name"])
        self.assertEqual(quants.lot_disposition, "held")
