"""Header of a running case: stages with their times, and what is in the house and held at this moment."""

from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestNow(RecallCase):
    def stages(self, recall):
        return {line["name"]: line["state"] for line in recall.stage_lines}

    def test_stages_follow_the_case(self):
        draft = self.env["lot.recall"].create({"title": "Leak"})
        self.assertEqual((self.stages(draft)["opened"], self.stages(draft)["assessed"]), ("done", "current"))
        recall = self.launched()
        found = self.stages(recall)
        self.assertEqual([found[name] for name in ("assessed", "confirmed", "launched")], ["done"] * 3)
        self.assertEqual(found["notified"], "current")
        draft.action_cancel()
        draft.invalidate_recordset()
        self.assertNotIn("current", self.stages(draft).values())

    def test_the_board_goes_from_left_to_right_as_the_work_does(self):
        self.env["lot.recall"].search([]).company_id = self.new_company("Elsewhere")
        self.launched()
        self.confirmed()
        draft = self.env["lot.recall"].create({"title": "Leak"})
        draft.copy().action_cancel()
        board = self.env["lot.recall"].with_context(read_group_expand=True).web_read_group
        groups = board([("company_id", "=", self.env.company.id)], ["state"])["groups"]
        self.assertEqual([group["state"] for group in groups], ["draft", "confirmed", "launched", "cancelled"])

    def test_figures_as_frozen_and_as_of_now(self):
        recall = self.launched()
        (unit,) = recall._get_figures_now()["units"]
        # N1 100 received, HUB-1 60 and SET-1 50 made; 40 + 10 + 24 are here, all of it held
        self.assertEqual((unit["made_qty"], unit["on_hand_qty"], unit["held_qty"]), (210.0, 74.0, 74.0))
        self.assertEqual((unit["shipped_qty"], unit["net_qty"]), (30.0, 26.0))
        self.assertIn("74", recall.held_now_text)
        recall.hold_ids.filtered(lambda hold: hold.lot_id == self.n1)._lift("Inspected")
        (unit,) = recall._get_figures_now()["units"]
        self.assertEqual((unit["on_hand_qty"], unit["held_qty"]), (74.0, 34.0))

    def test_a_hold_of_the_product_counts_as_held(self):
        recall = self.confirmed()
        self.env["lot.hold"].create({"product_id": self.needle.id, "reason": "Whole product"})
        (unit,) = recall._get_figures_now()["units"]
        self.assertEqual(unit["held_qty"], 40.0)

    def test_a_hold_of_a_place_holds_what_lies_there(self):
        recall = self.confirmed()
        shelf = self.env["stock.location"].create({"name": "Shelf", "location_id": self.delivery.location_id.id})
        self.env["stock.quant"]._update_available_quantity(self.needle, shelf, 3, lot_id=self.n1)
        self.env["lot.hold"].create({"lot_id": self.n1.id, "location_id": shelf.id, "reason": "Wet"})
        (unit,) = recall._get_figures_now()["units"]
        self.assertEqual((unit["on_hand_qty"], unit["held_qty"]), (77.0, 3.0))
        rows = {row["lot"]: row["held_qty"] for row in recall._get_account()}
        self.assertEqual((rows["N1"], rows["SET-1"]), (3, 0))

    def test_a_unit_is_one_in_whatever_language_it_is_read(self):
        recall = self.confirmed()
        self.env["res.lang"]._activate_lang("de_DE")
        self.kit.uom_id.with_context(lang="de_DE").name = "Stk"
        recall = recall.with_context(lang="de_DE")
        self.assertEqual([row["uom"] for row in recall._get_figures_now()["units"]], ["Units"])
        recall.action_new_revision()
        self.assertEqual([row["uom"] for row in recall._get_figures_now()["units"]], ["Stk"])

    def test_nothing_yet(self):
        draft = self.env["lot.recall"].create({"title": "Leak"})
        self.assertEqual((draft._get_figures_now(), draft.on_hand_now_text), ({"units": []}, "0"))
