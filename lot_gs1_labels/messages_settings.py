"""Sentences about settings and barcodes, one function per message."""

from .kernel.check_digits import check_digit
from .kernel.separator import FNC1, visible
from .sql import gtin_check as sql


def device_sends(env, text, longest):
    return env._(
        "“%(text)s” cannot stand for the separator. Enter 1 to %(longest)s characters without blanks at the "
        "ends. Digits alone, or one or two letters or signs that lot numbers hold, would cut lot numbers in two.",
        text=text,
        longest=longest,
    )


def sample_reading(env, sample, between):
    """What a scan of the test symbol shows; ``between``: what came where its separator is, None when not found."""
    if not sample:
        return ""
    if between is None:
        return env._("This is not the symbol shown here: “%(text)s”.", text=visible(sample))
    if between == FNC1:
        return env._("The separator itself arrived: nothing needs to be set for these scanners.")
    if between:
        return env._("These scanners send “%(text)s” instead of the separator.", text=between)
    return env._(
        "Nothing that is seen arrived where the separator is. If the scanner sends Ctrl+] or F8, the scan screen "
        "understands it and nothing needs to be set. Else let the scanner send a character, e.g. ~, by its settings."
    )


def company_prefix(env, prefix):
    return env._(
        "“%(prefix)s” is no GS1 company prefix. It has 4 to 12 digits, as in GS1's letter; a prefix from the United "
        "States starts with 0.",
        prefix=prefix,
    )


def packaging_name(env, packaging):
    return env._("%(product)s, %(unit)s", product=packaging.product_id.display_name, unit=packaging.uom_id.display_name)


def barcode_hint(env, row, others):
    """What to do about a row of the data check; ``others``: names of what has the same number."""
    if row.issue == sql.CHECK_DIGIT:
        right = check_digit("".join(row.barcode.split())[:-1])
        return env._("The last digit would have to be %(right)s. Compare with the label, then correct it.", right=right)
    if row.issue == sql.SPACES:
        return env._("Enter it without blanks: a scan has none.")
    if row.issue == sql.DUPLICATE and others:
        return env._("Also on %(names)s. A scan cannot tell which is meant.", names="; ".join(others[:3]))
    sentences = {
        sql.DUPLICATE: env._("Something else has the same number. A scan cannot tell which is meant."),
        sql.INDICATOR: env._("Its digits are not those of the product's number. Is it on the right product?"),
        sql.CASE_NUMBER: env._("Numbers that start with 1 to 8 name cases. Enter it on the packaging, if it is one."),
        sql.NO_GTIN: env._("Lots of it get no GS1 label, and GS1 codes do not find it. Enter its GTIN as barcode."),
        sql.FOREIGN: env._("Right for goods of other makers. On your own products, enter your own number."),
    }
    return sentences[row.issue]
