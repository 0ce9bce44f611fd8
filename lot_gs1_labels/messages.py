"""Sentences for people, one function per message."""

from odoo.addons.lot_traceability.messages import shown

from .kernel.check_digits import right_end
from .kernel.separator import visible

# Digits that letters are taken for, where GS1 has digits only.
_LOOKS_LIKE = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}


def wrong_end(env, issue):
    """What check digit or check characters a key should have; "" for issues about anything else."""
    if issue.code not in ("check_digit", "check_pair"):
        return ""
    got, right = shown(visible(issue.got)), right_end(issue.got, issue.code)
    is_of_length = not issue.expected.startswith("GTIN-") or issue.expected == f"GTIN-{len(issue.got)}"
    if not right or not is_of_length or issue.got.endswith(right):
        return env._("%(got)s is no number of that kind.", got=got)
    if issue.code == "check_pair":
        return env._(
            "%(got)s should have the check characters %(right)s, so it was misread or mistyped.", got=got, right=right
        )
    return env._("%(got)s should have the check digit %(right)s, so it was misread or mistyped.", got=got, right=right)


def scan_unreadable(env, issue):
    """What is wrong with a GS1 code, where, and what to do."""
    got, place = shown(visible(issue.got)), issue.start + 1
    reasons = {
        "check_digit": wrong_end(env, issue),
        "check_pair": wrong_end(env, issue),
        "length": env._("“%(got)s” is too long or too short.", got=got),
        "empty_value": env._("a value is missing."),
        "charset": _wrong_sign(env, issue),
        "unknown_ai": env._("“%(got)s” starts no GS1 element. A separator may have been lost.", got=got),
        "date": env._("%(got)s is no date.", got=got),
        "too_many": env._("more data follows than any code carries."),
        "dl_duplicate": env._("the address gives two values for the same thing."),
        "dl_compressed": env._(
            "“%(got)s” is the compressed form of a GS1 web address, which GS1 withdrew. Use another code on the label.",
            got=got,
        ),
        "bracket_syntax": env._("the brackets do not close, or a value is missing."),
        "repeat_conflict": env._("(%(got)s) appears twice with different values.", got=got),
        "exclusive": env._("(%(got)s) and (%(other)s) exclude each other.", got=got, other=issue.expected),
    }
    reason = reasons.get(issue.code) or env._("“%(got)s” is not a valid value.", got=got)
    return env._(
        "This GS1 code cannot be read. At character %(place)s: %(reason)s Scan it again.", place=place, reason=reason
    )


def _wrong_sign(env, issue):
    got, meant = shown(visible(issue.got)), _LOOKS_LIKE.get(issue.got.upper(), "")
    if meant and issue.expected == "N":
        return env._("only digits are allowed there; perhaps “%(got)s” is “%(meant)s”.", got=got, meant=meant)
    return env._("the character “%(got)s” is not allowed there.", got=got)


def separator_lost(env):
    return env._(
        "The scanner lost a separator of this code, so it can be read in several ways. Choose what the label says, or "
        "set the scanner to send the separator."
    )


def separator_restored(env, lot):
    return env._("The scanner lost a separator. Of all ways to read the code, only %(lot)s is on record.", lot=lot)


def scan_unknown_gtin(env, gtin):
    return env._("No product has the GTIN %(gtin)s. Enter it as the product's barcode, then scan again.", gtin=gtin)


def scan_unknown_lot(env, product, name):
    return env._("%(product)s has no lot or serial number “%(name)s”.", product=product, name=name)


def scan_only_gtin(env, product, count):
    return env._(
        "The code names the product %(product)s but no lot, and the product has several (%(count)s). "
        "Scan a label with the lot.",
        product=product,
        count=count,
    )


def label_without_gtin(env, product):
    return env._(
        "%(product)s has no GTIN. Enter its GTIN-8, -12, -13 or -14 as the product's barcode, then print again.",
        product=product,
    )


def label_wrong_gtin(env, product, barcode):
    return env._(
        "The barcode %(barcode)s of %(product)s is not a valid GTIN: it needs 8, 12, 13 or 14 digits "
        "with the right check digit at the end.",
        barcode=barcode,
        product=product,
    )


def label_name_too_long(env, name, longest):
    return env._(
        "“%(name)s” has %(length)s characters. A GS1 label can carry a lot or serial number of at most %(longest)s, "
        "and a shortened one would name another lot.",
        name=name,
        length=len(name),
        longest=longest,
    )


def label_name_charset(env, name, character):
    return env._(
        "“%(name)s” holds the character “%(character)s”, which GS1 symbols cannot carry. Allowed are letters A to Z "
        "without accents, digits and ! \" %% & ' ( ) * + , - . / : ; < = > ? _",
        name=name,
        character=character,
    )


def label_value_wrong(env, name, ai, value):
    return env._(
        "The label of “%(name)s” would carry (%(ai)s) %(value)s, which is not valid.", name=name, ai=ai, value=value
    )


def label_day_far(env, name, day):
    return env._(
        "A GS1 code has two digits for the year, so %(day)s of “%(name)s” would be read as another year. Correct the "
        "date.",
        name=name,
        day=day.isoformat(),
    )


def label_none(env):
    return env._("Choose at least one lot or serial number to print.")
