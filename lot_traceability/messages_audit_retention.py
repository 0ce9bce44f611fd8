"""Sentences about keeping, holding and erasing what the audit ledger holds."""

from odoo.tools import format_date


def rule_label(env, name):
    return env._("retention rule “%(name)s”", name=name)


def span(env, first, last):
    """Names the removed entries by the days that they were written on."""
    return env._("%(first)s to %(last)s", first=format_date(env, first), last=format_date(env, last))


def hold_frozen(env):
    return env._("A legal hold is not changed or deleted. Lift it and say why, and set another one if needed.")


def uninstall_held(env, name):
    return env._("The legal hold “%(name)s” needs the audit ledger, and uninstalling would drop it.", name=name)


def hold_dates(env):
    return env._("The last day of a legal hold lies before its first.")


def nothing_due(env, company):
    return env._("%(company)s: no entry was kept long enough, or legal holds keep them all.", company=company)


def due(env, company, count, first, last):
    return env._(
        "%(company)s: entries that can be removed: %(count)s, written %(first)s to %(last)s.",
        company=company,
        count=count,
        first=format_date(env, first),
        last=format_date(env, last),
    )


def removed(env, count):
    return env._(
        "Entries removed: %(count)s. Their numbers and hashes stay, so that the chain can still be verified.",
        count=count,
    )


def erasure_held(env, labels):
    return env._("A legal hold keeps these entries: %(objects)s. Lift it first.", objects=", ".join(labels))


def erasure_nothing(env):
    return env._("The chosen entries hold no personal data.")
