"""Numbers by format: given out wherever Odoo makes lots, checked when they come from elsewhere."""

from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestLotNumber(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.tz = "UTC"
        cls.formats = cls.env["lot.number.format"]
        cls.needle = cls.world.make_product("Needle", default_code="NDL")
        cls.pump = cls.world.make_product("Pump", tracking="serial")
        cls.startClassPatcher(freeze_time(fields.Datetime.now()))  # midnight may pass meanwhile
        cls.day = fields.Date.today()
        cls.yy = f"{cls.day:%y}"

    def use(self, pattern, product=None, **values):
        values = {"name": "Ours", "pattern": pattern, "is_gapless": True, **values}
        number_format = self.formats.create(values)
        (product or self.needle).lot_number_format_id = number_format
        return number_format

    def make(self, product=None, **values):
        return self.env["stock.lot"].create({"product_id": (product or self.needle).id, **values})

    # --- given out ---

    def test_new_lots_get_the_next_number(self):
        self.use("L{yy}-{seq:3}{check:mod37-2}")
        names = self.env["stock.lot"].create([{"product_id": self.needle.id} for _lot in range(3)]).mapped("name")
        self.assertEqual([name[:7] for name in names], [f"L{self.yy}-00{number}" for number in (1, 2, 3)])
        self.assertEqual(len({name[7] for name in names}), 3)

    def test_products_without_format_keep_odoos_sequence(self):
        self.assertTrue(self.make().name)
        with Form(self.env["stock.lot"]) as form:
            form.product_id = self.needle
            self.assertFalse(form.lot_number_next)

    def test_the_form_shows_the_number_and_saving_takes_it(self):
        self.use("N{seq:2}")
        with Form(self.env["stock.lot"]) as form:
            form.product_id = self.needle
            self.assertFalse(form.name)
            self.assertEqual(form.lot_number_next, "N01")
            self.make()  # somebody is quicker
        self.assertEqual(form.record.name, "N02")

    def test_manufacturing_orders_use_it(self):
        self.use("{line}/{seq:2}")
        order = self.env["mrp.production"].create({"product_id": self.needle.id, "product_qty": 3})
        order.action_confirm()
        order.action_generate_serial()
        self.assertEqual(order.lot_producing_ids.name, f"{order.picking_type_id.sequence_code}/01")

    def test_serials_of_an_order_use_it(self):
        self.use("P{seq:3}", self.pump)
        order = self.env["mrp.production"].create({"product_id": self.pump.id, "product_qty": 3})
        order.action_confirm()
        action = order.action_generate_serial()
        wizard = self.env["mrp.production.serials"].with_context(**action["context"]).create({})
        self.assertEqual(wizard.lot_name, "P001")
        self.make(self.pump)
        wizard.action_generate_serial_numbers()
        self.assertEqual(wizard.serial_numbers, "P002\nP003\nP004")
        wizard.action_apply()
        self.assertEqual(order.lot_producing_ids.mapped("name"), ["P002", "P003", "P004"])
        self.assertEqual(self.make(self.pump).name, "P005")

    def receipt(self, product, quantity):
        operation = self.env["stock.warehouse"].search([("company_id", "=", self.env.company.id)], limit=1).in_type_id
        picking = self.env["stock.picking"].create({"picking_type_id": operation.id})
        move = self.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom_qty": quantity,
                "picking_id": picking.id,
                "location_id": picking.location_id.id,
                "location_dest_id": picking.location_dest_id.id,
            }
        )
        picking.action_confirm()
        return move

    def generate(self, move, first, count):
        context = {
            "default_product_id": move.product_id.id,
            "default_location_dest_id": move.location_dest_id.id,
            "default_location_id": move.location_id.id,
            "default_tracking": move.has_tracking,
            "default_quantity": move.product_uom_qty,
            "default_picking_type_id": move.picking_type_id.id,
            "default_company_id": move.company_id.id,
        }
        lines = self.env["stock.move"].action_generate_lot_line_vals(context, "generate", first, count, "")
        return [line["lot_name"] for line in lines]

    def test_receipts_generate_them_and_take_none_twice(self):
        self.use("P{seq:3}{check:luhn}", self.pump)
        move = self.receipt(self.pump, 3)
        first = self.env["stock.lot"].peek_number(self.pump.id, move.picking_type_id.id)
        self.assertEqual(first, "P0018")
        names = self.generate(move, first, 3)
        self.assertEqual(names, ["P0018", "P0026", "P0034"])
        self.assertEqual(self.generate(move, first, 1), ["P0042"], "somebody else's dialog showed the same")
        self.assertEqual(self.generate(move, "P0109", 2), ["P0109", "P0117"], "a typed first number counts on")
        self.assertEqual(self.make(self.pump).name, "P0125")
        self.assertEqual(self.generate(move, "", 1), ["P0133"])

    def test_a_missing_code_leaves_typed_numbers_to_odoo(self):
        self.use("{product}{seq:2}", self.pump)
        self.assertEqual(self.generate(self.receipt(self.pump, 1), "A5", 2), ["A5", "A6"])

    def test_numbers_typed_by_hand_are_never_given_again(self):
        self.use("N{seq:2}")
        self.make(name="N03")
        self.make(name="X99")
        self.assertEqual(self.make().name, "N04")

    def test_numbers_of_before_the_format_are_left_out(self):
        self.make(name="N01")
        self.make(name="N02")
        self.use("N{seq:2}")
        self.assertEqual(self.make().name, "N03")

    def test_many_numbers_of_before_the_format_are_passed_at_once(self):
        self.env["stock.lot"].create([{"product_id": self.needle.id, "name": f"N{n:03}"} for n in range(1, 151)])
        self.use("N{seq:3}")
        self.assertEqual(self.needle.lot_number_next, "N151")
        counters = self.registry["lot.number.counter"]
        with patch.object(counters, "_take", autospec=True, side_effect=counters._take) as take:
            self.assertEqual(self.make().name, "N151")
        self.assertLess(take.call_count, 4)

    def test_a_typing_error_does_not_use_the_numbers_up(self):
        self.use("N{seq:2}")
        self.make(name="N99")
        self.assertEqual(self.make().name, "N01")
        self.use("N{seq36:6}")
        self.make(name="NZZZZZZ")
        self.assertEqual(self.make().name, "N000001")

    def test_many_typed_numbers_cost_no_more_than_one(self):
        number_format = self.use("N{seq:3}", is_gapless=False)
        formats = type(number_format)
        with patch.object(formats, "_get_facts", autospec=True, side_effect=formats._get_facts) as asked:
            self.env["stock.lot"].create([{"product_id": self.needle.id, "name": f"N{n:03}"} for n in range(1, 21)])
        self.assertEqual(asked.call_count, 1)

    def test_it_starts_again_in_each_period(self):
        number_format = self.use("{yy}{doy}-{seq:2}", reset="day")
        self.make()
        key = number_format._get_counter_key(self.needle, number_format._get_facts(self.needle, None))
        self.assertTrue(key.endswith(self.day.isoformat()))
        self.env.cr.execute("UPDATE lot_number_counter SET key = %s WHERE key = %s", ["yesterday", key])
        self.assertTrue(self.env["lot.number.counter"]._take(key, 1, True) == 1)

    def test_the_category_says_it_for_all_below(self):
        parent = self.env["product.category"].create({"name": "Made"})
        child = self.env["product.category"].create({"name": "Needles", "parent_id": parent.id})
        self.needle.categ_id = child
        parent.lot_number_format_id = self.formats.create({"name": "All", "pattern": "C{seq:2}", "is_gapless": True})
        self.assertEqual(self.make().name, "C01")
        self.assertEqual(self.needle.lot_number_next, "C02")
        self.use("N{seq:2}")
        self.assertEqual(self.make().name, "N01", "the product's own comes first")

    def test_a_used_up_counter_and_missing_codes_are_told(self):
        self.use("N{seq:1}")
        self.env["stock.lot"].create([{"product_id": self.needle.id} for _lot in range(9)])
        with self.assertRaisesRegex(UserError, "used up"):
            self.make()
        self.use("{product:2}{seq:1}")
        with self.assertRaisesRegex(UserError, "longer than format"):
            self.make()
        self.use("{line}{seq:1}")
        with self.assertRaisesRegex(UserError, "operation type"):
            self.make()

    # --- once only ---

    def test_one_counter_for_all_products_of_the_company(self):
        number_format = self.use("C{seq:2}", scope="company")
        self.pump.lot_number_format_id = number_format
        self.assertEqual([self.make().name, self.make(self.pump).name], ["C01", "C02"])
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception) as refused, self.env.cr.savepoint():
            self.make(self.pump, name="C01")
        self.assertIn("number_scope", str(refused.exception))

    def test_each_product_counts_for_itself(self):
        number_format = self.use("C{seq:2}")
        self.pump.lot_number_format_id = number_format
        self.assertEqual([self.make().name, self.make(self.pump).name], ["C01", "C01"])

    # --- checked ---

    def test_strict_formats_refuse_other_numbers(self):
        number_format = self.use("N{seq:3}{check:luhn}", is_strict=True)
        self.make(name="N0018")
        for name, place in (("N0017", 5), ("X0018", 1), ("N00", None), ("N00181", 6)):
            with self.assertRaises(ValidationError, msg=name) as refused, self.env.cr.savepoint():
                self.make(name=name)
            self.assertIn(f"character {place}" if place else "too short", str(refused.exception))
        number_format.is_strict = False
        self.make(name="anything")

    def test_suppliers_numbers_are_checked_where_they_are_the_lots(self):
        self.needle.supplier_number_format_id = self.formats.create(
            {"name": "Acme", "purpose": "supplier", "pattern": "AC{digits:4-6}"}
        )
        self.make(name="AC12345")
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.make(name="AC12")
        self.use("N{seq:2}")
        self.assertEqual(self.make(supplier_number="AC99999").name, "N01")
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.make(supplier_number="99999")

    def test_formats_are_judged_when_they_are_written(self):
        for pattern, reset in (("L{seq", "never"), ("L{yy}", "never"), ("{seq}", "day"), ("{digits:3}{seq}", "never")):
            with self.assertRaises(ValidationError, msg=pattern):
                self.formats.create({"name": "x", "pattern": pattern, "reset": reset})
        with Form(self.formats) as form:
            form.name = "Live"
            form.pattern = "L{seq"
            self.assertTrue(form.problem)
            form.pattern = "{product}-{seq:3}"
            self.assertFalse(form.problem)
            self.assertEqual(form.sample, "P-1-001")
            self.assertIn("999", form.largest)

    def test_the_preview_counts_the_longest_product(self):
        number_format = self.use("{product:5}-{seq:3}")
        self.assertEqual(number_format.widest, "NDL-999 (7 characters)")
        self.needle.default_code = "NEEDLE-23G"
        number_format.invalidate_recordset()
        self.assertIn("NEEDLE-23G has 10 characters", number_format.fit_note)

    def test_who_may(self):
        number_format = self.use("N{seq:2}")
        with self.assertRaises(AccessError):
            number_format.with_user(self.user_plain()).pattern = "X{seq:2}"
        lot = self.env["stock.lot"].with_user(self.user_plain()).create({"product_id": self.needle.id})
        self.assertEqual(lot.name, "N01")
        with self.assertRaises(AccessError):
            self.env["lot.number.counter"].with_user(self.user_manager()).search([])

    def test_nobody_uses_numbers_up_who_may_not_make_lots(self):
        self.use("N{seq:2}")
        portal = self.user_plain()
        portal.group_ids = self.env.ref("base.group_portal")
        lots = self.env["stock.lot"].with_user(portal)  # who may make lots where subcontractors do, but not of this
        with self.assertRaises(AccessError):
            lots.with_context(lot_number_product=self.needle.id).generate_lot_names("", 50)
        with self.assertRaises(AccessError):
            lots.peek_number(self.needle.id)
        self.assertEqual(self.make().name, "N01")

    def test_changes_are_recorded(self):
        number_format = self.use("N{seq:2}")
        number_format.pattern = "M{seq:2}"
        entry = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], order="id desc", limit=1)
        self.assertIn("M{seq:2}", entry.content)

    # --- beside the supplier's ---

    def test_the_suppliers_number_brings_the_own_one(self):
        self.use("N{seq:2}")
        move = self.receipt(self.needle, 5)
        move.move_line_ids.unlink()
        line = self.env["stock.move.line"].create(
            {
                "move_id": move.id,
                "picking_id": move.picking_id.id,
                "product_id": self.needle.id,
                "quantity": 5,
                "supplier_number": "AC-7/B",
                "location_id": move.location_id.id,
                "location_dest_id": move.location_dest_id.id,
            }
        )
        self.assertEqual(line.lot_name, "N01")
        move.picked = True
        move.picking_id._action_done()
        lot = line.lot_id
        self.assertEqual((lot.name, lot.supplier_number), ("N01", "AC-7/B"))
        self.assertEqual(self.env["stock.lot"].resolve_scan("AC-7/B")["lots"][0]["id"], lot.id)
        self.assertIn(lot, self.env["stock.lot"].search([("display_name", "ilike", "AC-7")]))
        self.assertIn({"label": "Supplier's number", "value": "AC-7/B"}, lot._identifiers())
        again = self.receipt(self.needle, 5).move_line_ids
        again.supplier_number = "AC-7/B"
        self.assertEqual(again.lot_name, "N01", "the same lot, delivered again")

    def test_the_same_number_of_another_supplier_is_another_lot(self):
        self.use("N{seq:2}")
        vendors, names = {name: self.world.make_partner(name) for name in ("Acme", "Bolt")}, []
        for vendor in ("Acme", "Bolt", "Acme"):
            move = self.receipt(self.needle, 5)
            move.picking_id.partner_id = vendors[vendor]
            move.move_line_ids.supplier_number = "260101"
            names.append(move.move_line_ids.lot_name)
        self.assertEqual(names, ["N01", "N02", "N01"])
