"""From what is known of a device to the carrier of its UDI, in the one spelling that we print.

A carrier is read again before it is given out: what its agency does not allow comes back as issues, never shortened.
"""

from datetime import date

from odoo.addons.lot_gs1_labels.kernel import element_string
from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_gs1_labels.kernel.dates import full_year
from odoo.addons.lot_traceability.kernel.scan import Issue

from . import dates, hibc, iccbba, ifa, reader, udi
from .checks import GS1, HIBCC, ICCBBA, IFA
from .udi import Udi

_HIBC_FLAGS = {form: flag for flag, form in hibc.FLAGS.items()} | {dates.MONTH: ""}
_SAME = ("di", "lot_number", "mpho_lot_number", "serial_number", "donation_id", "manufacturing_date", "expiration_date")


def build(device: Udi, today: date) -> tuple[str, list[Issue]]:
    """The carrier of a UDI and what is wrong with it; the positions of issues are those in the carrier.

    Of ``device`` agency, DI, production identifiers and the spelling of its dates are used, not its texts. In the
    agency's order: one HIBC symbol for DI and PI; ISBT 128 structures without the head of a compound message; an
    IFA envelope; a GS1 element string with its lengths first.
    """
    text = _WRITERS[device.issuing_agency](device, today)
    if device.issuing_agency == GS1:
        parsed = gs1.read("]d2" + text, today, strict=True)
    else:
        parsed = reader.read(text, today, strict=True)
    if parsed is None:
        return text, [Issue("no_carrier", 0, len(text), text, device.issuing_agency)]
    issues = [*_misfits(device, text), *(issue for issue in parsed.issues if not issue.warning)]
    again = udi.of(parsed)
    if not issues and (again is None or any(getattr(again, name) != getattr(device, name) for name in _SAME)):
        # a sign in a value was read as the beginning of the next
        issues = [Issue("charset", 0, len(text), text, device.issuing_agency)]
    return text, issues


def _misfits(device, text):
    """Numbers that the fixed fields of ISBT 128 do not hold: the rest would be read as the next structure."""
    if device.issuing_agency != ICCBBA:
        return []
    fields = (
        ("lot_length", device.mpho_lot_number, iccbba.MPHO_LOT),
        ("lot_length", device.lot_number, "&)"),
        ("serial_length", device.serial_number, "=,"),
    )
    found = []
    for code, value, key in fields:
        length, at = iccbba.STRUCTURES[key].length, max(text.find(value), 0)
        if len(value) > length:
            found.append(Issue(code, at, at + len(value), value, str(length)))
        elif value and key == "=," and len(value) < length:
            found.append(Issue("serial_short", at, at + len(value), value, str(length)))
    return found


def build_linked(device: Udi, today: date) -> tuple[str, str, list[Issue]]:
    """A HIBC in two symbols, primary and secondary, and what is wrong with them."""
    whole, issues = build(device, today)
    primary = hibc.build([("+", device.di)]) if not issues else whole
    if issues or whole == primary:
        return primary, "", issues
    secondary = "+" + whole[len(primary) : -1] + primary[-1]
    return primary, hibc.build([("", secondary)]), issues


def _gs1(device, _today):
    pairs = [("01", device.di)]
    days = (("11", device.manufacturing_date), ("17", device.expiration_date))
    pairs += [(ai, dates.write(day, "YYMMDD")) for ai, day in days if day]
    pairs += [(ai, name) for ai, name in (("10", device.lot_number), ("21", device.serial_number)) if name]
    return element_string.build(element_string.in_print_order(pairs))


def _hibc(device, today):
    by_serial = not device.lot_number and bool(device.serial_number)
    name, mark = device.lot_number or device.serial_number, "+" if by_serial else ""
    pairs, behind = [("+", device.di)], []
    if device.expiration_date:
        form, value = _hibc_expiry(device, today)
        if form:
            pairs += [(f"/$${mark}{_HIBC_FLAGS[form]}", value), ("", name)]
        else:
            behind.append(("/14D", value))
    if name and len(pairs) == 1:
        pairs.append((f"/${mark}", name))
    if device.serial_number and not by_serial:
        pairs.append(("/S", device.serial_number))
    if device.manufacturing_date:
        behind.insert(0, ("/16D", dates.write(device.manufacturing_date, "YYYYMMDD")))
    if device.quantity is not None:
        behind.append(("/Q", str(device.quantity)))
    if behind and len(pairs) == 1:
        pairs.append(("/$", ""))  # what comes behind the secondary needs one, even without a lot
    try:
        return hibc.build([*pairs, *behind])
    except ValueError:
        # a sign that HIBC cannot carry: left in place, so that reading it tells where
        return "".join(key + value for key, value in [*pairs, *behind])


def _hibc_expiry(device, today):
    """Spelling and digits of the expiry: as they came, else a two-digit year, else (spelling "") one of four."""
    day, form = device.expiration_date, device.expiration_date_original_format
    if form in _HIBC_FLAGS:
        return form, device.expiration_date_original
    if full_year(day.year % 100, today) == day.year:
        return "YYMMDD", dates.write(day, "YYMMDD")
    return "", dates.write(day, "YYYYMMDD")


def _iccbba(device, _today):
    pairs = [
        ("=)" if len(device.di) == iccbba.STRUCTURES["=)"].length else "=/", device.di),
        ("=,", device.serial_number),
        (iccbba.DONATION, device.donation_id),
        _isbt_date(device, "expiration", ">"),
        _isbt_date(device, "manufacturing", "}"),
        (iccbba.MPHO_LOT, device.mpho_lot_number),
        ("&)", device.lot_number),
    ]
    return iccbba.build([(key, value) for key, value in pairs if value])


def _isbt_date(device, name, sign):
    """Identifier and digits of a date: with its time when it came with one."""
    day = getattr(device, f"{name}_date")
    if day and getattr(device, f"{name}_date_original_format") == "YYYJJJHHMM":
        return "&" + sign, getattr(device, f"{name}_date_original")
    return "=" + sign, day and dates.write(day, "YYYJJJ")


def _ifa(device, _today):
    day, made = device.expiration_date, device.manufacturing_date
    pairs = [
        ("9N", device.di),
        ("1T", device.lot_number),
        ("D", device.expiration_date_original or (day and dates.write(day, "YYMMDD"))),
        ("S", device.serial_number),
        ("16D", made and dates.write(made, "YYYYMMDD")),
    ]
    return ifa.build([(key, value) for key, value in pairs if value])


_WRITERS = {GS1: _gs1, HIBCC: _hibc, ICCBBA: _iccbba, IFA: _ifa}
