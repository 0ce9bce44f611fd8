"""Vectors of GS1: element strings, scans, Digital Links, EPCs, check digits, dates, measures, symbols."""

from datetime import date

from . import bare_packages  # noqa: F401  kernels are importable without Odoo
from .vectors_base import TODAY, Rejected, pairs_of, sound

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
from odoo.addons.lot_gs1_labels.kernel.label import carriers, design, place, raster  # isort: skip


def _sound(issues, but=()):
    sound(issues, reader.HINTS, but)


def parse(vector, but=()):
    elements, issues = element_string.parse(vector["input"], TODAY)
    _sound([*issues, *associations.check_together(elements)], but)
    # What was read must give the same string again: nothing was lost.
    again, _ = element_string.parse(element_string.build([(e.key, e.value) for e in elements]), TODAY)
    assert pairs_of(again) == pairs_of(elements)
    return pairs_of(elements)


def parse_content(vector):
    return parse(vector, but=("requisite",))


def bracketed_text(vector):
    elements, issues = bracketed.parse(vector["input"], TODAY)
    _sound([*issues, *associations.check_together(elements)])
    pairs = [(element.key, element.value) for element in elements]
    return {"elements": pairs_of(elements), "raw": element_string.build(pairs)}


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
        else {"elements": pairs_of(parsed.elements)}
    )


def wedge(vector):
    parsed = reader.read(vector["input"], TODAY, substitutes=vector["substitutes"], strict=True)
    _sound(parsed.issues)
    if parsed.carrier != reader.GS1:
        raise Rejected("plain")
    return pairs_of(parsed.elements)


def dl_parse(vector):
    link, issues = digital_link.parse(vector["input"], TODAY)
    _sound([*issues, *associations.check_together(link.elements)])
    # What was read must give a link that says the same again.
    pairs = [(element.key, element.value) for element in link.elements]
    built, issues = digital_link.build(pairs, TODAY, link.stem, link.qualifiers)
    assert not issues, issues
    again, _ = digital_link.parse(built, TODAY)
    assert sorted(pairs_of(again.elements)) == sorted(pairs_of(link.elements))
    return {"elements": pairs_of(link.elements), "ignored_query": list(link.others)}


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
    "symbol": symbol,
}
