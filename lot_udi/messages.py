"""Sentences for people, one function per message."""

from odoo.tools import format_date

from odoo.addons.lot_gs1_labels import messages as gs1_messages
from odoo.addons.lot_traceability.messages_scan import amount

from .kernel import published
from .kernel.checks import GS1


def no_device_identifier(env, product):
    return env._(
        "%(product)s is a medical device without a device identifier. Enter its GTIN as the product's barcode.",
        product=product,
    )


def no_registered_identifier(env, product, agency):
    return env._(
        "%(product)s is a medical device without a device identifier of %(agency)s. Enter it under Inventory ▸ "
        "Configuration ▸ Medical Devices.",
        product=product,
        agency=agency,
    )


def no_production_identifier(env, name):
    return env._(
        "“%(name)s” cannot stand in a UDI: at most 20 letters A to Z, digits and common signs, no blanks.", name=name
    )


def name_not_carried(env, name, agency, issues):
    if any(issue.code in ("lot_length", "serial_length") for issue in issues):
        longest = next(issue.expected for issue in issues if issue.code.endswith("_length"))
        return env._(
            "“%(name)s” is too long for a UDI of %(agency)s: at most %(longest)s characters.",
            name=name,
            agency=agency,
            longest=longest,
        )
    if short := next((issue for issue in issues if issue.code == "serial_short"), None):
        return env._(
            "“%(name)s” is too short for a UDI of %(agency)s: a serial number has %(length)s characters, with zeros in "
            "front.",
            name=name,
            agency=agency,
            length=short.expected,
        )
    return env._(
        "“%(name)s” cannot stand in a UDI of %(agency)s: capital letters A to Z and digits only.",
        name=name,
        agency=agency,
    )


def part_missing(env, part):
    """``part``: of ``kernel.production_ids.PARTS``, promised by the registry and not known of this lot."""
    sentences = {
        "lot": env._("The registry says that the UDI holds the batch beside the serial number. Enter the batch."),
        "serial": env._(
            "The registry says that the UDI holds a serial number, but the product is tracked by lots. Correct one of "
            "both."
        ),
        "made": env._("The registry says that the UDI holds the date of manufacture. Enter the production date."),
        "expiry": env._("The registry says that the UDI holds the expiration date. Enter it."),
    }
    return sentences[part]


def di_wrong(env, di, agency, issue):
    """What is wrong with a device identifier that somebody enters."""
    words = {"di": di, "agency": agency}
    if issue.expected and agency != GS1 and issue.code in ("check_digit", "check_digits", "check_character"):
        return env._(
            "%(di)s has the check characters %(got)s and should have %(expected)s, so it was misread or mistyped.",
            got=issue.got[-len(issue.expected) :],
            expected=issue.expected,
            **words,
        )
    if issue.code == "check_digit" and agency == GS1:
        return gs1_messages.wrong_end(env, issue)
    return env._("%(di)s is no device identifier of %(agency)s. Scan the code, or check the agency.", **words)


def di_shared(env, di):
    return env._(
        "%(di)s is registered for another device already. One of the two is shared by all companies, so both would "
        "hold it.",
        di=di,
    )


def di_unit(env, di, unit, own):
    return env._(
        "%(di)s contains %(unit)s, but its product is counted in %(own)s. Choose a unit that can be converted.",
        di=di,
        unit=unit,
        own=own,
    )


def di_agency(env, di, agency):
    return env._(
        "%(di)s is of %(agency)s, and the device of another agency. Only secondary identifiers may be of another one.",
        di=di,
        agency=agency,
    )


def other_barcode(env, barcode, di):
    return env._(
        "The product's barcode %(barcode)s is not %(di)s. Scans and labels go by the barcode: correct one of them.",
        barcode=barcode,
        di=di,
    )


def basic_udi_form(env, code, agency):
    return env._("%(code)s is no Basic UDI-DI of %(agency)s.", code=code, agency=agency)


def basic_udi_wrong(env, code, got, expected):
    return env._(
        "%(code)s ends in %(got)s and should end in %(expected)s, so it was mistyped.",
        code=code,
        got=got,
        expected=expected,
    )


# --- scans ---


