"""Vectors of UDI: carriers of the four agencies, check characters, Basic UDI-DIs."""

from dataclasses import replace
from datetime import date

from . import bare_packages  # noqa: F401  kernels are importable without Odoo
from .vectors_base import TODAY, Rejected, sound

from odoo.addons.lot_udi.kernel import checks, hibc, ifa, published, udi, writer  # isort: skip
from odoo.addons.lot_udi.kernel import reader as udi_reader  # isort: skip
from odoo.addons.lot_gs1_labels.kernel import reader  # isort: skip


def udi_parse(vector):
    raw, today = vector["input"], date.fromisoformat(vector["today"]) if "today" in vector else TODAY
    return _device(udi_reader.read_any(raw, today, strict=True), today)


def udi_parse_pair(vector):
    elements, issues = hibc.parse_pair(*vector["input"], TODAY)
    # The check characters are those of two symbols: there is no single one to tell.
    got = _device(reader.ParsedScan("", tuple(elements), tuple(issues), hibc.CARRIER), TODAY)
    return {name: value for name, value in got.items() if name != "check"}


def _device(parsed, today):
    """What a carrier says, in the vectors' words; what was read must be what its canonical spelling says."""
    sound(parsed.issues, (*reader.HINTS, *udi_reader.HINTS))
    found = udi.of(parsed)
    if not found:
        raise Rejected("no_udi")
    if found.di:
        _check_built(found, today, any(issue.code == published.CODE for issue in parsed.issues))
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


def _check_built(found, today, is_published):
    """What was read builds a carrier of the same, unless it is one of the numbers that are published wrong."""
    text, issues = writer.build(found, today)
    if is_published:
        assert [issue.code for issue in issues] == ["check_digit"], issues
        return
    assert not issues, issues
    symbology = "]d2" if found.issuing_agency == "GS1" else ""
    _agrees(found, udi.of(udi_reader.read_any(symbology + text, today, strict=True)))


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


OPS = {
    "udi_parse": udi_parse,
    "udi_parse_pair": udi_parse_pair,
    "hibc_check": hibc_check,
    "basic_udi_check": basic_udi_check,
    "ppn_check": lambda vector: checks.ppn_digits(vector["input"]),
    "din_check": lambda vector: checks.donation_character(vector["input"]),
}
