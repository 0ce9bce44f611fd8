"""Sentences about the registry of devices, one function per message."""

from odoo.tools import format_date

from .kernel import attributes


def databases(env):
    return {"gudid": env._("GUDID"), "eudamed": env._("EUDAMED")}


def hint(env, row, one):
    """How to answer a question; ``row``: lot.udi.attribute, ``one``: its definition."""
    forms = {
        "yesno": env._("yes or no"),
        "date": env._("a date, YYYY-MM-DD"),
        "number": env._("a whole number"),
        "measure": env._("a number, and its unit"),
        "range": env._("from, up to, and the unit"),
        "digits": env._("%(count)s digits", count=one.longest),
        "letters": env._("%(count)s capital letters", count=one.longest),
        "emdn": env._("e.g. A01010101"),
        "srn": env._("e.g. DE-MF-000012345"),
    }
    form = ", ".join(one.choices) or forms.get(one.kind, "")
    units = ", ".join(one.units)
    return " · ".join(part for part in (row.help, form, units) if part)


def wrong_value(env, row, fault):
    """``row``: lot.udi.value."""
    one = row.attribute_id._get_definition()
    return told_fault(env, row.attribute_id.name, one, fault, row.value or row.upto)


def told_fault(env, name, one, fault, got):
    values = {"name": name, "got": got}
    sentences = {
        "empty": env._("%(name)s: the answer is empty.", **values),
        "long": env._(
            "%(name)s: “%(got)s” is too long or too short; %(count)s characters.", count=one.longest, **values
        ),
        "choice": env._(
            "%(name)s: “%(got)s” is none of the answers: %(choices)s.",
            choices=", ".join(one.choices or (attributes.YES, attributes.NO)),
            **values,
        ),
        "number": env._("%(name)s: “%(got)s” is no number that can stand here. Use a point, not a comma.", **values),
        "date": env._("%(name)s: “%(got)s” is no date. Write it as 2026-12-31.", **values),
        "unit": env._("%(name)s: choose one of the units %(units)s.", units=", ".join(one.units), **values),
        "order": env._("%(name)s: the range ends before it begins.", **values),
        "form": env._("%(name)s: “%(got)s” does not look right. Compare with the original.", **values),
        "repeated": env._("%(name)s: several answers (%(got)s), and only one is allowed.", **values),
    }
    return sentences[fault]


def gap(env, found, names, definitions):
    """Why a device cannot be registered; ``found``: kernel.completeness.Gap, ``names``: {code: question}."""
    if found.code == "fault":
        return told_fault(env, names[found.about], definitions[found.about], found.fault, found.got)
    name, parts = names.get(found.about, found.about), _parts(env)
    part = parts.get(found.about, "")
    sentences = {
        "missing": env._("“%(name)s” is not answered yet.", name=name),
        "no_base": env._("There is no primary device identifier of a unit. Enter it under Device identifiers."),
        "agency": env._(
            "This database does not take identifiers of %(agency)s (%(di)s). Take one of another agency.",
            agency=found.got,
            di=found.about,
        ),
        "no_basic_udi": env._("The Basic UDI-DI is missing."),
        "use_needless": env._(
            "%(di)s is an identifier for single devices, but the base package holds only one. Correct the number of "
            "devices, or remove it.",
            di=found.about,
        ),
        "direct_missing": env._("The device is marked with an identifier of its own, which is missing. Enter it."),
        "quantity": env._("The package %(di)s holds fewer than two. Check what it contains.", di=found.about),
        "from_label": env._("%(part)s stands on the label, so it has to be in the UDI as well.", part=part),
        "only_made": env._(
            "The date of manufacture is the only date or number on the label, so it has to be in the UDI."
        ),
        "no_pi": env._("The UDI would have no production identifier. Put lot or serial number on the label."),
        "active_implant": env._("An active implant needs its serial number in the UDI."),
        "implant": env._("An implant needs its serial number or lot number in the UDI."),
    }
    return sentences[found.code]


