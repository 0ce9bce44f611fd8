"""What is said of the demo story, which is told once for all of it.

One case, three faces: every figure on the screen, in the workbook and in the dossier is the database's own. The story's
bad lot is recalled; what was found is asked again in SQL written for this test (``case_sql``).

The golden examples of the trace contract are the answers about it, kept as files in ``tests/golden``. A change of any
figure, key or order shows as a difference. When it is meant, write the files anew:

    LOT_UPDATE_GOLDEN=1 setup/test tests/addons/test_lot_house/tests/test_told_story.py
"""

import io
import json
import os
import re
from unittest.mock import patch

import openpyxl
from pypdf import PdfReader

from odoo import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_recall.kernel.visual import visual
from odoo.addons.lot_traceability.sql import planner
from odoo.addons.lot_traceability.tests.trace_case import TraceCase

from .case_sql import BALANCE_KEYS, CaseFigures
from .golden import FOLDER, Normal, as_text

BALANCE_TITLES = (
    "Received", "Made", "Came back", "Found in counts", "Used up", "Shipped", "Back to supplier", "Scrapped",
    "Lost in counts",
)  # fmt: skip
# What the web client asks for when the case is opened.
SCREEN = {
    "lot_count": {},
    "delivery_count": {},
    "customer_count": {},
    "open_count": {},
    "gap_count": {},
    "on_hand_text": {},
    "net_text": {},
    "lot_ids": {"fields": {"lot": {}, "is_affected": {}, "on_hand_qty": {}}},
    "balance_ids": {"fields": {"lot": {}, **{key: {} for key in BALANCE_KEYS}}},
    "stock_ids": {"fields": {"location": {}, "lot": {}, "qty": {}, "reserved_qty": {}}},
    "open_ids": {"fields": {"document": {}, "lot": {}, "qty": {}}},
    "delivery_ids": {"fields": {"document": {}, "lot": {}, "qty": {}}},
    "customer_ids": {
        "fields": {
            "partner": {}, "product_id": {}, "lot_count": {}, "delivery_count": {}, "shipped_qty": {},
            "returned_qty": {}, "net_qty": {},
        },
    },
    "supplier_ids": {"fields": {"document": {}, "lot": {}, "qty": {}}},
    "gap_ids": {"fields": {"message": {}}},
}  # fmt: skip


