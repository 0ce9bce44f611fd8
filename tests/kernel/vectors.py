"""Check files of conformance vectors against the kernels: ``python -m tests.kernel.vectors FILE…``.

One JSON object per line: id, op, input, expect or error. Prints every failing id with what came instead, and closes
with ``N passed, N failed``. An op that no kernel serves yet counts as failed. Needs neither Odoo nor a database.
"""

import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from . import bare_packages  # noqa: F401  kernels are importable without Odoo

from odoo.addons.lot_udi.kernel import checks, hibc, ifa, udi, writer  # isort: skip
from odoo.addons.lot_udi.kernel import reader as udi_reader  # isort: skip
from odoo.addons.lot_gs1_labels.kernel import (  # isort: skip
    associations,
    bracketed,
    check_digits,
    dates,
    digital_link,
    element_string,
    epc,
    measures,
    reader,
)
from odoo.addons.lot_gs1_labels.kernel.label import carriers, design, errors, place, raster  # isort: skip

TODAY = date(2026, 7, 1)  # when the vector does not say


class Rejected(Exception):
    """The kernel refused the input."""


def _sound(issues, but=()):
    for issue in issues:
        if issue.code not in (*but, *reader.HINTS):
            raise Rejected(issue.code)


def _pairs(elements):
    return [[element.key, element.value] for element in elements]


def parse(vector, but=()):
    elements, issues = element_string.parse(vector["input"], TODAY)
    _sound([*issues, *associations.check_together(elements)], but)
    # What was read must give the same string again: nothing was lost.
    again, _ = element_string.parse(element_string.build([(e.key, e.value) for e in elements]), TODAY)
    assert _pairs(again) == _pairs(elements)
    return _pairs(elements)


def parse_content(vector):
    return parse(vector, but=("requisite",))


def bracketed_text(vector):
    elements, issues = bracketed.parse(vector["input"], TODAY)
    _sound([*issues, *associations.check_together(elements)])
    pairs = [(element.key, element.value) for element in elements]
    return {"elements": _pairs(elements), "raw": element_string.build(pairs)}


def scan(vector):
    """What a decoder puts out: it always names the symbology."""
    parsed = reader.read(vector["input"], TODAY, strict=True)
    if not parsed.symbology:
        raise Rejected("symbology_id")
    # A symbol of another kind without any data was decoded all the same; there is nothing to act on.
    _sound(parsed.issues, but=("empty",))
    return _scanned(vector, parsed)


def plain_scan(vector):
    parsed = reader.read(vector["input"], TODAY, strict=True)
    _sound(parsed.issues)
    return _scanned(vector, parsed)


def _scanned(vector, parsed):
    if parsed.carrier != reader.GS1:
        return {"elements": [], "plain": True}
    return (
        {"gtin": parsed.elements[0].value}
        if "gtin" in vector.get("expect", ())
        else {"elements": _pairs(parsed.elements)}
    )


def wedge(vector):
    parsed = reader.read(vector["input"], TODAY, substitutes=vector["substitutes"], strict=True)
    _sound(parsed.issues)
    if parsed.carrier != reader.GS1:
        raise Rejected("plain")
    return _pairs(parsed.elements)


def dl_parse(vector):
    link, issues = digital_link.parse(vector["input"], TODAY)
    _sound([*issues, *associations.check_together(link.elements)])
    # What was read must give a link that says the same again.
    pairs = [(element.key, element.value) for element in link.elements]
    built, issues = digital_link.build(pairs, TODAY, link.stem, link.qualifiers)
    assert not issues, issues
    again, _ = digital_link.parse(built, TODAY)
    assert sorted(_pairs(again.elements)) == sorted(_pairs(link.elements))
    return {"elements": _pairs(link.elements), "ignored_query": list(link.others)}


def dl_build(vector):
    built, issues = digital_link.build(map(tuple, vector["input"]), TODAY, vector["stem"] or digital_link.CANONICAL)
    _sound(issues)
    return built


def measure(vector):
    found = measures.read(*vector["input"])
    if not found:
        raise Rejected("measure")
    return format(found.number, "f")


def epc_encode(vector):
    given = vector["input"]
    if "sscc" in given:
        found, issues = epc.of_sscc(given["sscc"], given["gcp_length"])
    else:
        found, issues = epc.of_gtin(given["gtin"], given["serial"], given["gcp_length"])
    _sound(issues)
    digits, issues = epc.encode(found, given["scheme"], given["filter"])
    _sound(issues)
    tag, issues = epc.decode(digits)
    assert not issues, issues
    assert (tag, []) == epc.read_uri(epc.tag_uri(tag))
    return _wanted(vector, {"hex": digits, "uri": epc.uri(tag), "tag_uri": epc.tag_uri(tag)})


def epc_decode(vector):
    tag, issues = epc.decode(vector["input"])
    _sound(issues)
    assert epc.encode(tag, tag.scheme, tag.filter) == (vector["input"].upper(), [])
    names = {"00": "sscc", "01": "gtin", "21": "serial"}
    got = {names[ai]: value for ai, value in epc.pairs(tag)}
    return _wanted(vector, {**got, "uri": epc.uri(tag), "tag_uri": epc.tag_uri(tag), "filter": tag.filter})


def _wanted(vector, got):
    """The keys that a vector asks for: it need not name every form."""
    return {name: got.get(name) for name in vector["expect"]} if "expect" in vector else got


def udi_parse(vector):
    raw, today = vector["input"], date.fromisoformat(vector["today"]) if "today" in vector else TODAY
    parsed = udi_reader.read(raw, today, strict=True) or reader.read(raw, today)
    return _device(parsed, today)


