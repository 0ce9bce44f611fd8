"""GS1 codes pasted into Odoo's dialog for the lots of a receipt."""

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .common import GS, GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestLotPaste(Gs1Case, ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set.use_expiration_date, cls.set.expiration_time = True, 700
        cls.dozen = cls.env.ref("uom.product_uom_dozen")

    def paste(self, text, product=None, **context):
        product = product or self.set
        receipt = self.planned("in", product, 100)
        move = receipt.move_ids
        context = {
            "default_product_id": product.id,
            "default_location_dest_id": move.location_dest_id.id,
            "default_location_id": move.location_id.id,
            "default_tracking": product.tracking,
            "default_quantity": 100,
            "default_company_id": receipt.company_id.id,
            "default_picking_id": receipt.id,
            **context,
        }
        return self.env["stock.move"].action_generate_lot_line_vals(context, "import", "", 1, text)

    def rows(self, text, product=None, **context):
        vals_list = self.paste(text, product, **context)
        return [(vals["lot_name"], vals["quantity"]) for vals in vals_list]

    def assert_refused(self, text, *words):
        with self.assertRaises(UserError) as refused:
            self.paste(text)
        for word in words:
            self.assertIn(word, str(refused.exception))

    def test_a_code_gives_lot_and_dates(self):
        (vals,) = self.paste(f"]d201{GTIN}1126050115270531" + f"1727063010NEW;1,5{GS}")
        self.assertEqual((vals["lot_name"], vals["quantity"]), ("NEW;1,5", 1))
        self.assertEqual(str(vals["production_date"]), "2026-05-01")
        self.assertEqual(str(vals["expiration_date"]), "2027-06-30 23:59:59")
        self.assertEqual(str(vals["use_date"]), "2027-05-31 23:59:59")

    def test_codes_and_ordinary_lines_keep_their_order(self):
        text = f"PLAIN;5\r\n(01){GTIN}(10)A\r\n\nOTHER\n(01){GTIN}(10)B\t7\nhttps://id.gs1.org/01/{GTIN}/10/C"
        self.assertEqual(self.rows(text), [("PLAIN", 5), ("A", 1), ("OTHER", 1), ("B", 7), ("C", 1)])

    def test_quantities(self):
        packaging = {"uom_id": self.dozen.id, "product_id": self.set.id, "barcode": "29506000134356"}
        self.env["product.uom"].create(packaging)
        text = f"(01){GTIN}(10)A(30)25\n(01)29506000134356(10)B\n(01){GTIN}(10)C(30)25\t3"
        self.assertEqual(self.rows(text), [("A", 25), ("B", 12), ("C", 3)])
        self.assertEqual(self.rows("(01)19506000134359(21)S1(30)5", self.pump), [("S1", 1)])

    def test_what_may_be_an_ordinary_number_stays_one(self):
        numbers = ["10ABC", "1727063010ABC", "4006381333931", "00123456789012345678", "(A)B", "21-7", "A(01)"]
        self.assertEqual([name for name, _quantity in self.rows("\n".join(numbers))], numbers)

    def test_serial_and_batch(self):
        text = "(01)19506000134359(10)BATCH(21)S1\n(01)19506000134359(21)S2"
        self.assertEqual(self.rows(text, self.pump), [("S1", 1), ("S2", 1)])

    def test_what_does_not_fit_is_refused_with_its_line(self):
        good = f"(01){GTIN}(10)A\n\n"
        self.assert_refused(good + "(01)19506000134359(10)A", "Line 3", "Pump", "Infusion set")
        self.assert_refused(good + "(01)04006381333931(10)A", "Line 3", "04006381333931")
        self.assert_refused(good + "(01)09506000134353(10)A", "Line 3", "check digit")
        self.assert_refused(f"(01){GTIN}", "Line 1")
        self.assert_refused(f"(01){GTIN}(17)280101(10)INF-24/7", "Line 1", "INF-24/7")
        self.assert_refused(f"01{GTIN}10ABC17270630", "Line 1", "ABC17270630")
        self.assert_refused(good + f"(01){GTIN}(10)B\tten boxes", "Line 3", "ten boxes")

    def test_a_lot_that_is_named_like_a_lost_separator(self):
        self.make_lot(self.set, "ABC17270630")
        self.assertEqual(self.rows(f"01{GTIN}10ABC17270630"), [("ABC17270630", 1)])

    def test_a_lost_separator_is_put_back_for_a_lot_on_record(self):
        (vals,) = self.paste(f"01{GTIN}10INF-24/717270630")
        self.assertEqual((vals["lot_name"], vals["quantity"]), ("INF-24/7", 1))
        self.assertEqual(str(vals["expiration_date"])[:10], "2027-06-30")
        self.assert_refused(f"01{GTIN}10NEW17270630", "1", "NEW17270630")

    def test_operations_that_use_existing_lots_make_them_with_their_dates(self):
        operation = self.env["stock.picking.type"].search([("code", "=", "incoming")], limit=1)
        operation.use_existing_lots = True
        self.lot.production_date = "2025-01-01"
        text = f"(01){GTIN}(11)260501(17)270630(10)NEW\n(01){GTIN}(11)260501(10)INF-24/7\nPLAIN"
        new, known, plain = (
            self.env["stock.lot"].browse(vals["lot_id"]["id"])
            for vals in self.paste(text, default_picking_type_id=operation.id)
        )
        self.assertEqual((new.name, str(new.production_date)), ("NEW", "2026-05-01"))
        self.assertEqual(str(new._expiry_day()), "2027-06-30")
        self.assertEqual((known, str(known.production_date)), (self.lot, "2025-01-01"))
        self.assertEqual((plain.name, plain.production_date), ("PLAIN", False))

    def test_five_hundred_codes_ask_the_database_no_more_than_one(self):
        def queries(count):
            text = "\n".join(f"(01){GTIN}(17)270630(10)MANY-{number}" for number in range(count))
            move = self.env["stock.move"].with_context(lot_paste_product_id=self.set.id)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(move.split_lots(text)), count)
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(500), queries(1))


@tagged("post_install", "-at_install")
class TestLotPasteBrowser(HttpCase, Gs1Case, ScanCase):
    def test_pasted_codes_reach_the_lots(self):
        self.set.use_expiration_date, self.set.expiration_time = True, 700
        receipt = self.planned("in", self.set, 10)
        self.start_tour(f"/odoo/receipts/{receipt.id}", "lot_gs1_labels_lot_paste", login="admin")
        self.assertEqual(receipt.state, "done")
        done = {line.lot_id.name: (line.lot_id, line.quantity) for line in receipt.move_line_ids}
        quantities = {name: quantity for name, (_lot, quantity) in done.items()}
        self.assertEqual(quantities, {"CODE-1": 1, "CODE-2": 4, "PLAIN": 5})
        lot = done["CODE-1"][0]
        self.assertEqual((str(lot.production_date), str(lot._expiry_day())), ("2026-05-01", "2027-06-30"))
        self.assertEqual(str(lot.use_date.date()), "2027-05-31")
