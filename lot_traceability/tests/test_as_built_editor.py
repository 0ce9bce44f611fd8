"""The as-built editor: fill in order, scan, correct, save; and what it refuses."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .test_as_built import AsBuiltCase


@tagged("post_install", "-at_install")
class TestAsBuiltEditor(AsBuiltCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.world.new_user("builder", "lot_traceability.group_operator,mrp.group_mrp_user")
        cls.order = cls.order.with_user(cls.user)

    def open(self):
        action = self.order.action_open_as_built()
        return self.order.env["lot.as.built.editor"].browse(action["res_id"])

    def rows(self):
        return {(row.component_lot_id.name, row.produced_lot_id.name): row.qty for row in self.order.as_built_ids}

    def scan(self, editor, *codes):
        """Scan one code after the other; returns what the editor said to each."""
        said = []
        with Form(editor) as form:
            for code in codes:
                form.scan = code
                self.assertFalse(form.scan, "ready for the next scan")
                said.append((form.message, form.message_is_problem))
        return said

    def test_fill_in_order_and_save(self):
        editor = self.open()
        self.assertIn("3 Units of Board", editor.left_summary)
        self.assertIn("6 m of Tube", editor.left_summary)
        editor.action_suggest()
        self.assertTrue(editor.is_complete)
        editor.action_save()
        self.assertEqual(
            self.rows(),
            {("B1", "P1"): 1, ("B2", "P2"): 1, ("B3", "P3"): 1, ("T1", "P1"): 2, ("T1", "P2"): 2, ("T1", "P3"): 2},
        )
        self.assertEqual(self.order.as_built_count, 6)

    def test_corrections_touch_only_what_changed(self):
        editor = self.open()
        editor.action_suggest()
        editor.action_save()
        before = {(row.component_lot_id, row.produced_lot_id): row for row in self.order.as_built_ids}
        editor = self.open()
        self.assertEqual(len(editor.line_ids), 6)
        swap = editor.line_ids.filtered(lambda line: line.component_lot_id in self.boards[:2])
        swap[0].produced_lot_id, swap[1].produced_lot_id = self.pumps[1], self.pumps[0]
        editor.action_save()
        self.order.invalidate_recordset()
        self.assertEqual((self.rows()["B1", "P2"], self.rows()["B2", "P1"], len(self.rows())), (1, 1, 6))
        kept = before[self.boards[2], self.pumps[2]]
        self.assertIn(kept, self.order.as_built_ids)

    def test_scan_component_then_unit(self):
        editor = self.open()
        said = self.scan(editor, "B2", "P1", "T1", "P1")
        self.assertEqual([problem for _text, problem in said], [False] * 4)
        self.assertIn("now scan the unit", said[0][0])
        self.assertEqual(
            [(line.component_lot_id.name, line.produced_lot_id.name, line.qty) for line in editor.line_ids],
            [("B2", "P1", 1), ("T1", "P1", 2)],
        )
        self.assertIn("2 Units of Board", editor.left_summary)
        units = {unit.produced_lot_id.name: unit.missing for unit in editor.unit_ids}
        self.assertEqual(units, {"P1": "", "P2": "Board, Tube", "P3": "Board, Tube"})

    def test_scan_unit_first_then_all_its_components(self):
        editor = self.open()
        self.scan(editor, "P3", "B1", "T1", "P2", "B2")
        pairs = [(line.component_lot_id.name, line.produced_lot_id.name) for line in editor.line_ids]
        self.assertEqual(pairs, [("B1", "P3"), ("T1", "P3"), ("B2", "P2")])

    def test_scans_that_make_no_sense_are_told(self):
        editor = self.open()
        said = self.scan(editor, "NOWHERE", "B9", "B1", "P1", "B1", "P2")
        self.assertEqual([problem for _text, problem in said], [True, True, False, False, False, True])
        self.assertIn("neither used nor made", said[1][0])
        self.assertIn("Nothing is left", said[5][0])
        self.assertEqual(len(editor.line_ids), 1)

    def test_same_name_under_another_product_is_no_question(self):
        self.make_lot(self.tube, "B1")
        editor = self.open()
        self.assertFalse(self.scan(editor, "B1", "P1")[1][1])
        self.assertEqual(editor.line_ids.component_lot_id, self.boards[0])

    def test_too_much_is_shown_and_refused(self):
        editor = self.open()
        editor.line_ids = [(0, 0, {"component_lot_id": self.t1.id, "produced_lot_id": self.pumps[0].id, "qty": 7})]
        self.assertIn("Too much", editor.left_summary)
        with self.assertRaisesRegex(ValidationError, "used 6"), self.env.cr.savepoint():
            editor.action_save()
        editor.line_ids.qty = 0
        with self.assertRaisesRegex(UserError, "Enter a quantity"):
            editor.action_save()

    def test_two_editors_do_not_overwrite_each_other(self):
        first, second = self.open(), self.open()
        first.action_suggest()
        first.action_save()
        with self.assertRaisesRegex(UserError, "Somebody else"):
            second.action_save()

    def test_serials_that_do_not_come_out_even_are_left_to_the_operator(self):
        pumps = self.make_lots(self.pump, ["P8", "P9"])
        self.order = self.produce(pumps, {self.other: 1, self.t1: 4}).with_user(self.user)
        editor = self.open()
        editor.action_suggest()
        self.assertEqual(editor.line_ids.component_lot_id, self.t1)
        self.assertTrue(editor.message_is_problem)
        self.assertIn("Board", editor.message)

    def test_clear_takes_rows_out_on_save_only(self):
        editor = self.open()
        editor.action_suggest()
        editor.action_save()
        editor = self.open()
        editor.action_clear()
        self.assertEqual(self.order.as_built_count, 6)
        editor.action_save()
        self.order.invalidate_recordset()
        self.assertEqual(self.order.as_built_count, 0)

    def test_offered_to_builders_where_both_sides_have_lots(self):
        self.assertTrue(self.order.has_as_built)
        self.assertFalse(self.order.with_user(self.user_operator()).has_as_built)
        glue = self.make_product("Glue", tracking="none")
        self.receive(glue, 5)
        plain = self.produce(self.make_lot(self.pump, "P7"), {glue: 1}).with_user(self.user)
        self.assertFalse(plain.has_as_built)
        with self.assertRaisesRegex(UserError, "nothing to allot"):
            plain.action_open_as_built()
        started = self.produce(self.make_lot(self.pump, "P6"), {self.other: 1}, done=False).with_user(self.user)
        self.assertTrue(started.has_as_built)
        self.assertFalse(started.sudo().copy().with_user(self.user).has_as_built, "only planned")
