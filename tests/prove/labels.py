"""Every ready label design, 1,000 random lots each, printed at 203, 300 and 600 dpi and read back.

Made as users make them: lots, packages and places in a database, printed by the designs as PDF and as ZPL. The PDF is
rasterised at the printer's resolution, the ZPL rendered by an independent program, both are read by an independent
reader; symbology identifier and data must be equal to what the records say, and no symbol may be missing or too many.
Only what the reader sees as EAN, UPC or Interleaved 2 of 5 inside of other bars is counted apart ("stray"), beside the
right symbol: it takes a few bars of a Code 128 for one now and then. Arguments: lots, how many of them as ZPL too, a
word of the designs' names.
"""

import os
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo  # noqa: E402 (needs the path above)
from tests.benchmark.gs1 import check_digit  # noqa: E402
from tests.benchmark.session import environment  # noqa: E402
from tests.support.zpl import rendered  # noqa: E402

LOTS = 1000
ZPL_LOTS = 200  # of them as ZPL: the program takes a quarter of a second for each
DPI = {"203": 203.2, "300": 300, "600": 600}  # sold as, true
STRAY = ("]E0", "]E4", "]I0")  # no ready design has such a symbol
CSET82 = "!\"%&'()*+,-./:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789"
ORDINARY = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-/"
WORDS = [
    "Infusion",
    "set",
    "pump",
    "cannula",
    "sterile",
    "für",
    "Ärzte",
    "шприц",
    "5",
    "ml",
    "Ø",
    "0.45",
    "×",
    "12",
    "mm",
    "^XA",
    "~JA",
    "_5E",
    "<b>",
    "\\&",
]
GS = "\x1d"


# --- the world ---


def gtins(dice, count):
    for _ in range(count):
        body = "0" + "".join(dice.choices("123456789", k=1) + dice.choices("0123456789", k=11))
        yield body + check_digit(body)


def make_lots(env, dice, count, kinds=("lot", "lot", "lot", "serial")):
    """As many lots and serial numbers, these kinds in turn, each of a product of its own."""
    products = env["product.product"].create(
        [
            {
                "name": " ".join(dice.choices(WORDS, k=dice.randint(1, 5))),
                "default_code": f"REF-{number:05}",
                "is_storable": True,
                "tracking": kinds[number % len(kinds)],
                "use_expiration_date": True,
                "barcode": gtin.removeprefix("0"),
            }
            for number, gtin in enumerate(gtins(dice, count))
        ]
    )
    values = []
    for number, product in enumerate(products):
        letters = CSET82 if number % 2 else ORDINARY
        values.append(
            {
                "name": "".join(dice.choices(letters, k=dice.randint(1, 20))),
                "product_id": product.id,
                "expiration_date": f"20{dice.randint(27, 49)}-{month_and_day(dice)} 12:00:00",
                "production_date": f"2025-{month_and_day(dice)}",
            }
        )
    return env["stock.lot"].create(values)


def month_and_day(dice):
    return f"{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def make_packages(env, dice, lots):
    packages = env["stock.package"]
    place = env["stock.warehouse"].search([], limit=1).lot_stock_id
    for lot in lots:
        body = "0" + "".join(dice.choices("0123456789", k=16))
        package = packages.create({"name": body + check_digit(body)})
        quantity = 1 if lot.product_id.tracking == "serial" else dice.randint(1, 9999)
        env["stock.quant"]._update_available_quantity(lot.product_id, place, quantity, lot_id=lot, package_id=package)
        packages += package
    return packages


def make_places(env, dice, count):
    barcodes = {"".join(dice.choices(ORDINARY, k=dice.randint(3, 18))) for _ in range(count)}
    return env["stock.location"].create([{"name": f"Shelf {code}", "barcode": code} for code in sorted(barcodes)])


# --- what a label must say, written down here once more ---


def said(line, record):
    """What a symbol of a design must read as; None when it may be missing."""
    if line.carrier == "code_128":
        return ("]C0", record.barcode)
    values = dict(lot_values(record) if record._name == "stock.lot" else package_values(record))
    entries = (line.ais or "01 17 10/21").split()
    if not set(entries[0].split("/")) & values.keys():
        return None
    # no record has a lot and a serial number
    pairs = [(ai, values[ai]) for entry in entries for ai in entry.split("/") if ai in values]
    if line.carrier == "digital_link_qr":
        return ("]Q1", link(dict(pairs)))
    text = ""
    for ai, value in pairs:
        text += ai + value + (GS if ai in ("10", "21", "37", "240") else "")
    return ("]C1" if line.carrier == "gs1_128" else "]d2", text.removesuffix(GS))


def lot_values(lot):
    yield "01", lot.product_id.barcode.zfill(14)
    yield "17", lot.expiration_date.strftime("%y%m%d")
    yield "11", lot.production_date.strftime("%y%m%d")
    yield ("21" if lot.product_id.tracking == "serial" else "10"), lot.name


def package_values(package):
    (quant,) = package.quant_ids
    yield "00", package.name
    yield "02", quant.product_id.barcode.zfill(14)
    yield "37", f"{quant.quantity:.0f}"
    yield "17", quant.lot_id.expiration_date.strftime("%y%m%d")
    yield "10", quant.lot_id.name


