"""The sentences of drills."""

from odoo.exceptions import AccessError, UserError

# --- names ---


def drill_name(drill):
    if drill.recall_id:
        return drill.recall_id.sudo().display_name  # sudo: its own case, by name
    return drill.env._("Blind drill, to be started")


def blind_title(env):
    return env._("Blind drill")


def blind_reason(env):
    return env._("An exercise without notice. The lot was drawn by chance when it was started.")


def start_summary(env):
    return env._("A blind drill is due: start it when the team is there")


def pick_words(env, lot, chosen, count, months, seed):
    """Why this lot: what speaks for it, out of how many, and how to draw it again."""
    return env._(
        "%(lot)s of %(product)s: %(customers)s customers got it, it was used up in %(orders)s orders in the last "
        "%(months)s months. That makes %(risk)s points: 1, 1 for each customer, 3 for each order. Drawn from %(count)s "
        "lots, the more points the likelier; seed %(seed)s.",
        lot=lot.name,
        product=lot.product_id.display_name,
        customers=chosen.customers,
        orders=chosen.orders,
        months=months,
        risk=chosen.risk,
        count=count,
        seed=seed,
    )


# --- certificate ---


def certificate_title(env, is_blind):
    return env._("Certificate of a blind recall drill") if is_blind else env._("Certificate of a recall drill")


def verdict(env, is_passed):
    return env._("Passed") if is_passed else env._("Not passed")


def limit_names(env):
    """Names of the limits of ``kernel.drill``."""
    return {
        "own": env._("2 hours: own target"),
        "scheme": env._("4 hours: certification schemes for food"),
        "law": env._("24 hours: records on request of an authority"),
    }


# --- refusals ---


def drills_by_program_only(env):
    return AccessError(env._("Times and figures of a drill are written by the program alone."))


def led_by_stays(env):
    return UserError(env._("This drill has ended: who led it stays as it is."))


def drills_are_kept(env):
    return UserError(env._("Drills are kept: several of them show whether you get better."))


def managers_lead_drills(env):
    return AccessError(env._("Only recall managers start drills."))


def drill_is_started(drill):
    return UserError(drill.env._("This drill was started already."))


def drill_not_finished(drill):
    return UserError(drill.env._("There is a certificate once the drill has ended."))


def nothing_to_drill(env, months):
    return UserError(env._("Nothing with a lot was delivered or used up in the last %(months)s months.", months=months))


def drawn_stays(recall):
    return UserError(
        recall.env._(
            "The lot of %(case)s was drawn for a blind drill: the case stays about it and is not deleted. Cancel it "
            "instead.",
            case=recall.name,
        )
    )


def no_running_drill(recall):
    return UserError(recall.env._("%(case)s is no drill that runs.", case=recall.name))


# --- what the audit ledger says, by code ---


SENTENCES = {
    "recall_drill_ended": lambda env, names: env._(
        "%(writer)s ended the drill %(object)s.", writer=names["writer"], object=names["object"]
    ),
}
