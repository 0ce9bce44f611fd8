"""Sentences for people who scan, one function per message: what is wrong, and what to do next."""

from odoo.tools import float_repr, format_date

from .kernel import scan as reading
from .messages import shown


def amount(env, quantity, unit):
    """A quantity with its unit, as people write it."""
    digits = env["decimal.precision"].precision_get("Product Unit")
    text = float_repr(quantity, digits)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit.name}"


def entered(env, row):
    words = {"product": row["product"], "lot": row["lot"], "done": f"{row['done']:g}", "demand": f"{row['demand']:g}"}
    if not row["demand"]:
        return env._("%(product)s %(lot)s: %(done)s %(unit)s", unit=row["unit"], **words)
    return env._("%(product)s %(lot)s: %(done)s of %(demand)s %(unit)s", unit=row["unit"], **words)


def not_usable(env, lot, because):
    product = lot.product_id.display_name
    return env._("%(lot)s, %(product)s: %(because)s.", lot=lot.name, product=product, because=because)


def lot_label(env, lot):
    return env._("%(lot)s of %(product)s", lot=lot.display_name, product=lot.product_id.display_name)


def element_title(env, element):
    """What an element says, in words; the standard's own title for what is not about a lot."""
    titles = {
        reading.TEXT: env._("Text"),
        reading.PRODUCT: env._("Product"),
        reading.LOT: env._("Lot"),
        reading.SERIAL: env._("Serial number"),
        reading.EXPIRY: env._("Expires"),
        reading.MADE: env._("Made"),
        reading.BEST_BEFORE: env._("Best before"),
        reading.SELL_BY: env._("Sell by"),
        reading.QUANTITY: env._("Quantity"),
        reading.PACKAGE: env._("Package"),
    }
    return titles.get(element.kind) or element.title


def element_shown(env, element):
    if element.day:
        return format_date(env, element.day)
    if element.number is not None:
        return f"{element.number:f}"
    return "".join(sign if sign.isprintable() else "␣" for sign in element.value)


def badge(env, lot):
    """Word for a lot that is not free to use, "" for one that is."""
    if lot.disposition != "released":
        return dict(lot._fields["disposition"]._description_selection(env))[lot.disposition]
    if lot.is_blocked:
        return env._("On hold")
    return env._("Expired") if lot.product_expiry_alert else ""


# --- what people did not mean ---


def check_label(env):
    return env._("Check the label, or put the goods aside and ask.")


def put_aside(env):
    return env._("Put it aside and take another lot.")


def next_one(env):
    return env._("Scan the next one.")


def open_another(env):
    return env._("Open another document.")


def several_products(env, names):
    return env._("Several products have this barcode: %(names)s. Correct their barcodes.", names=names)


def too_long(env, most):
    return env._("This is longer than any label (%(most)s characters). Scan one label only.", most=most)


def no_document(env):
    return env._("This document does not exist, or you may not see it. Choose another one.")


def choose_document(env):
    return env._("Choose a document first, or scan its number.")


def document_over(env, name):
    return env._("%(name)s is done or cancelled: nothing can be added to it.", name=name)


def opened(env, name):
    return env._("%(name)s is open. Scan the goods.", name=name)


def no_goods(env):
    return env._("This code names no goods.")


def not_planned(env, product, document):
    return env._("%(product)s is not on %(document)s.", product=product, document=document)


def archived(env, product):
    return env._("%(product)s is archived: it is not ordered any more.", product=product)


def is_kit(env, product):
    return env._("%(product)s is a kit: scan the goods that it consists of.", product=product)


def add_anyway(env):
    return env._("Add it all the same")


def enter_it(env):
    return env._("Enter it")


def more_than_planned(env, product):
    return env._("That is more of %(product)s than planned.", product=product)


def take_more(env):
    return env._("Take it all the same")


def lot_wanted(env, product):
    return env._("This label names %(product)s but no lot or serial number. Scan the label with it.", product=product)


def new_lot(env, name):
    return env._("“%(name)s” is not known yet. Of which product is it the lot or serial number?", name=name)


def new_lot_of(env, name, product):
    return env._("%(product)s, new: %(name)s", product=product, name=name)


def lot_unknown(env, product, name):
    return env._("%(product)s has no lot or serial number “%(name)s”.", product=product, name=name)


def serial_scanned(env, name):
    return env._("%(name)s is scanned already.", name=name)


def serial_in_stock(env, name):
    return env._("%(name)s is in stock already. A serial number names one unit only.", name=name)


def serial_is_one(env, product):
    return env._("%(product)s is counted one by one: each unit has a serial number of its own.", product=product)


def other_company(env, name, document):
    return env._("“%(name)s” belongs to another of your companies than %(document)s.", name=name, document=document)


def no_scans_here(env, document):
    return env._("Nothing can be scanned on %(document)s.", document=document)


def how_much(env, product, lot, unit):
    named = f"{product} {lot}".strip()
    return env._("How much of %(goods)s, in %(unit)s? The label does not say.", goods=named, unit=unit)


def quantity_too_fine(env, quantity, unit):
    return env._(
        "%(quantity)s %(unit)s cannot be recorded: too small, or too many decimals.", quantity=quantity, unit=unit
    )


def rounded(env, quantity, recorded):
    return env._("The label says %(quantity)s, recorded is %(recorded)s.", quantity=f"{quantity:g}", recorded=recorded)


def not_here(env, goods, place, others):
    if others:
        return env._("%(goods)s is not in %(place)s but in %(others)s.", goods=goods, place=place, others=others)
    return env._("%(goods)s is not in stock in %(place)s.", goods=goods, place=place)


def too_little_here(env, goods, place, amount):
    return env._("Only %(amount)s of %(goods)s are in %(place)s.", goods=goods, place=place, amount=amount)


def take_first(env, lot):
    return env._("Take %(lot)s.", lot=lot)


def reason_later(env):
    return env._("You will be asked for a reason.")


def other_lot(env, proposed):
    return env._("%(proposed)s was to be taken instead.", proposed=proposed)


def is_expired(env, lot):
    return env._("%(lot)s is expired.", lot=lot)


def goes_to_quarantine(env, lot):
    return env._("%(lot)s is blocked: it goes to quarantine.", lot=lot)


def first_to_expire(env, day):
    return env._("expires %(day)s", day=day)


def somebody_else(env):
    return env._("Somebody else logged in on this device. Log in again to send what you scanned.")


def malformed(env):
    return env._("The device sent something that is no scan. Reload the page and try again.")


def fault(env, issue):
    return env._("Character %(place)s: “%(got)s” cannot be read.", place=issue.start + 1, got=shown(issue.got))


def one_lot_each(env, document, lot):
    return env._("%(document)s is for %(lot)s. It takes one lot only.", document=document, lot=lot)


def one_lot_made(env, order, lot):
    return env._("%(order)s makes lot %(lot)s. Make another lot with another order.", order=order, lot=lot)
