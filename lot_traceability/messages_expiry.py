"""Sentences about dates of lots and remaining shelf life, one function per message."""


def made_after_expiring(env, lot):
    return env._("%(lot)s cannot be made after it expires. Check the production date and the expiration date.", lot=lot)


def negative_days(env, product):
    return env._(
        "%(product)s: the days of its life cannot be less than zero. They are counted from the receipt to the "
        "expiration date, or back from the expiration date.",
        product=product,
    )


def shelf_life_rule(env, subject, days, percent):
    subject = subject or env._("All deliveries")
    return env._("%(subject)s: %(demand)s left", subject=subject, demand=demand(env, days, percent))


def shelf_life_demand(env):
    return env._(
        "Say how much shelf life must be left: a number of days above zero, or a share of the life up to 100 percent, "
        "or both."
    )


def demand(env, days, percent):
    parts = []
    if days > 0:
        parts.append(env._("%(days)s days", days=days))
    if percent > 0:
        parts.append(env._("%(percent)s percent of its life", percent=f"{percent:g}"))
    return env._(" and ").join(parts)


def too_old(env, lot, limit, refusal):
    """Why a lot is too old for a use; ``limit`` and ``refusal`` are the kernel's."""
    names = {"lot": lot.display_name, "product": lot.product_id.display_name}
    if refusal == "expired":
        return env._("%(lot)s of %(product)s is expired.", **names)
    if refusal == "removed":
        return env._("%(lot)s of %(product)s is due for removal from stock.", **names)
    names["demand"] = demand(env, limit.days, limit.percent)
    if refusal == "undated":
        return env._("%(demand)s must be left of %(product)s, but %(lot)s has no expiration date. Enter it.", **names)
    if refusal == "unmade":
        return env._("%(demand)s must be left of %(product)s, but %(lot)s has no production date. Enter it.", **names)
    return env._("%(lot)s of %(product)s expires too soon: the customer asks for %(demand)s left.", **names)


def life_shortage(env, move, limit, enough):
    return env._(
        "%(product)s: the customer asks for %(demand)s left. Needed: %(needed)s %(unit)s; in stock that last so long: "
        "%(enough)s.",
        product=move.product_id.display_name,
        demand=demand(env, limit.days, limit.percent),
        needed=f"{move.product_qty:g}",
        unit=move.product_id.uom_id.name,
        enough=f"{enough:g}",
    )
