"""Checks come to be by themselves: on receipt, while and when goods are made; for all lots at once, once."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .. import messages_check as messages
from .check_case import CheckCase


@tagged("post_install", "-at_install")
class TestCheckPlan(CheckCase):
    def test_finished_lots_get_their_checks_once_with_the_words_of_then(self):
        order = self.make_pouches()
        found = self.checks()
        self.assertEqual(set(found), {"Print is legible", "Seal strength", "Colour", "Peel"})
        seal = found["Seal strength"]
        self.assertEqual((seal.lower_limit, seal.upper_limit, seal.limits), ("5", "9.0", "5 to 9.0 N"))
        self.assertEqual((seal.production_id, seal.company_id, seal.state), (order, self.env.company, "todo"))
        self.plan.line_ids.filtered(lambda item: item.name == "Seal strength").write(
            {"upper_limit": "7", "name": "Seal"}
        )
        self.assertEqual((seal.name, seal.upper_limit), ("Seal strength", "9.0"))
        self.env["lot.check"]._plan("final", {order: {self.lot: 20}})
        self.assertEqual(len(self.checks()), 4)
        self.assertEqual((self.lot.check_count, order.open_check_count), (4, 4))

    def test_receipts_of_many_lots_in_a_bounded_number_of_statements(self):
        self.make_plan(self.film, {"name": "Looks sound"}, {"name": "Width"}, stage="receipt")
        few, many = self.make_lots(self.film, ["R1", "R2"]), self.make_lots(self.film, [f"M{at}" for at in range(12)])
        pickings = [self.receive(dict.fromkeys(lots, 5), done=False) for lots in (few, many)]
        counts = []
        for picking in pickings:
            lots = {picking: {line.lot_id: 5 for line in picking.move_line_ids}}
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["lot.check"]._plan("receipt", lots)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        self.assertEqual(self.env["lot.check"].search_count([("lot_id", "in", (few | many).ids)]), 28)

    def test_a_receipt_is_checked_when_it_is_done(self):
        self.make_plan(self.film, {"name": "Looks sound"}, stage="receipt", sample_rule="percent", sample_percent=10)
        picking = self.receive({self.make_lot(self.film, "R9"): 45})
        self.assertEqual(picking.move_line_ids.lot_id.check_count, 1)
        check = self.env["lot.check"].search([("picking_id", "=", picking.id)])
        self.assertEqual((check.sample_count, check.stage), (5, "receipt"))

    def test_in_process_checks_are_there_when_the_order_is_confirmed(self):
        self.make_plan(self.pouch, {"name": "Temperature", "kind": "measure", "unit": "°C"}, stage="in_process")
        self.receive({self.film_lot: 5})
        order = self.produce(self.lot, {self.film_lot: 5}, 5, done=False)
        self.assertEqual(list(self.checks()), ["Temperature"])
        self.finish(order)
        self.assertEqual(len(self.checks()), 5)

    def test_the_head_of_an_order_takes_no_check_from_what_was_put_out(self):
        trim = self.make_lot(self.make_product("Trim"), "T1")
        self.make_plan(trim.product_id, {"name": "Is clean"})
        self.receive({self.film_lot: 20})
        order = self.produce(self.lot, {self.film_lot: 20}, 20, byproducts={trim: 2})
        order.write({"lot_producing_ids": [(5,)]})
        self.assertEqual({*self.checks().values(), *self.checks(trim).values()}, set(self._open_checks(order)))
        self.assertEqual(len(self._open_checks(order)), 5)

    def _open_checks(self, order):
        return self.env["lot.check"].search([("production_id", "=", order.id), ("state", "=", "todo")])

    def test_a_cancelled_order_asks_nobody_any_more(self):
        self.make_plan(self.pouch, {"name": "Temperature"}, stage="in_process")
        self.receive({self.film_lot: 5})
        other = self.make_lot(self.pouch, "P2")
        orders = [self.produce(lot, {self.film_lot: 2}, 2, done=False) for lot in (self.lot, other)]
        orders[0].action_cancel()
        orders[1].move_raw_ids._action_cancel()  # then Odoo cancels the order by itself
        for lot in (self.lot, other):
            check = self.checks(lot)["Temperature"]
            self.assertEqual((check.state, check.skip_reason), ("not_applicable", messages.order_cancelled(self.env)))

    def test_plans_reach_by_category_company_and_operation(self):
        category = self.env["product.category"].create({"name": "Pouches"})
        inner = self.env["product.category"].create({"name": "Sterile", "parent_id": category.id})
        self.pouch.categ_id = inner
        company, kind = self.env.company, self.warehouse().manu_type_id
        plan = self.env["lot.check.plan"].create(
            {"name": "All", "category_ids": category.ids, "line_ids": [(0, 0, {"name": "A"})]}
        )
        self.assertTrue(plan._reaches(self.pouch, company, kind))
        self.assertFalse(plan._reaches(self.film, company, kind))
        plan.picking_type_ids = self.warehouse().in_type_id
        self.assertFalse(plan._reaches(self.pouch, company, kind))
        self.pouch.product_tmpl_id.action_archive()
        self.assertFalse(self.plan._reaches(self.film, company, kind))
        plan.write({"picking_type_ids": False, "company_id": self.new_company("Sister").id})
        self.assertFalse(plan._reaches(self.pouch, company, kind))

    def test_a_plan_tells_of_lots_that_start_as_released(self):
        self.assertEqual(self.plan.start_note, messages.start_released(self.env, ["Pouch"]))
        self.pouch.product_tmpl_id.lot_start = "quarantine"
        self.plan.invalidate_recordset()
        self.assertFalse(self.plan.start_note)
        self.plan.category_ids = self.env["product.category"].create({"name": "Pouches"})
        self.assertEqual(self.plan.start_note, messages.start_released(self.env, ["Pouches"]))
        self.plan.line_ids.is_required = False
        self.assertFalse(self.plan.start_note)

    def test_a_plan_tells_what_starts_as_released_inside_of_a_guarded_category(self):
        guarded = self.env["product.category"].create({"name": "Sterile", "lot_start": "quarantine"})
        self.env["product.category"].create({"name": "Samples", "parent_id": guarded.id, "lot_start": "released"})
        self.make_product("Film 2", categ_id=guarded.id)
        self.make_product("Film 3", categ_id=guarded.id).product_tmpl_id.lot_start = "released"
        ink = self.make_product("Ink", tracking="none")
        self.plan.write({"product_tmpl_ids": ink.product_tmpl_id.ids, "category_ids": guarded.ids})
        told = messages.start_released(self.env, ["Film 3", "Sterile / Samples"])
        self.assertEqual(self.plan.start_note, told)
        # A template whose variants are archived still says how its lots start.
        self.pouch.active = False
        self.pouch.product_tmpl_id.write({"active": True, "lot_start": "quarantine"})
        self.plan.write({"product_tmpl_ids": self.pouch.product_tmpl_id.ids, "category_ids": False})
        self.assertFalse(self.plan.start_note)
        operation = self.warehouse().manu_type_id
        self.plan.write({"product_tmpl_ids": False, "picking_type_ids": operation.ids})
        self.assertEqual(self.plan.start_note, messages.start_released(self.env, []))
        operation.lot_starts_in_quarantine = True
        self.plan.invalidate_recordset()
        self.assertFalse(self.plan.start_note)

    def test_quality_without_manufacturing_reads_and_makes_plans(self):
        self.env.ref("base.group_user").implied_ids += self.env.ref("mrp.group_mrp_routings")
        sister, quality = self.new_company("Sister"), self.user_quality()
        theirs = self.make_product("Theirs", company_id=sister.id)
        self.plan.product_tmpl_ids += theirs.product_tmpl_id
        self.env.flush_all()
        self.env.invalidate_all()
        plans = self.env["lot.check.plan"].with_user(quality)
        form = Form(plans.browse(self.plan.id))
        self.assertEqual(form.start_note, messages.start_released(self.env, ["Pouch"]))
        form.stage = "receipt"
        form.save()
        self.plan.company_id = self.env.company
        self.plan.product_tmpl_ids = theirs.product_tmpl_id
        self.assertFalse(self.plan.start_note)

    def test_bad_plans_are_refused(self):
        with self.assertRaisesRegex(ValidationError, messages.plan_without_reach(self.env, "Empty")):
            self.env["lot.check.plan"].create({"name": "Empty"})
        for limits in ({"lower_limit": "9", "upper_limit": "5"}, {"lower_limit": "=1"}, {"upper_limit": "1.234,5"}):
            with self.assertRaises(ValidationError):
                self.make_plan(self.pouch, {"name": "Bad", "kind": "measure", **limits})

    def test_what_a_plan_names_is_not_deleted_and_said_in_words(self):
        product = self.world.make_product("Bag")
        outer, inner = self.env["product.category"].create([{"name": "Bags"}, {"name": "Small bags"}])
        inner.parent_id = outer
        operation = self.warehouse().manu_type_id.copy()
        names = {"category_ids": inner.ids, "picking_type_ids": operation.ids, "active": False}
        plan = self.make_plan(product, {"name": "Whole"}, **names)
        for gone, named in (
            (product, product.product_tmpl_id),
            (product.product_tmpl_id, product.product_tmpl_id),
            (inner, inner),
            (outer, inner),  # takes those inside with it
            (operation, operation),
        ):
            with self.assertRaises(UserError) as refusal:
                gone.unlink()
            self.assertEqual(str(refusal.exception), str(messages.is_planned(self.env, named, plan.name)))
        self.assertIn("Archive it", str(messages.is_planned(self.env, operation, plan.name)))
        self.assertNotIn("Archive it", str(messages.is_planned(self.env, inner, plan.name)))

    def test_plans_are_of_quality_and_told_in_the_ledger(self):
        with self.assertRaises(AccessError):
            self.plan.with_user(self.user_operator()).name = "Mine"
        self.plan.with_user(self.user_quality()).line_ids[0].is_required = False
        entry = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], limit=1)
        self.assertEqual(entry._get_content()["after"], {"is_required": False})
        self.plan.company_id = self.new_company("Sister")
        entry = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], limit=1)
        self.assertEqual(list(entry._get_content()["after"]), ["company_id"])

    def test_other_companies_see_nothing_of_them(self):
        self.make_pouches()
        stranger = self.user_of(self.new_company("Sister"))
        check = self.checks()["Colour"]
        self.assertFalse(self.env["lot.check"].with_user(stranger).search([("id", "=", check.id)]))
        [answer] = (
            self.env["lot.check"].with_user(stranger).enter([{"uuid": "stranger-1", "check": check.id, "text": "x"}])
        )
        self.assertEqual((answer["status"], answer["message"]), ("stop", messages.unknown_check(self.env)))
        self.assertFalse(check.result_ids)
