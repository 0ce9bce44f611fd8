"""Sentences for people about tracked devices and their patients, one function per message."""

from odoo.tools import format_date

PARTS = ("name", "address", "phone", "ssn", "prescriber", "follower", "explanter")


def patient_in_note(env, found):
    return env._(
        "“%(found)s” looks like data of a patient. Notes are read by everybody: enter it under Patient.", found=found
    )


def day_to_come(env):
    return env._("That day is still to come. Enter what has happened.")


def say_who_or_why(env):
    return env._("Say who has the device, or why that is not known.")


def custody_is_fixed(env):
    return env._("What was entered about a device's whereabouts stays. Enter what happened since, or a correction.")


def patient_is_kept(env):
    return env._("Entries about patients are neither deleted nor copied. “Refused” takes out who refuses to be named.")


def patient_stays(env):
    return env._(
        "An entry stays with its unit and company. Say in it why it is wrong, and make another one for the right unit."
    )


def refused_and_named(env):
    return env._("A patient who refused is not named. Empty the data, or take “Refused” back.")


def patient_or_why(env):
    return env._("Enter the patient, tick “Refused”, or say why it is not known.")


def only_with_right(env):
    return env._("Data of patients is shown to people with the right “Patient data of tracked devices” only.")


def nameless(env, patient):
    if patient.is_refused:
        return env._("Refused")
    return env._("Not known: %(reason)s", reason=patient.missing_reason or "?")


def parts(env):
    """{part: what it is called}."""
    return {
        "name": env._("Name"),
        "address": env._("Address"),
        "phone": env._("Phone"),
        "ssn": env._("Social security number"),
        "prescriber": env._("Prescribing physician"),
        "follower": env._("Following physician"),
        "explanter": env._("Explanting physician"),
    }


def patient_text(env, told):
    titles = parts(env)
    return "\n".join(f"{titles[part]}: {told[part]}" for part in PARTS if told.get(part)) or False


def no_unit(env, text):
    return env._("“%(text)s” names no single unit. Scan or type the UDI on its label.", text=text)


def nothing_known(env):
    return env._("It was not delivered, and nobody entered where it is: it is still with us, or its way is not known.")


def hidden_moves(env, count):
    return env._(
        "%(count)s deliveries or returns of it belong to companies that you have not switched on, or may not see.",
        count=count,
    )


def due(env, day, days):
    return env._("Answer by %(day)s (%(days)s working days).", day=format_date(env, day), days=days)


def missing(env, what, holder):
    return env._("%(what)s of %(holder)s is not known.", what=what, holder=holder)


# --- audits, and distributors in default ---


def nothing_distributed(env, device):
    return env._("No unit of %(device)s is distributed, so there are no tracking data to audit.", device=device)


def audit_open(env, count):
    return env._(
        "%(count)s records of the sample have no result yet. Enter “Nobody answered” where that is so.", count=count
    )


def audit_is_drawn(env):
    return env._("The sample is drawn by the program and stays; results are entered until the audit is finished.")


def say_what_was_found(env, unit):
    return env._("Say what was found about %(unit)s, and enter its whereabouts on the unit.", unit=unit)


def lapse_is_kept(env):
    return env._("Entries of this log are kept. Write in the entry what happened since.")


# --- duties ---


def duty_tracked(env, order):
    return env._(
        "Tracked by order of FDA%(order)s: each unit is followed to the patient, and FDA is answered within 3 and 10 "
        "working days (21 CFR 821.25).",
        order=f" ({order})" if order else "",
    )


def duty_implant(env):
    return env._(
        "Implant: records tell the consignee of each unit, and labels bear serial or lot number (ISO 13485, 7.5.9.2)."
    )


def duty_life(env):
    return env._("Supports or sustains life: records tell where each unit went, as for implants (21 CFR 820.10(d)).")


def duty_class_iii(env):
    return env._(
        "Class III implant in the European Union: everybody in the chain keeps the UDI of what came in and went out "
        "(MDR article 27(8)), and each comes with an implant card (article 18)."
    )


def not_by_serial(env, product):
    return env._(
        "%(product)s is tracked by FDA order, and not by serial numbers: its units cannot be told apart.",
        product=product,
    )


def not_tracked(env, product):
    return env._(
        "%(product)s has neither lots nor serial numbers: nothing of it can be followed. Set its tracking.",
        product=product,
    )


SENTENCES = {
    "custody_entered": lambda env, names: env._("%(writer)s entered where %(object)s is.", **names),
    "patient_entered": lambda env, names: env._("%(writer)s entered data of the patient of %(object)s.", **names),
    "patient_seen": lambda env, names: env._("%(writer)s looked at the data of the patient of %(object)s.", **names),
    "tracking_audited": lambda env, names: env._("%(writer)s finished the audit of tracking data %(object)s.", **names),
    "whereabouts_told": lambda env, names: env._("%(writer)s reported the whereabouts of %(object)s.", **names),
}
