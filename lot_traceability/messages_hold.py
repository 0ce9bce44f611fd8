"""Sentences about holds and about goods that the gate stops, one function per message."""

from odoo.tools import format_date, format_datetime

from .kernel import gate


def hold_only_quality(env):
    return env._("Only users of the group Lot traceability / Quality set and lift holds.")


def hold_unchangeable(env):
    return env._("A hold is not changed or deleted. Lift it with a reason, and set another one if it is needed.")


def hold_other_product(env, lot):
    return env._("%(lot)s is not a lot of this product.", lot=lot)


def hold_window_for_products(env):
    return env._("A period of receipt is for whole products; a hold on a lot covers all of it.")


def hold_window_backwards(env):
    return env._("The period of receipt ends before it begins.")


def scope(env, hold_sudo):
    """Which part of the lot or product a hold covers; empty when all of it."""
    parts = []
    if hold_sudo.location_id:
        parts.append(env._("only in %(place)s", place=hold_sudo.location_id.display_name))
    if hold_sudo.package_id:
        parts.append(env._("only in package %(package)s", package=hold_sudo.package_id.display_name))
    if hold_sudo.received_from:
        parts.append(
            env._("received from %(day)s", day=format_datetime(env, hold_sudo.received_from, dt_format="short"))
        )
    if hold_sudo.received_until:
        parts.append(
            env._("received until %(day)s", day=format_datetime(env, hold_sudo.received_until, dt_format="short"))
        )
    return ", ".join(parts)


def notice_hold(env, hold_sudo):
    """For the top of a lot: what stops it, how much of it, whom to ask and until when."""
    words = {"number": hold_sudo.name, "reason": hold_sudo.reason.rstrip(". "), "user": hold_sudo.user_id.name}
    sentences = [env._("On hold (%(number)s): %(reason)s. Ask %(user)s.", **words)]
    if not hold_sudo.lot_id:
        sentences.append(env._("The hold is on the product."))
    if hold_sudo.scope:
        sentences.append(env._("It covers a part: %(scope)s.", scope=hold_sudo.scope))
    if hold_sudo.due_date:
        sentences.append(env._("To be decided by %(day)s.", day=format_date(env, hold_sudo.due_date)))
    return " ".join(sentences)


def notice_due(env, day):
    return env._("Due for removal since %(day)s: no longer taken for deliveries and production.", day=day)


def notice_expired(env, day):
    return env._("Expired on %(day)s: no longer taken for deliveries and production.", day=day)


def hold_lifted_already(env, number):
    return env._("%(number)s is lifted already.", number=number)


def place_on_hold(env, place, number):
    return env._(
        "%(place)s stays where it is: goods in it are on hold there (%(number)s). Lift the hold first, or move the "
        "goods.",
        place=place,
        number=number,
    )


def hold_nothing(env):
    return env._("Choose the lots or the product to hold, or a place or package for all that is in it.")


def hold_empty_place(env):
    return env._("Nothing lies in this place or package now. Choose the lots or the product to hold.")


def exit_words(env, exit_):
    """Where goods would go, as part of a sentence."""
    words = {
        gate.CUSTOMER: env._("to a customer"),
        gate.PRODUCTION: env._("into production"),
        gate.COMPANY: env._("to another company"),
        gate.SUPPLIER: env._("to a supplier"),
        gate.SUPPLIER_RETURN: env._("back to the supplier"),
        gate.SCRAP: env._("to scrap"),
        gate.COUNT: env._("to a corrected count"),
        gate.WAREHOUSE: env._("to another warehouse"),
        gate.OUT_OF_HOLD: env._("out of the place or package on hold"),
        gate.INSIDE: env._("to another place"),
    }
    return words[exit_]


def because_hold(env, hold_sudo):
    return env._(
        "hold %(number)s (%(reason)s); ask %(user)s",
        number=hold_sudo.name,
        reason=hold_sudo.reason,
        user=hold_sudo.user_id.name,
    )


def because_disposition(env, disposition, reason, user):
    return env._(
        "disposition %(disposition)s (%(reason)s); ask %(user)s",
        disposition=disposition,
        reason=reason or env._("no reason given"),
        user=user or env._("Quality"),
    )


def because_expired(env, day):
    return env._("expired on %(day)s; ask Quality", day=day)


def because_blocked(env):
    """For subcontractors and other visitors of the portal."""
    return env._("it is blocked or expired; ask your contact here")


def not_sold(env, lots):
    return env._(
        "Blocked or expired, and not sold: %(lots)s. Take it off the order and put the goods aside.", lots=lots
    )


def refused(env, goods, exit_, because):
    return env._(
        "%(goods)s may not go %(exit)s: %(because)s.", goods=goods, exit=exit_words(env, exit_), because=because
    )


def refused_without_right(env, goods, exit_, because):
    if exit_ == gate.COUNT:
        return env._(
            "Only somebody of Quality may correct the quantity of %(goods)s, with a reason: %(because)s.",
            goods=goods,
            because=because,
        )
    return env._(
        "Only somebody of Quality may send %(goods)s %(exit)s, with a reason: %(because)s.",
        goods=goods,
        exit=exit_words(env, exit_),
        because=because,
    )


def asks_reason(env, goods, exit_, because):
    if exit_ == gate.COUNT:
        return env._(
            "Say why the quantity of %(goods)s is corrected although it is blocked: %(because)s.",
            goods=goods,
            because=because,
        )
    return env._(
        "Say why %(goods)s goes %(exit)s although it is blocked: %(because)s.",
        goods=goods,
        exit=exit_words(env, exit_),
        because=because,
    )


def stays_expired(env, lot):
    return env._("%(lot)s has expired: only somebody of Quality gives it a later expiration date, or none.", lot=lot)


def tracking_of_blocked(env, lots):
    return env._(
        "Blocked goods are in stock: %(lots)s. Release or remove them before the product is no longer tracked by lots "
        "or in stock.",
        lots=lots,
    )


def expiration_of_expired(env, lots):
    return env._(
        "Expired lots are in stock: %(lots)s. Only somebody of Quality switches expiration dates off before they are "
        "removed.",
        lots=lots,
    )


def picked_is_held(env, lines):
    """For the document whose picked goods a hold came over."""
    return env._("On hold since they were picked, put them aside: %(lines)s.", lines=lines)


def stopped_goods(env, goods, amount, because):
    """One of the goods in the sentences below."""
    return env._("%(goods)s (%(amount)s): %(because)s", goods=goods, amount=amount, because=because)


def stopped(env, exit_, goods):
    """On an open document, which cannot be validated with these goods."""
    return env._(
        "%(goods)s. This may not go %(exit)s: take other goods, or have Quality decide.",
        exit=exit_words(env, exit_),
        goods=goods,
    )


def stopped_for_quality(env, exit_, goods):
    return env._(
        "%(goods)s. Only somebody of Quality may send this %(exit)s, with a reason.",
        exit=exit_words(env, exit_),
        goods=goods,
    )


def stopped_redirected(env, _exit, goods):
    return env._("%(goods)s. This goes to the quarantine area when it comes in.", goods=goods)


def released(env, number, lines):
    return env._("Reservation released by %(number)s: %(lines)s.", number=number, lines=lines)
