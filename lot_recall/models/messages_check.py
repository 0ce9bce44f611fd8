"""The sentences that people read about effectiveness checks."""

from odoo.exceptions import UserError, ValidationError


def script(recall, consignee):
    """What to ask, question by question."""
    env = recall.env
    return (
        env._(
            "Good day. This is %(company)s. It is about our recall %(case)s.",
            company=recall.company_id.name,
            case=recall.name,
        ),
        env._("Am I speaking with whoever deals with recalls at %(name)s? What is your name?", name=consignee.name),
        env._("Did our notice reach you? When, and in which way?"),
        env._("What did you understand that you are to do?"),
        env._("Did you look for the goods and set them aside? How many did you find, of which lots?"),
        env._("What became of them: sent back, destroyed, corrected, still there?"),
        env._("Did you pass any of them on? Were those people told, and how many are they?"),
        env._("Does anybody there still use or sell these goods?"),
    )


def not_running(recall):
    return UserError(recall.env._("%(case)s is not running, so nobody is asked.", case=recall.name))


def none_asked(recall):
    return UserError(
        recall.env._("By the strategy of %(case)s nobody is asked: its effectiveness checks are empty or level E.",
                     case=recall.name)
    )  # fmt: skip


def checks_are_drawn(env):
    return UserError(env._("Who is asked is drawn by the program, and stays. Only what came of it is written down."))


def check_is_over(check):
    return UserError(check.env._("The check at %(name)s is not at this step. Reload it.", name=check.consignee_id.name))


def asked_impossibly(check):
    return ValidationError(check.env._("They were asked after the launch of the recall, and not in the future."))


def not_written_down(check, labels):
    return UserError(
        check.env._(
            "Write down first what came of asking %(name)s. Missing: %(labels)s.",
            name=check.consignee_id.name,
            labels=", ".join(labels),
        )
    )


def not_effective(check):
    return UserError(
        check.env._(
            "At %(name)s the notice did not arrive or was not followed: that is not effective.",
            name=check.consignee_id.name,
        )
    )


def reviewer_is_checker(check):
    return UserError(
        check.env._(
            "You asked %(name)s or wrote their answers yourself: somebody else reviews it.",
            name=check.consignee_id.name,
        )
    )


def checks_open(env):
    return env._(
        "Effectiveness checks are not finished: draw whom to ask, ask all of them, and have every answer reviewed."
    )


def result_words(env, figures):
    """What came of them, in one line; ``figures``: of ``lot.recall._get_check_figures``."""
    return env._(
        "%(done)s of %(needed)s made: effective %(effective)s, not effective %(ineffective)s, none left %(none)s, "
        "not reached %(unreachable)s",
        done=figures["done"],
        needed=figures["needed"],
        effective=figures["effective"],
        ineffective=figures["ineffective"],
        none=figures["no_product"],
        unreachable=figures["unreachable"],
    )


def drawn_alike(env):
    return env._("Drawn again from the list, level and seed that were kept: the same consignees.")


def drawn_otherwise(env):
    return env._("Drawn again, it comes to other consignees: this record was tampered with.")


SENTENCES = {
    "recall_sample_drawn": lambda env, names: env._(
        "%(writer)s drew whom to ask about the recall %(object)s: %(size)s of %(of)s.",
        writer=names["writer"],
        object=names["object"],
        size=names["extra"].get("size", 0),
        of=names["extra"].get("of", 0),
    ),
    "recall_check_done": lambda env, names: env._(
        "%(writer)s asked a consignee of %(object)s.", writer=names["writer"], object=names["object"]
    ),
    "recall_check_reviewed": lambda env, names: env._(
        "%(writer)s reviewed an effectiveness check of %(object)s.", writer=names["writer"], object=names["object"]
    ),
}