def udi_parse_pair(vector):
    elements, issues = hibc.parse_pair(*vector["input"], TODAY)
    # The check characters are those of two symbols: there is no single one to tell.
    got = _device(reader.ParsedScan("", tuple(elements), tuple(issues), hibc.CARRIER), TODAY)
    return {name: value for name, value in got.items() if name != "check"}


def _device(parsed, today):
    """What a carrier says, in the vectors' words; what was read must be what its canonical spelling says."""
    _sound(parsed.issues, but=udi_reader.HINTS)
    found = udi.of(parsed)
    if not found:
        raise Rejected("no_udi")
    if found.di:
        text, issues = writer.build(found, today)
        assert not issues, issues
        _agrees(found, udi.of(udi_reader.read(text, today, strict=True) or reader.read("]d2" + text, today)))
    names = {"lot": found.lot_number or found.mpho_lot_number, "serial": found.serial_number}
    for name in ("expiration_date", "manufacturing_date"):
        day = getattr(found, name)
        names[name] = day.isoformat() if day else ""
    if found.issuing_agency != "GS1":
        names |= _originals(found)
    if found.issuing_agency == "HIBCC":
        names["check"] = found.udi[-1]
        if found.di:
            names |= dict(zip(("lic", "pcn", "uom"), hibc.parts(found.di), strict=True))
            names["uom"] = int(names["uom"])
    if found.issuing_agency == "IFA":
        names |= dict(zip(("pra", "national_code"), ifa.parts(found.di), strict=True))
    for name in ("issuing_agency", "di", "donation_id", "expiration_hour", "quantity", "link"):
        names[name] = getattr(found, name)
    return {name: value for name, value in names.items() if value not in ("", None)}


def _originals(found):
    """Dates as encoded, where they do not say the same as the date already."""
    names = {}
    for name in ("expiration", "manufacturing"):
        if getattr(found, f"{name}_date_original_format") not in ("", "YYYYMMDD"):
            names[f"{name}_original"] = getattr(found, f"{name}_date_original")
    if found.expiration_date_original_format == "MMYY":
        names["precision"] = "month"
    return names


def _agrees(found, again):
    """Nothing but the spelling of an expiry may have changed."""
    loose = {"udi": "", "pi_text": "", "expiration_date_original": "", "expiration_date_original_format": ""}
    assert replace(found, **loose) == replace(again, **loose), again


def hibc_check(vector):
    return checks.hibc_character(vector["input"])


def basic_udi_check(vector):
    return checks.basic_udi(vector["input"]["agency"], vector["input"]["body"])


def gs1_date(vector):
    day = dates.read_yymmdd(vector["input"], date.fromisoformat(vector["today"]))
    if not day:
        raise Rejected("date")
    return day.isoformat()


def symbol(vector):
    """What an independent decoder reads on a label with this symbol, as a 203 dpi printer would print it."""
    import zxingcpp

    box = design.Item(design.SYMBOL, 1, 1, 165, 30, carrier=vector["symbology"], hri=design.HRI_NONE)
    label = design.Design(167, 32, 203, carriers.HEALTHCARE, (box,))
    pairs = tuple(map(tuple, vector["input"]))
    page = place.place(label, design.Values("", pairs, {}), TODAY)
    (found,) = zxingcpp.read_barcodes(raster.draw(page).convert("L"))
    return {"identifier": found.symbology_identifier, "data": found.bytes.decode()}


OPS = {
    "parse": parse,
    "parse_content": parse_content,
    "bracketed": bracketed_text,
    "scan": scan,
    "plain_scan": plain_scan,
    "wedge": wedge,
    "dl_parse": dl_parse,
    "dl_build": dl_build,
    "measure": measure,
    "epc_encode": epc_encode,
    "epc_decode": epc_decode,
    "gs1_check_digit": lambda vector: check_digits.check_digit(vector["input"]),
    "gmn_check_pair": lambda vector: check_digits.check_pair(vector["input"]),
    "gs1_date": gs1_date,
    "udi_parse": udi_parse,
    "udi_parse_pair": udi_parse_pair,
    "hibc_check": hibc_check,
    "basic_udi_check": basic_udi_check,
    "ppn_check": lambda vector: checks.ppn_digits(vector["input"]),
    "din_check": lambda vector: checks.donation_character(vector["input"]),
    "symbol": symbol,
}


def check(vector):
    """None when the kernel does what the vector says, else what it did instead."""
    run = OPS.get(vector["op"])
    if run is None:
        return f"{vector['op']}: not supported yet"
    try:
        got = run(vector)
    except (Rejected, ValueError, errors.LabelError) as rejection:
        return None if "error" in vector else f"rejected as {rejection}"
    except Exception as error:  # one broken vector must not hide the others
        return f"crashed with {error!r}"
    if "error" in vector:
        return f"accepted as {got!r}, should be rejected as {vector['error']}"
    return None if got == vector["expect"] else f"{got!r} instead of {vector['expect']!r}"


def run(paths):
    """Counts of passed and failed vectors; prints the failing ids."""
    counts = Counter(passed=0, failed=0)
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            vector = json.loads(line)
            failure = check(vector)
            counts["failed" if failure else "passed"] += 1
            if failure:
                print(f"{vector['id']}: {failure}")
    return counts


def main():
    paths = sys.argv[1:]
    missing = [path for path in paths if not Path(path).is_file()]
    if not paths or missing:
        print(f"no such file: {', '.join(missing)}" if missing else __doc__)
        return 2
    counts = run(paths)
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
