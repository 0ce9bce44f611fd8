"""What nobody meant to scan: each is told, nothing is written, and what comes after it is entered."""

from odoo.tests import tagged

from odoo.addons.lot_traceability import messages_scan as messages
from odoo.addons.lot_traceability.models.lot_scan import MOST_CHARACTERS
from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .common import GS, GTIN, Gs1Case

GOOD = f"]d201{GTIN}172706301" + "0INF-24/7"
# Scan → where it breaks off, as text, or None where it reads well but means nothing here.
UNREADABLE = {
    "a date cut off": (f"]d201{GTIN}1727", "27"),
    "a GTIN cut off": ("]d2010950600013", "0950600013"),
    "an identifier without value": (f"]d201{GTIN}10", ""),
    "twice without separator": (GOOD + GOOD, "]"),
    "two products in one": (f"]d201{GTIN}10A{GS}0119506000134359", "19506000134359"),
    "wrong check digit": ("]d20109506000134353" + "10A", "09506000134353"),
    "a thirteenth month": (f"]d201{GTIN}17271330" + "10A", "271330"),
    "a thirtieth of February": (f"]d201{GTIN}17270230" + "10A", "270230"),
    "an unknown identifier": (f"]d201{GTIN}0512345", "05"),
    "a letter in a number": (f"]d201{GTIN}172706O0" + "10A", "270"),
    "binary behind a symbology identifier": ("]d2" + "".join(map(chr, range(1, 29))), "\x01"),
    "full-width digits inside a code": (f"]d201{GTIN}10ＡＢ", "Ａ"),
    "the longest label, and more": ("]d201" + GTIN + "10" + "A" * (MOST_CHARACTERS - 25), "A"),
}
NOTHING_OF_OURS = {
    "a web site": "https://www.example.com/menu?table=4",
    "a vCard": "BEGIN:VCARD\nVERSION:3.0\nFN:A Person\nEND:VCARD",
    "a wireless network": "WIFI:T:WPA;S=guests;P=secret;;",
    "full-width digits": "０１０９５０６０００１３４３５２",
    "binary": "".join(map(chr, range(256))),
    "eight thousand signs of text": "x" * MOST_CHARACTERS,
    "markup": "<img src=x onerror=alert(1)>",
    "a statement": "'; DROP TABLE stock_lot; --",
    "two labels mixed up": "00]d12d2095060100013" + GTIN,
    "another program's button": "O-BTN.validate",
}


