"""Every ready device label, 500 random lots of each agency at 300 dpi, read back by an independent reader.

Made as users make them: devices in the registry, lots and units with dates, printed by the designs. Symbology
identifier and data must be what the rules of the agency say, written down here once more, and nothing besides; strays
as in ``labels``. Arguments: lots of each agency, a word of the designs' or agencies' names.
"""

import random
import sys
from collections import Counter
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo  # noqa: E402 (needs the path above)
from tests.benchmark.gs1 import check_digit  # noqa: E402
from tests.benchmark.session import environment  # noqa: E402
from tests.prove.labels import STRAY, codes_in  # noqa: E402

LOTS, DPI = 500, 300
DESIGNS = ("device_eu", "device_us", "device_both", "device_linear", "implant_card")
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
HIBC = UPPER + "-. $/+%"
GS = "\x1d"


def make(env, dice, agency, count):
    """Lots of one agency, each of a device of its own."""
    lots = env["stock.lot"]
    for number in range(count):
        serial = number % 3 == 0
        product = env["product.product"].create({
            "name": f"{agency} device {number}", "is_storable": True, "tracking": "serial" if serial else "lot",
            "is_udi_device": True, "udi_agency": agency, "use_expiration_date": True,
        })  # fmt: skip
        di = _DI[agency](dice, number)
        if agency == "gs1":
            product.barcode = di
        env["lot.udi.device"].create({
            "name": f"{agency} device {number}", "agency": agency, "catalogue_number": f"REF-{number}",
            "sterile": dice.choice(("yes", "no")), "single_use": "yes",
            "di_ids": [(0, 0, {"name": di, "product_id": product.id})],
        })  # fmt: skip
        lots += lots.create({
            "name": _name(dice, agency, serial), "product_id": product.id,
            "expiration_date": f"20{dice.randint(27, 49)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} 12:00:00",
            "production_date": f"2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        })  # fmt: skip
    return lots


def _gtin(dice, number):
    body = f"0{dice.randint(1, 9)}{number:05}{dice.randint(0, 999999):06}"
    return body + check_digit(body)


def _ppn(dice, number):
    from odoo.addons.lot_udi.kernel.checks import ppn_digits

    body = f"13{number:05}{dice.randint(0, 999):03}"
    return body + ppn_digits(body)


_DI = {
    "gs1": _gtin,
    "hibcc": lambda dice, number: f"A{dice.randint(100, 999)}{number:04}{''.join(dice.choices(UPPER, k=3))}0",
    "iccbba": lambda dice, number: f"A9999XYZ{number:04}{dice.randint(0, 9999):04}",
    "ifa": _ppn,
}


def _name(dice, agency, serial):
    if agency == "iccbba":
        if serial:
            return f"{dice.randint(0, 999999):06}"
        return "".join(dice.choices(UPPER, k=dice.randint(1, 18)))
    letters = {"gs1": UPPER + "-/_.", "hibcc": UPPER, "ifa": UPPER + "-_"}[agency]
    return "".join(dice.choices(letters, k=dice.randint(1, 18)))


# --- what a symbol must say, by the agency's rules ---


def expected(lot, agency, linear):
    product = lot.product_id
    di, expiry, made = product.udi_di_ids.name, lot.expiration_date.date(), lot.production_date
    serial = product.tracking == "serial"
    if agency == "gs1":
        # Without a word of the registry about the date of manufacture it is not part of the UDI.
        text = f"01{di}17{expiry:%y%m%d}{'21' if serial else '10'}{lot.name}"
        return ("]C1" if linear else "]d2", text)
    if agency == "hibcc":
        text = f"+{di}/$${'+' if serial else ''}3{expiry:%y%m%d}{lot.name}/16D{made:%Y%m%d}"
        return ("]C0" if linear else "]d1", text + HIBCC_ALPHABET[sum(map(HIBCC_ALPHABET.index, text)) % 43])
    if agency == "iccbba":
        mine = f"=,{lot.name}" if serial else ""
        lots = "" if serial else f"&,1{lot.name.zfill(18)}"
        text = f"=/{di}{mine}=>0{expiry:%y%j}=}}0{made:%y%j}{lots}"
        return ("]C0", text) if linear else ("]d1", f"=+04000{text}")
    mine = f"S{lot.name}" if serial else f"1T{lot.name}"
    day = f"D{expiry:%y%m%d}"
    pieces = [f"9N{di}", *((day, mine) if serial else (mine, day)), f"16D{made:%Y%m%d}"]
    return ("]d1", f"[)>\x1e06{GS}{GS.join(pieces)}\x1e\x04")


HIBCC_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"


class Proof:
    """Counts of one run."""

    def __init__(self, env):
        self.env, self.done, self.refused, self.failed = env, Counter(), Counter(), []

    def read(self, name, agency, lot):
        """Print one label and read it back."""
        from odoo.exceptions import UserError

        from odoo.addons.lot_gs1_labels.tests.common import picture

        design = self.env.ref(f"lot_udi.lot_label_design_{name}")
        try:
            codes = codes_in(picture(design._render_pdf(design._labels(lot)), 0, DPI))
        except UserError as refused:
            self.done[name, agency, "refused"] += 1
            self.refused[str(refused).rpartition(":")[2][:90]] += 1
            return
        found = {pair for pair in codes if pair[0] not in STRAY}
        self.done[name, agency, "stray"] += len(codes - found)
        wanted = {expected(lot, agency, name == "device_linear")}
        self.done[name, agency, "read" if found == wanted else "WRONG"] += 1
        if found != wanted:
            self.failed.append((name, agency, lot.name, found, wanted))


def run(env, count, word):
    dice, proof = random.Random(821), Proof(env)
    for agency in _DI:
        names = [name for name in DESIGNS if word in f"{name} {agency}"]
        lots = make(env, dice, agency, count) if names else ()
        for name in names:
            for lot in lots:
                proof.read(name, agency, lot)
            for what in ("read", "refused", "stray", "WRONG"):
                print(f"{name:16} {agency:7} {what:8} {proof.done[name, agency, what]}", flush=True)
    for sentence, number in proof.refused.items():
        print(f"refused {number} times: {sentence}")
    for failure in proof.failed[:10]:
        print("WRONG", *failure)
    return 1 if proof.failed else 0


def main(args):
    if len(args) > 2 or not all(arg.isdigit() for arg in args[:1]):
        print("device-labels takes a whole number and a word: lots of each agency, which designs", file=sys.stderr)
        return 2
    odoo = Odoo()
    database = odoo.scratch(odoo.template())
    try:
        with environment(database) as env:
            env.company.partner_id.tz = "UTC"
            return run(env, int(args[0]) if args else LOTS, args[1] if len(args) > 1 else "")
    finally:
        odoo.drop(database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