def _parts(env):
    return {
        "lot": env._("The lot number"),
        "serial": env._("The serial number"),
        "made": env._("The date of manufacture"),
        "expiry": env._("The expiration date"),
        "software": env._("The software version"),
    }


def change(env, found, names, target):
    """What differs from what was sent; ``found``: kernel.changes.Change."""
    values = {
        "name": env._("Basic UDI-DI") if found.about == "basic_udi" else names.get(found.about, found.about),
        "before": "; ".join(found.before) or env._("nothing"),
        "after": "; ".join(found.after) or env._("nothing"),
    }
    told = env._("%(name)s: %(before)s → %(after)s.", **values)
    if not found.needs_di:
        return told
    reasons = {
        "gudid": env._("That makes it a new version or model: it needs a new device identifier (21 CFR 830.50)."),
        "eudamed": env._("That needs a new device identifier (MDR Annex VI, part C, 3.9)."),
    }
    return f"{told} {reasons[target]}"


def due(env, target, day):
    return env._("Tell %(database)s by %(day)s.", database=databases(env)[target], day=format_date(env, day))


def not_complete(env, device, lines):
    return env._("%(device)s is not complete:\n%(lines)s", device=device, lines="\n".join(lines))


def needs_new_di(env, device, lines):
    return env._(
        "%(device)s changed so that it is another device. Enter it as a new one with an identifier of its own, and "
        "keep the old identifier there as previous one.\n%(lines)s",
        device=device,
        lines="\n".join(lines),
    )


def no_device(env):
    return env._("Choose devices first.")


def di_sent(env, di):
    return env._(
        "%(di)s was sent to a registration database. It stays with its device and product for ever: retire it, and "
        "enter a new one.",
        di=di,
    )


SENTENCES = {
    "udi_changed": lambda env, names: env._("%(writer)s changed %(object)s in the registry of devices.", **names),
    "udi_sent": lambda env, names: env._("%(writer)s recorded that data of %(object)s were sent.", **names),
}


def version_is_fixed(env):
    return env._("What was sent stays as it was. Send a new version.")


def state(env, gaps, changed, version):
    """In a few words; ``version``: lot.udi.version, perhaps none."""
    if gaps:
        return env._("%(count)s open", count=gaps)
    if not version:
        return env._("Complete, not sent")
    if changed:
        return env._("%(count)s changed since version %(number)s", count=changed, number=version.number)
    return env._("Version %(number)s is sent", number=version.number)


def yes_no(env, truth):
    return env._("yes") if truth else env._("no")


def difference_columns(env):
    return (
        env._("Device"),
        env._("Version sent"),
        env._("What"),
        env._("Sent"),
        env._("Now"),
        env._("Needs a new device identifier"),
    )


def device_sent(env, device):
    return env._("Data of %(device)s were sent to a registration database. Archive it instead.", device=device)


def nothing_to_import(env):
    return env._(
        "This file has no devices. It needs a table with the column PrimaryDI, as AccessGUDID publishes it or as this "
        "registry writes it."
    )


def unreadable_file(env):
    return env._("This file cannot be read. Save it as XLSX, or as CSV in UTF-8.")


def import_line(env, one, sentence):
    return env._("Row %(row)s, %(di)s: %(sentence)s", row=one.row, di=one.di, sentence=sentence)


def changed_since_file(env, device):
    return env._("%(device)s was changed since the file was written. Write it again, and send that one.", device=device)


def known_already(env):
    return env._("is registered already and stays as it is.")


def no_product(env, di):
    return env._(
        "no product has this barcode, or the catalogue number as internal reference. Enter the barcode of the product "
        "of %(di)s first.",
        di=di,
    )


def no_packaging(env, di, product):
    return env._("%(product)s has no packaging with the barcode %(di)s. Enter it first.", product=product, di=di)


def imported(env, count, told):
    head = env._("%(count)s devices were entered, %(others)s were not.", count=count, others=len(told))
    return "\n".join([head, *told])