def plain(value):
    """A number as the dossier writes it: thousands with a comma, no needless decimals."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def unnumbered(value):
    """Masked customers without their number, which only tells them apart."""
    return re.sub(r"^Customer \d+ of", "Customer # of", value) if isinstance(value, str) else value


@tagged("post_install", "-at_install")
class TestToldStory(TraceCase, HttpCase):
    tells_story = True
    maxDiff = 3000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        user = cls.world.new_user("test-same-figures", "lot_recall.group_recall_manager")
        # Both companies of the story: whatever who confirms may see, the case masks the other company's customers.
        user.company_ids = [Command.set(cls.env["res.company"].search([]).ids)]
        cls.user = user
        env = cls.env(user=user, context={"allowed_company_ids": user.company_ids.ids})
        lot = env["stock.lot"].browse(cls.story.bad_lot.id)
        wizard = env["lot.recall.wizard"].create({"title": "Cannula leaks", "lot_ids": lot.ids})
        cls.preview = wizard.get_preview()
        cls.recall = env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        cls.env.flush_all()
        cls.sql = CaseFigures(cls.env.cr, lot.id, cls.recall.company_id.id)
        cls.products = {
            product.display_name: product.id
            for product in cls.env["product.product"].search([("tracking", "!=", "none")])
        }

    def rows(self, rows, *keys):
        return sorted(
            tuple(unnumbered(row[key]) or (0.0 if key.endswith("qty") else "") for key in keys) for row in rows
        )

    def expected_sums(self):
        """What the tiles say, from SQL's rows (the story's affected goods are all counted in Units)."""
        return {
            "lots": len(self.sql.lots()),
            "on_hand": sum(row[2] for row in self.sql.stock()),
            "net": sum(row[2] for row in self.sql.deliveries()),
            "deliveries": len({row[0] for row in self.sql.deliveries() if row[2] > 0}),
            "customers": self.sql.customer_count(),
            "open": len(self.sql.open()),
        }

    def test_the_world_is_not_trivial(self):
        sums = self.expected_sums()
        self.assertGreater(sums["lots"], 10)
        self.assertGreater(sums["deliveries"], 10)
        self.assertGreater(sums["customers"], 5)
        self.assertTrue([row for row in self.sql.deliveries() if row[2] < 0], "a return belongs to it")
        self.assertTrue(self.sql.foreign_customers(), "so do customers of the other company")

    def test_no_name_of_another_companys_customer(self):
        content = json.dumps(self.recall.revision_id._read_content()) + json.dumps(self.preview)
        book = openpyxl.load_workbook(self.download("xlsx"))
        content += "".join(str(row) for sheet in book for row in sheet.iter_rows(values_only=True))
        content += "".join(page.extract_text() for page in PdfReader(self.download("pdf")).pages)
        for name in self.sql.foreign_customers():
            self.assertNotIn(name, content)
        masked = {row.partner for row in self.recall.customer_ids if unnumbered(row.partner) != row.partner}
        self.assertEqual(len(masked), len(self.sql.foreign_customers()), "each has a number of its own")

    def test_preview(self):
        tables, counts = self.preview["tables"], self.preview["counts"]
        self.assertEqual(self.rows(tables["deliveries"], "document", "lot", "qty"), self.sql.deliveries())
        self.assertEqual(self.rows(tables["stock"], "location", "lot", "qty", "reserved_qty"), self.sql.stock())
        sums = self.expected_sums()
        found = {key: counts[key] for key in ("lots", "deliveries", "customers")}
        self.assertEqual(found, {key: sums[key] for key in found})
        (unit,) = self.preview["units"]
        self.assertEqual((unit["on_hand_qty"], unit["net_qty"]), (sums["on_hand"], sums["net"]))

    def test_screen(self):
        self.authenticate(self.user.login, self.user.login)
        (case,) = self.make_jsonrpc_request(
            "/web/dataset/call_kw/lot.recall/web_read",
            {
                "model": "lot.recall",
                "method": "web_read",
                "args": [[self.recall.id]],
                "kwargs": {"specification": SCREEN, "context": {"lang": "en_US"}},
            },
        )
        sums = self.expected_sums()
        self.assertEqual(case["lot_count"], sums["lots"])
        self.assertEqual(case["delivery_count"], sums["deliveries"])
        self.assertEqual(case["customer_count"], sums["customers"])
        self.assertEqual(case["open_count"], sums["open"])
        self.assertEqual(case["gap_count"], len(case["gap_ids"]))
        self.assertEqual(case["on_hand_text"], f"{plain(sums['on_hand'])} Units")
        self.assertEqual(case["net_text"], f"{plain(sums['net'])} Units")
        affected = [row for row in case["lot_ids"] if row["is_affected"]]
        self.assertEqual(self.rows(affected, "lot"), self.sql.lots())
        self.assertEqual(self.rows(case["delivery_ids"], "document", "lot", "qty"), self.sql.deliveries())
        self.assertEqual(self.rows(case["stock_ids"], "location", "lot", "qty", "reserved_qty"), self.sql.stock())
        self.assertEqual(self.rows(case["open_ids"], "document", "lot", "qty"), self.sql.open())
        self.assertEqual(self.rows(case["supplier_ids"], "document", "lot", "qty"), self.sql.suppliers())
        self.assertEqual(self.rows(case["balance_ids"], "lot", *BALANCE_KEYS), self.sql.balance())
        keys = ("partner", "product_id", "lot_count", "delivery_count", "shipped_qty", "returned_qty")
        self.assertEqual(self.rows(case["customer_ids"], *keys), self.sql.customers())
        for row in case["customer_ids"]:
            self.assertEqual(row["net_qty"], row["shipped_qty"] - row["returned_qty"])

    def download(self, kind):
        self.authenticate(self.user.login, self.user.login)
        response = self.url_open(f"/lot_recall/{self.recall.id}/{kind}")
        self.assertEqual(response.status_code, 200)
        return io.BytesIO(response.content)

    def sheet(self, book, name, *titles):
        values = list(book[name].iter_rows(values_only=True))
        places = [values[0].index(title) for title in titles]
        return sorted(
            tuple(
                float(row[place]) if isinstance(row[place], (int, float)) else unnumbered(row[place]) or ""
                for place in places
            )
            for row in values[1:]
        )

    def test_workbook(self):
        book = openpyxl.load_workbook(self.download("xlsx"))
        self.assertEqual(self.sheet(book, "Deliveries", "Document", "Lot", "Quantity"), self.sql.deliveries())
        self.assertEqual(self.sheet(book, "On hand", "Place", "Lot", "On hand", "Reserved"), self.sql.stock())
        self.assertEqual(self.sheet(book, "Reserved", "Document", "Lot", "Quantity"), self.sql.open())
        self.assertEqual(self.sheet(book, "Suppliers", "Document", "Lot", "Received"), self.sql.suppliers())
        self.assertEqual(self.sheet(book, "Balance", "Lot", *BALANCE_TITLES), self.sql.balance())
        self.assertEqual(self.sheet(book, "Lots", "Lot"), self.sql.lots())
        titles = ("Customer", "Product", "Lots", "Deliveries", "Shipped", "Returned", "Still there, at worst")
        found = [(row[0], self.products[row[1]], *row[2:]) for row in self.sheet(book, "Customers", *titles)]
        wanted = [(*row, row[4] - row[5]) for row in self.sql.customers()]
        self.assertEqual(sorted(found), sorted(wanted))
        summary = dict(row for row in book["Summary"].iter_rows(max_col=2, values_only=True) if row[0])
        sums = self.expected_sums()
        for title, key in (
            ("Lots affected", "lots"),
            ("Deliveries", "deliveries"),
            ("Customers", "customers"),
            ("Open reservations", "open"),
            ("On hand", "on_hand"),
            ("Still with customers, at worst", "net"),
        ):
            self.assertEqual(summary[title], sums[key], title)

    def test_dossier(self):
        pages = PdfReader(self.download("pdf")).pages
        # Cells are drawn one after the other; blanks and line ends inside them are the layout's.
        text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
        text = re.sub(r"Customer\d+of", "Customer#of", text)
        sums = self.expected_sums()
        for words in (
            f"Lots affected{sums['lots']}",
            f"Deliveries{sums['deliveries']}",
            f"Customers{sums['customers']}",
            f"Open reservations{sums['open']}",
            f"On hand{plain(sums['on_hand'])} Units",
            f"Still with customers, at worst{plain(sums['net'])} Units",
            f"Deliveries (rows: {len(self.sql.deliveries())})",
            f"Lots (rows: {sums['lots']})",
        ):
            self.assertIn(re.sub(r"\s+", "", words), text)
        names = {number: name for name, number in self.products.items()}
        wanted = []
        for customer, product, *numbers in self.sql.customers():
            wanted.append((customer, names[product], *map(plain, numbers), plain(numbers[2] - numbers[3])))
        lots = {lot.name: lot.product_id.display_name for lot in self.env["stock.lot"].browse(self.sql.values["lots"])}
        for place, lot, *numbers in self.sql.stock():
            kind = "In transit" if "transit" in place.lower() else "In stock"
            wanted.append((place, kind, lot, lots[lot], *map(plain, numbers), "Units"))
        for _document, lot, qty in self.sql.deliveries() + self.sql.open():
            wanted.append((lot, lots[lot], plain(qty), "Units"))
        for cells in wanted:
            self.assertIn(re.sub(r"\s+", "", visual("".join(cells))), text)

    def ask(self, lot, *args, **options):
        return self.trace(self.story.lots[lot], *args, **options)

    def examples(self):
        """File name → answer."""
        maker, sister = (self.user_of(self.story.companies[name]) for name in ("maker", "sister"))
        return {
            "component_downstream": self.ask("CAN-2407-B"),
            "kit_upstream": self.ask("KIT-1", "upstream"),
            "hub_both": self.ask("HUB-402", "both"),
            "resin_through_untracked_glue": self.ask("RES-11"),
            "harmless_downstream": self.ask("TUB-2405-H"),
            "one_company": self.ask("IS-2403", user=maker),
            "hidden_orders": self.ask("IS-2403", "upstream", user=sister),
            "cut_at_one_order": self.ask("CAN-2407-B", max_depth=1),
            "without_names": self.ask("TUB-2405-H", with_names=False),
        }

    def test_golden_examples(self):
        update = os.environ.get("LOT_UPDATE_GOLDEN")
        examples = self.examples()
        for name, answer in examples.items():
            text = as_text(Normal(self.story.today).answer(answer))
            path = FOLDER / f"{name}.json"
            if update:
                path.write_text(text, encoding="utf-8")
            with self.subTest(name):
                self.assertEqual(text.splitlines(), path.read_text(encoding="utf-8").splitlines())
        self.assertEqual({path.stem for path in FOLDER.glob("*.json")}, set(examples))

    def test_questions_written_for_thousands_answer_the_same(self):
        def ask():
            lots = self.env["stock.lot"].union(*self.story.lots.values())
            answers = {name: {**answer, "as_of": False} for name, answer in self.examples().items()}
            return answers, [(lot._trace_exposure(), lot._trace_deliveries()) for lot in lots]

        answers, totals = ask()
        with patch.object(planner, "FEW_IDS", 0):
            many_answers, many_totals = ask()
        self.assertEqual(many_totals, totals)
        for name, answer in answers.items():
            with self.subTest(name):
                self.assertEqual(many_answers[name], answer)
