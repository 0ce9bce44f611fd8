"""Batch records: deviations, rework, receipts, distribution, and what happens after the freeze."""

import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from .. import messages_batch as messages
from ..kernel import audit_chain
from ..report.batch_pdf import build_batch_pdf
from ..report.batch_words import BatchWords, _codes
from .check_case import CheckCase


@tagged("post_install", "-at_install")
class TestBatchEvents(CheckCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pouch.product_tmpl_id.lot_batch_profile = "device"
        cls.glue = cls.world.make_product("Glue")
        cls.glue_lot = cls.world.make_lot(cls.glue, "G1")
        cls.world.receive({cls.film_lot: 100, cls.glue_lot: 10})

    def record_of(self, lot):
        return self.env["lot.batch.record"].search([("lot_id", "=", lot.id), ("is_current", "=", True)])

    def content_of(self, lot):
        return self.record_of(lot)._get_content()

    def freeze(self, record, state="released"):
        """Freeze and decide without the browser's session that a signature asks for."""
        record._do_signed("verify", {"act": "verify"}, "", audit_chain.canonical(record._get_content()))
        record._write_own({"state": state})
        self.env["lot.signature"].with_user(self.user_quality())._add(record, "release", "all is well", "password")
        record.invalidate_recordset()

    def tell(self):
        """What the clearing up after the commit does."""
        while self.env["lot.sweep"]._do_piece():
            pass

    def gaps(self, record):
        record.invalidate_recordset()
        return [(gap["section"], gap["text"]) for gap in record.remark_lines]

    def test_other_components_than_planned_are_deviations(self):
        order = self.produce(self.lot, {self.film_lot: 20}, 20)
        order.batch_plan = {
            **order.batch_plan,
            "components": [
                {**order.batch_plan["components"][0], "base_qty": "18.333333"},
                {"product": "Glue", "product_id": self.glue.id, "qty": "1", "base_qty": "1", "unit": "Units"},
            ],
        }
        record = self.record_of(self.lot)
        rows = record._get_content()["deviations"]
        self.assertEqual(
            [(row["kind"], row["product"], row["expected"], row["found"]) for row in rows],
            [("more", "Film", "18.333333", "20"), ("missing", "Glue", "1", "0")],
        )
        for has_values, told in ((False, [["18.33", "20"], ["1", "0"]]), (True, [[18.33, 20.0], [1.0, 0.0]])):
            sections = BatchWords(self.env, record._get_content()).sections(has_values)
            [printed] = [lines for key, _title, _columns, lines in sections if key == "deviations"]
            self.assertEqual([line[3:5] for line in printed], told)
        self.assertIn("deviations", [section for section, _text in self.gaps(record)])

    def test_an_order_made_as_planned_has_no_deviation(self):
        self.produce(self.lot, {self.film_lot: 20}, 20, byproducts={self.make_lot(self.make_product("Trim"), "T1"): 4})
        self.assertEqual(self.record_of(self.lot)._get_content()["deviations"], [])

    def test_the_rest_of_an_order_is_held_against_the_same_plan(self):
        order = self.produce(self.lot, {self.film_lot: 20}, 20, done=False)
        first, rest = order._split_productions({order: [12, 8]})
        self.assertEqual(rest.batch_plan, first.batch_plan)
        self.assertTrue(first.batch_plan["components"])

    def test_taken_apart_and_made_again(self):
        order = self.produce(self.lot, {self.film_lot: 5}, 5)
        self.unbuild(order, self.lot, 1)
        self.produce(self.lot, {self.lot: 1, self.glue_lot: 1}, 1)
        content = self.record_of(self.lot)._get_content()
        rows, figures = content["rework"], content["quantities"]
        self.assertEqual([(row["kind"], row["qty"]) for row in rows], [("unbuild", "1"), ("rework", "1")])
        self.assertEqual((figures["made"], figures["planned"]), ("5", "5"))
        self.assertEqual([row["lot"] for row in content["components"]], ["F1", "G1"])
        # More put out than taken in: the rest was made.
        self.produce(self.lot, {self.lot: 2, self.film_lot: 3}, 5)
        figures = self.record_of(self.lot)._get_content()["quantities"]
        self.assertEqual((figures["made"], figures["planned"]), ("8", "8"))

    def test_a_bought_lot_that_is_reworked_stays_bought(self):
        self.glue.product_tmpl_id.lot_batch_profile = "general"
        bought, found = self.make_lots(self.glue, ["G2", "G3"])
        self.receive({bought: 10})
        # Nothing tells where the other one came from.
        self.env["stock.quant"]._update_available_quantity(
            self.glue, self.warehouse().lot_stock_id, 3, lot_id=found
        )  # fmt: skip
        for lot, kind, made in ((bought, "received", "10"), (found, "made", "3")):
            for qty in (2, 3, 3):
                self.produce(lot, {lot: qty}, qty)
            content = self.record_of(lot)._get_content()
            self.assertEqual((content["head"]["kind"], content["quantities"]["made"]), (kind, made))
            self.assertEqual([row["qty"] for row in content["rework"]], ["2", "3", "3"])
            self.assertIn("orders", [key for key, *_rest in BatchWords(self.env, content).sections()])

    def test_a_repair_is_told_of_its_unit_not_of_its_parts(self):
        if not self.has_repair():
            return
        self.glue.product_tmpl_id.lot_batch_profile = "general"
        self.produce(self.lot, {self.film_lot: 1}, 1)
        glue_lot = self.make_lot(self.glue, "G4")
        self.receive({glue_lot: 5})
        repair = self.repair(self.lot, [("add", glue_lot, 1)])
        [row] = self.record_of(self.lot)._get_content()["rework"]
        self.assertEqual((row["kind"], row["name"], row["qty"]), ("repair", repair.display_name, "1"))
        self.assertIn("rework", [section for section, _text in self.gaps(self.record_of(self.lot))])
        self.assertEqual(self.record_of(glue_lot)._get_content()["rework"], [])

    def test_lots_of_one_order_share_what_was_planned(self):
        trimmings = self.make_product("Trimmings", lot_batch_profile="general")
        lots = self.make_lots(trimmings, ["T1", "T2"])
        self.produce(self.lot, {self.film_lot: 20}, 20, byproducts=dict(zip(lots, (15, 5))))
        told = [self.record_of(lot)._get_content()["quantities"] for lot in lots]
        self.assertEqual([(one["planned"], one["yield_percent"]) for one in told], [("15", "100"), ("5", "100")])

    def test_a_bought_lot_has_a_receiving_record(self):
        self.glue.product_tmpl_id.lot_batch_profile = "general"
        lot, supplier = self.make_lot(self.glue, "G2", ref="SUP-9"), self.make_partner("Stickwell")
        self.make_plan(self.glue, {"name": "Not gelled"}, stage="receipt")
        picking = self.receive({lot: 7}, partner=supplier)
        record = self.record_of(lot)
        content = record._get_content()
        self.assertEqual((record.picking_ids, content["head"]["kind"]), (picking, "received"))
        [row] = content["receipts"]
        self.assertEqual(
            (row["name"], row["supplier"], row["supplier_lot"], row["ordered"], row["qty"]),
            (picking.name, "Stickwell", "SUP-9", "7", "7"),
        )
        self.assertEqual(content["quantities"]["made"], "7")
        [missing] = [line["text"] for line in record.gap_lines if line["section"] == "checks"]
        self.assertIn("Not gelled", missing)
        keys = [key for key, *_rest in BatchWords(self.env, content).sections()]
        self.assertIn("receipts", keys)
        self.assertNotIn("components", keys)
        # A second receipt joins the same record.
        self.receive({lot: 3}, partner=supplier)
        self.assertEqual(record._get_content()["quantities"]["made"], "10")

    def test_only_what_is_made_or_bought_counts_as_made(self):
        self.glue.product_tmpl_id.lot_batch_profile = "general"
        bought = self.make_lot(self.glue, "G2")
        self.receive({bought: 7})
        self.produce(self.lot, {self.film_lot: 20}, 20)
        delivery = self.deliver({self.lot: 8, bought: 2}, partner=self.make_partner("Clinic"))
        self.freeze(self.record_of(self.lot), "verified")
        self.return_(delivery, {self.lot: 5, bought: 1})
        # Made outside, as by a subcontractor without Odoo's app for it: it comes from a supplier, and was made here.
        self.receive({self.lot: 3})
        for lot, made, receipts in ((self.lot, "20", 1), (bought, "7", 1)):
            content = self.record_of(lot)._get_content()
            self.assertEqual((content["quantities"]["made"], len(content["receipts"])), (made, receipts))
        # Nobody signed for those: they are shown, and stop its way.
        with self.assertRaisesRegex(UserError, "Changed since it was frozen: receipts"):
            self.record_of(self.lot)._check_act("approve")
        self.assertIn("receipts", [key for key, *_rest in BatchWords(self.env, self.content_of(self.lot)).sections()])

    def test_goods_of_a_subcontractor_count_once(self):
        if not self.has_subcontracting():
            return
        sewer = self.make_partner("Sewer")
        self.receive(self.film_lot, 4, dest=sewer.property_stock_subcontractor)
        self.subcontract(self.lot, {self.film_lot: 4}, 4, subcontractor=sewer)
        content = self.record_of(self.lot)._get_content()
        self.assertEqual((content["quantities"]["made"], content["receipts"]), ("4", []))

    def test_blanks_of_a_receipt_are_marked(self):
        self.glue.product_tmpl_id.lot_batch_profile = "general"
        lot = self.make_lot(self.glue, "G3")
        self.receive({lot: 1})
        sections = [section for section, text in self.gaps(self.record_of(lot)) if text.startswith("Blank")]
        self.assertIn("receipts", sections)

    def test_a_component_two_levels_down_that_is_stopped_asks_the_signer(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        kit = self.make_product("Kit", lot_batch_profile="device")
        kit_lot = self.make_lot(kit, "K1")
        self.produce(kit_lot, {self.lot: 2}, 2)
        record = self.record_of(kit_lot)
        self.freeze(record)
        self.assertFalse(record.component_notice)
        self.film_lot._hold("smells odd")
        record.invalidate_recordset()
        self.assertIn("F1", record.component_notice)
        self.assertFalse(self.film_lot.activity_ids)  # nobody waits for it
        self.tell()
        activity = self.film_lot.activity_ids
        self.assertEqual(activity.user_id, self.user_quality())
        self.assertIn("K1", activity.note)
        # A change of disposition tells, too; another lot does not.
        self.glue_lot._set_disposition("rejected", "gelled")
        self.film_lot._set_disposition("rejected", "wrong polymer")
        self.tell()
        self.assertFalse(self.glue_lot.activity_ids)
        self.assertEqual(len(self.film_lot.activity_ids), 2)
        # What is lifted by then is no news.
        self.film_lot._hold("smells odd again")._lift("only the box")
        self.tell()
        self.assertEqual(len(self.film_lot.activity_ids), 2)

    def test_a_signer_of_fewer_companies_stops_no_hold(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        self.freeze(self.record_of(self.lot))
        both = self.env.company | self.new_company("Sister")
        self.env.user.company_ids |= both
        lot = self.film_lot.with_context(allowed_company_ids=both.ids)
        hold = lot.with_user(self.new_user("test-both", "lot_traceability.group_quality", companies=both))._hold("odd")
        self.tell()
        self.assertEqual((hold.state, self.film_lot.activity_ids.user_id), ("open", self.user_quality()))

    def test_telling_that_fails_leaves_nothing_behind_and_stops_nothing(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        self.freeze(self.record_of(self.lot))
        records = type(self.env["lot.batch.record"])
        ask = records._ask_signer

        def ask_and_fail(self, lots_sudo, company):
            ask(self, lots_sudo, company)
            raise UserError(messages.by_itself(self.env))

        self.patch(records, "_ask_signer", ask_and_fail)
        self.film_lot._hold("smells odd")
        self.tell()
        self.assertTrue(self.film_lot.is_blocked)
        self.assertFalse(self.film_lot.activity_ids)
        self.assertFalse(self.env["lot.sweep"].search([("is_untold", "=", True)]))

    def test_a_hold_on_goods_asks_about_what_it_stops_and_they_are_in(self):
        """F1 and F2 are in nothing, F4 belongs to a company that the signer may not enter: F3 is told of."""
        lots = self.make_lots(self.film, ["F2", "F3", "F4"])
        self.receive(dict.fromkeys(lots, 9))
        self.produce(self.lot, {lots[1]: 9, lots[2]: 2}, 11)
        self.freeze(self.record_of(self.lot))
        lots[1]._hold("known for long")
        self.tell()
        lots[1].activity_ids.unlink()
        self.env.flush_all()
        sister = self.new_company("Sister").id
        self.env.cr.execute("UPDATE stock_lot SET company_id = %s WHERE id = %s", [sister, lots[2].id])
        self.env.invalidate_all()
        package = self.env["stock.package"].create({"name": "BOX-1"})
        goods = self.env["stock.quant"].search([("lot_id", "=", lots[0].id), ("location_id.usage", "=", "internal")])
        goods.package_id = package  # F2 lies there, and F2 alone
        vals = {"product_id": self.film.id, "reason": "supplier warned us"}
        self.env["lot.hold"].create({**vals, "package_id": package.id})
        self.tell()
        self.assertFalse((lots | self.film_lot).activity_ids)
        self.env["lot.hold"].create(vals)
        self.tell()
        [activity] = (lots | self.film_lot).activity_ids
        names = [name for name in ("F1", "F2", "F3", "F4") if name in activity.note]
        self.assertEqual((activity.res_id, names), (lots[1].id, ["F3"]))

    def test_a_hold_on_a_whole_product_is_seen_in_the_record(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        record = self.record_of(self.lot)
        self.freeze(record)
        self.env["lot.hold"].create({"product_id": self.film.id, "reason": "supplier warned us"})
        record.invalidate_recordset()
        self.assertIn("F1", record.component_notice)
        self.tell()
        self.assertEqual(self.film_lot.activity_ids.user_id, self.user_quality())

    def test_more_made_after_the_release_is_told(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        record = self.record_of(self.lot)
        self.freeze(record)
        self.assertFalse(record.change_notice)
        self.produce(self.lot, {self.film_lot: 5}, 5)
        record.invalidate_recordset()
        self.assertIn("quantity", record.change_notice)
        self.assertEqual(json.loads(record.content)["quantities"]["made"], "20")

    def test_what_was_added_before_the_release_stops_it(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        record = self.record_of(self.lot)
        record._write_own({"state": "completed"})
        self.produce(self.lot, {self.film_lot: 5}, 5)
        self.assertEqual(record.state, "in_process")  # entered anew, now with both orders
        self.assertEqual(record._get_content()["quantities"]["made"], "25")
        self.freeze(record, "verified")
        self.film.name = "Foil"
        record._check_act("approve")
        self.scrap(self.lot, 1)
        with self.assertRaisesRegex(UserError, "Changed since it was frozen: quantity"):
            record._check_act("approve")

    def test_what_is_allotted_in_part_may_be_in_every_other_unit(self):
        units = self.make_lots(self.make_product("Pump", "serial", lot_batch_profile="device"), ["S1", "S2", "S3"])
        order = self.produce(units, {self.film_lot: 6})
        self.env["lot.as.built"].create(
            {
                "production_id": order.id,
                "component_lot_id": self.film_lot.id,
                "produced_lot_id": units[0].id,
                "qty": 2,
            }
        )
        rows = {unit.name: self.record_of(unit)._get_content()["components"] for unit in units}
        told = {name: [(row["lot"], row["qty"], row["is_allotted"]) for row in found] for name, found in rows.items()}
        rest = [("F1", "4", False)]
        self.assertEqual(told, {"S1": [("F1", "2", True)], "S2": rest, "S3": rest})

    def test_distribution_is_told_beside_what_is_signed(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        record, clinic = self.record_of(self.lot), self.make_partner("Clinic")
        self.freeze(record)
        paper = record._build_paper(build_batch_pdf)
        delivery = self.deliver(self.lot, 6, clinic)
        self.return_(delivery, self.lot, 2)
        rows = record._get_distribution_rows()
        self.assertEqual([(row["customer"], row["qty"]) for row in rows], [("Clinic", "6"), ("Clinic", "-2")])
        self.assertEqual(paper, record._build_paper(build_batch_pdf))  # what is signed stays byte for byte
        self.assertNotEqual(paper, record._build_paper(build_batch_pdf, True))

    def test_records_of_the_first_form_can_still_be_read(self):
        self.produce(self.lot, {self.film_lot: 20}, 20)
        content = self.record_of(self.lot)._get_content()
        for key in ("receipts", "deviations", "rework"):
            del content[key]
        del content["head"]["kind"]
        self.assertTrue(build_batch_pdf(self.env, content, "0" * 64, "2026-06-01T10:00:00Z").startswith(b"%PDF"))

    def test_the_form_leaves_out_what_it_has_as_fields_and_only_that(self):
        self.lot.ref = self.lot.name
        self.produce(self.lot, {self.film_lot: 20}, 20)
        facts = dict(self.record_of(self.lot).sections["facts"])
        self.assertEqual(facts["Reference"], "P1")
        self.assertFalse({"Lot", "Product", "Company", "Profile"} & facts.keys())

    def test_each_state_of_a_work_order_has_a_word(self):
        states = {key for key, _word in self.env["mrp.workorder"]._fields["state"].selection}
        self.assertLessEqual(states, _codes(self.env).keys())
