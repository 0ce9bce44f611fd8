"""Messages per second of one reader of GS1 codes, in a process of its own: ``python -m tests.benchmark.gs1 NAME``.

Names: ours, biip, stdnum and, inside Odoo with a database as second argument, odoo. Every reader gets the same valid
messages (GTIN, expiry, lot, serial; a separator behind the lot) and one core. Prints one JSON object:
{row: {"per_second": …}, …} and for ours and the libraries "import_ms".
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date

COUNT = 2_000  # different messages
ROUNDS, ROUND_SECONDS = 7, 0.5
TODAY = date(2026, 7, 1)
GS = "\x1d"
IMPORTS = {"ours": "tests.benchmark.gs1_ours", "biip": "biip", "stdnum": "stdnum.gs1_128"}


def check_digit(digits):
    """Written out here so that no reader's own code makes the messages."""
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def items(count=COUNT, seed=5):
    """(GTIN, expiry YYMMDD, lot, serial) of ordinary labels; the same on every call."""
    draw = random.Random(seed)
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-/"
    for _ in range(count):
        body = "0" + "".join(draw.choices("0123456789", k=12))
        expiry = f"{draw.randint(26, 35)}{draw.randint(1, 12):02}{draw.choice(('00', '15', '28'))}"
        lot, serial = ("".join(draw.choices(letters, k=draw.randint(4, 14))) for _ in range(2))
        yield body + check_digit(body), expiry, lot, serial


def element_strings(front=""):
    return [f"{front}01{gtin}17{expiry}10{lot}{GS}21{serial}" for gtin, expiry, lot, serial in items()]


def per_second(read, texts):
    """Median of several rounds, by CPU time; every answer must be there."""
    assert all(map(read, texts))
    rates = []
    for _ in range(ROUNDS):
        done, started = 0, time.process_time()
        while time.process_time() - started < ROUND_SECONDS:
            for text in texts:
                read(text)
            done += len(texts)
        rates.append(done / (time.process_time() - started))
    return {"per_second": statistics.median(rates)}


def import_ms(module):
    """Median CPU time to import a module in a fresh interpreter, in ms; compiled before, as it is on a server."""
    code = f"import time; t = time.process_time(); import {module}; print(1000 * (time.process_time() - t))"
    with tempfile.TemporaryDirectory() as folder:
        kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        command, environment = [sys.executable, "-c", code], {**os.environ, **kept}
        runs = [float(subprocess.check_output(command, env=environment)) for _ in range(10)]
    return statistics.median(runs[1:])


def ours():
    from .gs1_ours import digital_link, element_string, reader

    def read(text):
        parsed = reader.read(text, TODAY)
        return len(parsed.elements) == 4 and parsed.is_sound

    links = [
        f"https://id.gs1.org/01/{gtin}/10/{lot.replace('/', '%2F')}/21/{serial.replace('/', '%2F')}?17={expiry}"
        for gtin, expiry, lot, serial in items()
    ]
    bracketed = [f"(01){gtin}(17){expiry}(10){lot}(21){serial}" for gtin, expiry, lot, serial in items()]
    bare = element_strings()
    return {
        "ours, the whole reading of a scan": per_second(read, element_strings("]d2")),
        "ours, element string only": per_second(lambda text: not element_string.parse(text, TODAY)[1], bare),
        "ours, bracketed text": per_second(read, bracketed),
        "ours, Digital Link": per_second(read, links),
        "ours, Digital Link only": per_second(lambda text: not digital_link.parse(text, TODAY)[1], links),
    }


def biip():
    import biip
    from biip.gs1_messages import GS1Message

    return {
        "biip.parse": per_second(lambda text: biip.parse(text).gs1_message, element_strings("]d2")),
        "biip GS1Message.parse": per_second(GS1Message.parse, element_strings()),
    }


def stdnum():
    from stdnum import gs1_128

    return {
        "python-stdnum gs1_128.info": per_second(lambda text: gs1_128.info(text, GS), element_strings()),
        "python-stdnum gs1_128.validate": per_second(lambda text: gs1_128.validate(text, GS), element_strings()),
    }


def odoo(database):
    from .session import environment

    with environment(database) as env:
        nomenclature = env.ref("barcodes_gs1_nomenclature.default_gs1_nomenclature")
        # its default separator eats letters of the data ("Alt029"); it is measured with the one that works
        nomenclature.gs1_separator_fnc1 = GS
        texts = element_strings("]d2")
        return {"Odoo's GS1 nomenclature": per_second(nomenclature.parse_barcode, texts)}


def main(name, *args):
    rows = {"ours": ours, "biip": biip, "stdnum": stdnum, "odoo": odoo}[name](*args)
    if name in IMPORTS:
        next(iter(rows.values()))["import_ms"] = import_ms(IMPORTS[name])
    print(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
