"""GS1 codes find their lots: by RPC, in every search box, through the web client."""

from odoo.tests import HttpCase, tagged

from odoo.addons.lot_traceability.demo.verbs import Verbs

from .common import GS, GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestGs1Scan(Gs1Case):
    def ask(self, raw):
        return self.env["stock.lot"].resolve_scan(raw)

    def found(self, raw):
        answer = self.ask(raw)
        self.assertIs(answer["reason"], False, answer["message"])
        return self.env["stock.lot"].browse(answer["lots"][0]["id"])

    def test_every_form_of_the_code_finds_the_lot(self):
        element_string = f"01{GTIN}1727063010INF-24/7"
        for raw in (
            f"(01){GTIN}(17)270630(10)INF-24/7",
            f"]d2{element_string}",
            f"]C1{element_string}",
            element_string,
            f"  {element_string}\r\n",
            f"01{GTIN}10INF-24/7{GS}17270630",
            f"]d2{GS}{element_string}",
            f"01{GTIN}10INF-24/7\0" + "17270630\0\0",
            f"]d201{GTIN}10INF-24/7^]17270630",
            f"https://id.gs1.org/01/{GTIN}/10/INF-24%2F7?17=270630",
            f"]Q1HTTPS://A.EXAMPLE/p/01/{GTIN}/10/INF-24%2F7#x",
            "INF-24/7",
            "]C0INF-24/7",
            "]d1INF-24/7",
        ):
            self.assertEqual(self.found(raw), self.lot, raw)
        self.assertEqual(self.found("(01)19506000134359(21)P\\(1)"), self.serial)

    def test_search_box_and_lot_fields_find_it(self):
        lots = self.env["stock.lot"]
        for raw in (f"(01){GTIN}(17)270630(10)INF-24/7", f"]d201{GTIN}10INF-24/7{GS}17270630"):
            self.assertEqual([found[0] for found in lots.name_search(raw)], [self.lot.id])
            self.assertEqual(lots.search([("display_name", "ilike", raw)]), self.lot)
            self.assertEqual(lots.search([("display_name", "=", raw)]), self.lot)
        self.assertFalse(lots.name_search(f"(01){GTIN}(10)OTHER"))
        self.assertFalse(lots.name_search("(01)09506000134353(10)INF-24/7"))

    def test_same_lot_number_under_two_products_is_told_apart_by_the_gtin(self):
        twin = self.make_lot(self.make_product("Twin set", barcode="4006381333931"), "INF-24/7")
        self.assertEqual(self.ask("INF-24/7")["reason"], "several")
        self.assertEqual(self.found(f"(01){GTIN}(10)INF-24/7"), self.lot)
        self.assertEqual(self.found("(01)04006381333931(10)INF-24/7"), twin)

    def test_case_code_names_the_product_inside(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.env["product.uom"].create({"uom_id": dozen.id, "product_id": self.set.id, "barcode": "29506000134356"})
        self.assertEqual(self.found("(01)29506000134356(10)INF-24/7"), self.lot)

    def test_batch_and_serial_on_one_label(self):
        self.assertEqual(self.found("(01)19506000134359(10)BATCH-1(21)P\\(1)"), self.serial)
        self.assertEqual(self.found(f"(01){GTIN}(10)INF-24/7(21)999"), self.lot)

    def test_a_lot_named_like_a_code_is_found_by_its_name(self):
        odd = self.make_lot(self.set, "10ABC")
        self.make_lot(self.set, "ABC")
        self.assertEqual(self.found("10ABC"), odd)
        self.assertEqual(self.found("]d210ABC").name, "ABC")
        digits = self.make_lot(self.set, "4006381333931")
        self.assertEqual(self.found("4006381333931"), digits)

    def test_expiry_on_the_label_against_the_record(self):
        answer = self.ask(f"(01){GTIN}(17)280101(10)INF-24/7")
        self.assertEqual((answer["reason"], answer["lots"][0]["id"]), ("conflict", self.lot.id))
        self.assertIn("INF-24/7", answer["message"])
        self.assertEqual(self.found(f"(01){GTIN}(17)270600(10)INF-24/7"), self.lot)
        self.lot.expiration_date = False
        self.assertEqual(self.found(f"(01){GTIN}(17)280101(10)INF-24/7"), self.lot)

    def test_gtin_alone(self):
        self.assertEqual(self.found("9506000134352"), self.lot)
        self.make_lots(self.set, [f"INF-{n}" for n in range(30)])
        answer = self.ask("]E09506000134352")
        self.assertEqual((answer["reason"], len(answer["lots"])), ("several", 20))
        self.assertIn("31", answer["message"])
        self.assertIn("Infusion set", answer["message"])

    def test_reasons_are_said_and_nothing_is_created(self):
        before = self.env["stock.lot"].search_count([])
        for raw, word in (
            ("(01)09506000134353(10)A", "check digit"),
            (f"01{GTIN}10A{GS}{GS}21B", "separator"),
            ("(01)04006381333931(10)A", "04006381333931"),
            (f"(01){GTIN}(10)NEW", "NEW"),
            (f"(01){GTIN}(10)<b>x</b>", "<b>"),
            (f"]d201{GTIN}10A{GS}17271301", "271301"),
            ("(99)", "missing"),
            ("https://id.gs1.org/AN2yxDhfaiaw", "compressed"),
            (f"https://id.gs1.org/01/{GTIN}?10=A&10=B", "two values"),
            ("https://shop.example/products/1", "shop.example"),
        ):
            answer = self.ask(raw)
            self.assertEqual((answer["lots"], answer["reason"]), ([], "none"), raw)
            self.assertIn(word, answer["message"])
            self.assertNotIn(GS, answer["message"])
        self.assertEqual(self.env["stock.lot"].search_count([]), before)

    def test_other_companys_lot_and_product_are_not_told(self):
        company = self.env["res.company"].create({"name": "Sister"})
        hidden = self.make_product("Hidden set", barcode="4006381333931", company_id=company.id)
        self.make_lot(hidden, "H1")
        lots = self.env["stock.lot"].with_user(self.user_of(self.env.company))
        answer = lots.resolve_scan("(01)04006381333931(10)H1")
        unknown = lots.resolve_scan("(01)04006381333962(10)H1")
        self.assertEqual(answer["message"].replace("333931", "333962"), unknown["message"])
        self.assertEqual((answer["lots"], answer["reason"]), ([], "none"))

    def test_identifiers_gain_the_gtin(self):
        rows = {row["label"]: row["value"] for row in self.lot._identifiers()}
        self.assertEqual((rows["Lot"], rows["GTIN"]), ("INF-24/7", GTIN))
        self.set.barcode = "ABC"
        self.assertNotIn("GTIN", [row["label"] for row in self.lot._identifiers()])


@tagged("post_install", "-at_install")
class TestGs1ScanBrowser(HttpCase, Verbs):
    def test_pasting_a_code_into_the_search_box_of_the_lots_list(self):
        product = self.make_product("Infusion set", barcode="9506000134352")
        self.make_lot(product, "TOUR-1")
        self.make_lot(product, "TOUR-2")
        self.start_tour("/odoo/lots", "lot_gs1_labels_search_box", login="admin")
