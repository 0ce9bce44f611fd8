"""The sentences that people read while a recall is run: plan, launch, clocks, proposals."""

from odoo.exceptions import AccessError, UserError, ValidationError

# --- plan ---


def reviewer_is_author(recall):
    return UserError(
        recall.env._(
            "You wrote the hazard evaluation of %(case)s yourself: somebody else reviews it.", case=recall.name
        )
    )


def nothing_to_review(recall, names):
    return UserError(
        recall.env._(
            "The hazard evaluation of %(case)s is not complete. Missing: %(names)s.",
            case=recall.name,
            names=", ".join(names),
        )
    )


def only_managers_decide(env):
    return AccessError(env._("Only a recall manager decides whether goods are called back."))


def plan_is_closed(recall):
    return UserError(recall.env._("%(case)s is closed or cancelled; its plan stays as it was.", case=recall.name))


def kind_is_fixed(recall):
    return UserError(
        recall.env._(
            "%(case)s is confirmed, and its kind stands on its papers. Open a new recall for another kind.",
            case=recall.name,
        )
    )


def known_in_the_future(env):
    return ValidationError(env._("The instant since which the problem is known cannot lie in the future."))


def level_needs_percent(env):
    return ValidationError(env._("Level B asks for a percentage of consignees that is more than 10 and less than 100."))