def link(values):
    def escaped(text):
        safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        return "".join(sign if sign in safe else f"%{ord(sign):02X}" for sign in text)

    path = "".join(f"/{ai}/{escaped(values[ai])}" for ai in ("01", "10", "21") if ai in values)
    return f"https://id.gs1.org{path}?17={values['17']}"


# --- reading back, on all processors ---


def read_pdf(job):
    """{(identifier, data)} of every label in a PDF: pages of a roll."""
    import pypdfium2

    content, scale = job
    document = pypdfium2.PdfDocument(content)
    for page in document:
        # a hair less, or a page of 800.0001 dots becomes 801 wide and every bar is stretched over dots
        image = page.render(scale=scale * (1 - 1e-5), grayscale=True).to_pil()
        yield codes_in(image)


def read_pdf_all(job):
    return list(read_pdf(job))


def read_zpl_all(jobs):
    return [codes_in(image) for image in rendered(jobs)]


def codes_in(image):
    """{(identifier, data)} in a picture. At the printer's resolution: in smaller copies of it, which the reader would
    make besides, it takes one bar for another now and then and sees a second, wrong code where the right one is.
    """
    import zxingcpp

    found = zxingcpp.read_barcodes(image, try_downscale=False)
    return {(code.symbology_identifier, code.bytes.decode()) for code in found}


class Proof:
    """Counts of one run."""

    def __init__(self, env, pool, lots, zpl_lots, word):
        dice, self.word = random.Random(6), word
        self.env, self.pool, self.zpl_lots, self.wrong = env, pool, zpl_lots, Counter()
        self.lots = make_lots(env, dice, lots)
        self.serials = make_lots(env, dice, lots, ["serial"])
        self.records = {
            "stock.lot": self.lots,
            "stock.package": make_packages(env, dice, make_lots(env, dice, lots, ["lot"])),
            "stock.location": make_places(env, dice, lots),
        }
        env.flush_all()

    def run(self):
        for design in self.env["lot.label.design"].search([("name", "ilike", self.word)]):
            records = self.records[design.model]
            if "serial_40x20" in (design.get_external_id()[design.id] or ""):
                records = self.serials
            design.sheet = False  # a page each, so that a missing symbol has a name
            for dpi, true in DPI.items():
                design.dpi = dpi
                self.print_and_read(design, records, dpi, true)
        total = sum(self.wrong.values())
        print(f"{total} wrong")
        return 1 if total else 0

    def print_and_read(self, design, records, dpi, true):
        from odoo.exceptions import UserError

        labels, fitting, refused = [], [], Counter()
        for record in records:
            try:
                (page,) = design._pages(design._labels(record))
            except UserError as error:
                refused[str(error).partition(": ")[2][:60]] += 1
                continue
            labels.append(page)
            fitting.append({told for line in design.line_ids if line.kind == "symbol" and (told := said(line, record))})
        pdf, zpl = self.read(labels, true)
        stray = sum(kind in STRAY for got in (*pdf, *zpl) for kind, _data in got)
        pdf, zpl = ([{pair for pair in got if pair[0] not in STRAY} for got in found] for found in (pdf, zpl))
        wrong = sum(got != wanted for got, wanted in zip(pdf, fitting, strict=True))
        wrong_zpl = sum(got != wanted for got, wanted in zip(zpl, fitting))
        self.wrong[design.name] += wrong + wrong_zpl
        print(
            f"{design.name:42} {dpi} dpi  PDF {len(pdf) - wrong:5} right {wrong} wrong  "
            f"ZPL {len(zpl) - wrong_zpl:4} right {wrong_zpl} wrong  refused {sum(refused.values())} stray {stray}",
            flush=True,
        )
        for sentence, count in refused.items():
            print(f"    {count} × {sentence}")
        read = [*zip(pdf, fitting), *zip(zpl, fitting)]
        for got, wanted in [pair for pair in read if pair[0] != pair[1]][:3]:
            print(f"    read {sorted(got)} instead of {sorted(wanted)}")

    def read(self, labels, true):
        """({…} of every label's PDF page, {…} of the first labels' ZPL)."""
        from odoo.addons.lot_gs1_labels.kernel.label import pdf, zpl

        parts = [labels[at : at + 50] for at in range(0, len(labels), 50)]
        jobs = [(pdf.write(part, "proof"), true / 72) for part in parts]
        chosen = labels[: self.zpl_lots]
        texts = [("".join(zpl.write([page])), page.width, page.height) for page in chosen]
        from_zpl = self.pool.map(read_zpl_all, [texts[at : at + 50] for at in range(0, len(texts), 50)])
        from_pdf = self.pool.map(read_pdf_all, jobs)
        return [found for part in from_pdf for found in part], [found for part in from_zpl for found in part]


def main(args):
    if len(args) > 3 or not all(arg.isdigit() for arg in args[:2]):
        print(
            "labels takes two whole numbers and a word: lots, how many of them as ZPL too, which designs",
            file=sys.stderr,
        )
        return 2
    lots, zpl_lots, word = [*map(int, args[:2]), *(LOTS, ZPL_LOTS)[len(args) :], *(args[2:] or [""])]
    odoo = Odoo()
    database = odoo.scratch(odoo.template())
    try:
        # spawned: the readers need no Odoo
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
            with environment(database) as env:
                return Proof(env, pool, lots, zpl_lots, word).run()
    finally:
        odoo.drop(database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