def scan_unreadable(env, issue):
    """What is wrong with a carrier, where, and what to do."""
    got, expected = _shown(issue.got), _shown(issue.expected)
    words = {"got": got, "expected": expected}
    reasons = {
        "check_character": env._("the check character is “%(got)s” and should be “%(expected)s”.", **words),
        "check_digits": env._("the check digits are “%(got)s” and should be “%(expected)s”.", **words),
        "check_digit": env._("the check digit of %(got)s should be %(expected)s.", **words) if expected else "",
        "link_character": env._(
            "the two codes do not belong together (“%(got)s” stands where “%(expected)s” should be).", **words
        ),
        "no_pair": env._("the two codes are not the halves of one label."),
        "charset": env._("the character “%(got)s” is not allowed there; perhaps it is “%(expected)s”.", **words)
        if len(expected) == 1
        else env._("the character “%(got)s” is not allowed there.", **words),
        "lot_length": env._("the lot number %(got)s is longer than %(expected)s characters.", **words),
        "serial_length": env._("the serial number %(got)s is longer than %(expected)s characters.", **words),
        "date": env._("“%(got)s” is no date.", **words),
        "repeat_conflict": env._("it says both “%(got)s” and “%(expected)s” for the same thing.", **words),
        "empty_value": env._("a value is missing."),
        "length": env._("something is cut off."),
        "compound": env._("%(expected)s entries are announced and %(got)s follow.", **words),
    }
    reason = reasons.get(issue.code) or env._("“%(got)s” cannot be read.", **words)
    return env._(
        "This UDI cannot be read. At character %(place)s: %(reason)s Scan it again.",
        place=issue.start + 1,
        reason=reason,
    )


def look_alike(env, issue):
    return env._(
        "Perhaps character %(place)s is not “%(got)s” but “%(expected)s”.",
        place=issue.start + 1,
        got=issue.got,
        expected=issue.expected,
    )


def alike(env, name):
    return env._("Perhaps %(name)s is meant: compare it with the label, letter by letter.", name=name)


def level(env, identifier):
    """That a code is that of a package, and how much it holds."""
    words, unit = dict(identifier._fields["level"]._description_selection(env)), identifier.product_id.uom_id
    return env._(
        "%(di)s is the identifier of a package (%(level)s): it holds %(quantity)s.",
        di=identifier.name,
        level=words[identifier.level],
        quantity=amount(env, identifier.uom_id._compute_quantity(1, unit, round=False), unit),
    )


def package(env, identifier):
    """What a package is, and how much it holds."""
    words, unit = dict(identifier._fields["level"]._description_selection(env)), identifier.product_id.uom_id
    quantity = amount(env, identifier.uom_id._compute_quantity(1, unit, round=False), unit)
    return env._("%(level)s of %(quantity)s", level=words[identifier.level], quantity=quantity)


def scan_unknown_di(env, di):
    return env._(
        "No device has the identifier %(di)s. Enter it under Inventory ▸ Configuration ▸ Medical Devices, then scan "
        "again.",
        di=di,
    )


def half_pair(env, name):
    return env._(
        "This is the second code of a label that has two: it names the lot %(name)s but no device. Scan the first "
        "code.",
        name=name,
    )


def di_retired(env, di, day):
    return env._("The identifier %(di)s was retired on %(day)s. Check the label.", di=di, day=format_date(env, day))


def di_retired_before(env, di, day):
    return env._(
        "The identifier %(di)s was retired on %(day)s, before this lot was made. Enter the one that took its place "
        "under Inventory ▸ Configuration ▸ Medical Devices.",
        di=di,
        day=format_date(env, day),
    )


def day_far(env, agency, day):
    return env._(
        "The codes of %(agency)s have two digits for the year, so %(day)s would be read as another year. Correct the "
        "date.",
        agency=agency,
        day=day.isoformat(),
    )


def day_odd(env, day):
    return env._("%(day)s is hardly meant. Check the dates before you print labels.", day=day.isoformat())


def unlikely_date(env, day):
    return env._("The label says %(day)s, which is hardly meant. Check its dates.", day=day)


def published_example(env, issue):
    """A number of ``kernel.published``."""
    return env._(
        "%(gtin)s is an example from the documentation of %(publisher)s, and its check digit is wrong: it should be "
        "%(digit)s. No device can be registered with it.",
        gtin=issue.got,
        publisher=published.publisher(issue.got),
        digit=issue.expected,
    )


def _shown(text):
    """Blanks and control characters made visible."""
    return "".join(sign if sign.isprintable() and sign != " " else "␣" for sign in text)
