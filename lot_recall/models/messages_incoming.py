"""The sentences of suppliers' notices."""

from odoo.exceptions import AccessError, UserError, ValidationError

# --- what is written down ---


def match_name(match):
    goods = match.lot or match.product_id.sudo().display_name  # sudo: the name alone
    return f"{goods} ({match.document})" if match.document else goods


def found(env, count, names):
    more = "" if count <= len(names) else " …"
    return (
        env._("Receipts found that this notice is about: %(count)s. %(names)s", count=count, names=", ".join(names))
        + more
    )


def gone(env, count, names):
    more = "" if count <= len(names) else " …"
    return (
        env._("Receipts corrected, so that this notice is not about them: %(count)s. %(names)s",
              count=count, names=", ".join(names))
        + more
    )  # fmt: skip


def found_summary(env):
    return env._("A supplier's recall concerns goods that we received")


def reach(env, answer):
    """Where the matched lots went, in one sentence."""
    lots = [node for node in answer["nodes"] if node["kind"] == "lot" and node["side"] == "downstream"]
    return env._(
        "%(lots)s lots made of them, %(deliveries)s delivery lines to %(customers)s customers",
        lots=len(lots),
        deliveries=sum(row["qty"] > 0 for row in answer["shipments"]),
        customers=len({row["commercial_partner_id"] or row["partner"] for row in answer["customers"]}),
    )


def recall_title(incoming):
    number = incoming.reference or incoming.name
    return incoming.env._("%(supplier)s recalls: %(number)s", supplier=incoming.partner_id.name, number=number)


def hold_reason(incoming):
    return incoming.env._("Supplier's recall %(name)s", name=incoming.display_name)


def held(env, count):
    return env._("Holds set: %(count)s.", count=count)


# --- refusals ---


def too_wide(env):
    return ValidationError(env._("Say which goods: lot numbers, products, or from which day."))


def no_numbers(env):
    return ValidationError(env._("These lot numbers hold neither letters nor digits."))


def too_many_numbers(env, most):
    return ValidationError(env._("More than %(most)s lot numbers: make two notices of it.", most=most))


def days_backwards(env):
    return ValidationError(env._("The last day lies before the first one."))


def program_only(env):
    return AccessError(env._("This is written by the program alone."))


def is_closed(env):
    return UserError(env._("This notice is closed. Reopen it before you change what it is about."))


def kept(env):
    return UserError(env._("Suppliers' notices are kept. Close it instead."))


def outcome_missing(env):
    return UserError(env._("Write down what came of it before you close it."))


def nothing_to_hold(incoming):
    return UserError(
        incoming.env._("Nothing that was found is free: there is nothing to hold for %(name)s.", name=incoming.name)
    )


def no_lots(incoming):
    return UserError(incoming.env._("No lot was found that %(name)s is about.", name=incoming.name))