@tagged("post_install", "-at_install")
class TestGs1BadInput(Gs1Case, ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.world.make_product("Other set", barcode="4006381333931")
        cls.world.receive(cls.lot, 50)
        cls.place = cls.lot.quant_ids.location_id.filtered(lambda place: place.usage == "internal")

    def documents(self):
        return [self.planned("in", self.set, 10), self.planned("out", self.set, 10), self.place]

    def written(self):
        """Everything that a scan could have changed."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT"
            " (SELECT array_agg((id, quantity, picked, lot_id, lot_name)::text ORDER BY id) FROM stock_move_line),"
            " (SELECT array_agg((id, reserved_quantity, inventory_quantity)::text ORDER BY id) FROM stock_quant),"
            " (SELECT array_agg((id, product_uom_qty, state)::text ORDER BY id) FROM stock_move),"
            " (SELECT array_agg((id, name, expiration_date, production_date)::text ORDER BY id) FROM stock_lot)"
        )
        return self.env.cr.fetchone()

    def assert_told(self, answer, what):
        self.assertIn(answer["status"], ("stop", "ask"), (what, answer))
        self.assertTrue(answer["message"].strip(), what)
        self.assertLess(len(answer["message"]), 600, what)
        self.assertTrue(answer["hint"] or answer["choices"], (what, answer))
        self.assertFalse(answer["can_undo"], what)

    def test_what_cannot_be_read_says_where_it_broke(self):
        for document in self.documents():
            before = self.written()
            for what, (raw, broken) in UNREADABLE.items():
                answer = self.scan(raw, document)
                self.assert_told(answer, what)
                faults = [row for row in answer["elements"] if row["fault"]]
                self.assertTrue(faults, (what, answer))
                self.assertIn(broken, "".join(row["value"] for row in faults), what)
                for row in answer["elements"]:
                    self.assertLessEqual(0 <= row["start"] <= row["end"], len(raw), what)
            self.assertEqual(self.written(), before, document)
            self.assertEqual(self.scan(GOOD, document)["status"], "ok")

    def test_what_is_nothing_of_ours_is_named_and_left(self):
        for document in self.documents():
            before = self.written()
            for what, raw in NOTHING_OF_OURS.items():
                answer = self.scan(raw, document)
                self.assert_told(answer, what)
                self.assertTrue(answer["elements"], what)
            self.assertEqual(self.written(), before, document)

    def test_what_is_looked_up_says_the_same(self):
        before = self.written()
        for what, raw in [*((name, raw) for name, (raw, _broken) in UNREADABLE.items()), *NOTHING_OF_OURS.items()]:
            self.assert_told(self.scan(raw, mode="lookup"), what)
        answer = self.scan("x" * (MOST_CHARACTERS + 1), mode="lookup")
        self.assert_told(answer, "too long")
        self.assertEqual(self.written(), before)

    def test_good_labels_in_the_wrong_place(self):
        receipt, delivery, place = self.documents()
        foreign = "]d20104006381333931" + "10X"
        before = self.written()
        self.assertEqual(self.scan(foreign, receipt)["choices"][0]["choice"]["add"], True)  # asked, not added
        for document in (delivery, receipt):
            self.assert_told(self.scan(foreign, document), document.name)
        self.assert_told(self.scan(f"]d201{GTIN}10OF-NOBODY", delivery), "an unknown lot")
        self.assert_told(self.scan(f"]d201{GTIN}17280101" + "10INF-24/7", delivery), "another date than on record")
        self.assert_told(self.scan(f"]d201{GTIN}10OF-NOBODY", place), "an unknown lot in a count")
        self.assertEqual(self.scan(GOOD, mode="receive")["message"], messages.choose_document(self.env))
        self.assertEqual(self.written(), before)
        answer = self.scan(delivery.name, receipt)  # the number of another document opens that
        self.assertEqual((answer["document"]["id"], self.written()), (delivery.id, before))

    def test_network_lost_in_the_middle_of_a_count(self):
        place = self.documents()[2]
        requests = [self.request(GOOD, place) for _scan in range(6)]
        scans = self.env["lot.scan"]
        scans.submit(requests[:3])  # entered, but the answer never arrived
        again = scans.submit(requests)  # so the device sends them again, with those scanned meanwhile
        self.assertEqual([answer["replayed"] for answer in again], [True] * 3 + [False] * 3)
        self.assertEqual([answer["line"]["done"] for answer in again], [1, 2, 3, 4, 5, 6])
        self.assertEqual(scans.submit(requests[5:])[0]["line"]["done"], 6)

    def test_one_bad_scan_among_good_ones(self):
        receipt = self.documents()[0]
        raws = [GOOD, UNREADABLE["wrong check digit"][0], GOOD, NOTHING_OF_OURS["binary"], GOOD]
        answers = self.env["lot.scan"].submit([self.request(raw, receipt) for raw in raws])
        self.assertEqual([answer["status"] for answer in answers], ["ok", "stop", "ok", "stop", "ok"])
        self.assertEqual(answers[-1]["line"]["done"], 3)

    def test_a_lost_separator_is_put_back_when_only_looking_up(self):
        self.assertEqual(self.scan(f"01{GTIN}10INF-24/717270630", mode="lookup")["lot"]["id"], self.lot.id)
        answer = self.env["stock.lot"].resolve_scan(f"01{GTIN}10INF-24/717270630")
        self.assertEqual(([row["id"] for row in answer["lots"]], answer["reason"]), ([self.lot.id], False))
        self.assertIn("INF-24/7", answer["message"])
        found = self.env["stock.lot"].name_search(f"01{GTIN}10INF-24/717270630")
        self.assertIn(self.lot.id, [number for number, _name in found])
        answer = self.scan(f"01{GTIN}10NEW17270630", mode="lookup")
        self.assertEqual((answer["status"], len(answer["choices"])), ("ask", 2))
