"""The sentences that people read about consignees, letters, notices and answers."""

from odoo.exceptions import AccessError, UserError, ValidationError

# --- consignees ---


def consignees_are_kept(env):
    return UserError(env._("Consignees of a recall and what they answered are kept."))


def rows_by_answers_only(env):
    return AccessError(
        env._("What a consignee got, was told and answered is written by the program. Record an answer instead.")
    )


def address_unusable(consignee):
    return ValidationError(
        consignee.env._(
            "%(consignee)s is to be told by e-mail, but “%(email)s” is no address. Correct it or choose another way.",
            consignee=consignee.name,
            email=consignee.email or "",
        )
    )


def consignees_without_address(env, count, names):
    return env._(
        "There is no way known to tell some consignees (%(count)s): %(names)s. Give an address, or say why it cannot "
        "be done.",
        count=count,
        names=listed(names, count),
    )


def consignees_not_listed(env):
    return env._("The consignees are not listed yet. Open the list of consignees.")


def nothing_confirmed(recall):
    return UserError(recall.env._("%(case)s is not confirmed yet, so nobody is known to be told.", case=recall.name))


def case_is_over(recall):
    return UserError(recall.env._("%(case)s is over; its consignees stay as they are.", case=recall.name))


# --- notices ---


def nothing_to_log(notice):
    return UserError(
        notice.env._("Nothing is left to record: %(consignee)s was told already.", consignee=notice.consignee_id.name)
    )


def nothing_to_send(notice):
    return UserError(
        notice.env._(
            "Only an e-mail that failed, came back, or of which nobody knows whether it went out, is sent again. That "
            "to %(consignee)s is not one.",
            consignee=notice.consignee_id.name,
        )
    )


def nothing_to_print(notice):
    return UserError(
        notice.env._(
            "There is no letter to print for %(consignee)s: it goes by e-mail, was recorded already, or no letter is "
            "approved.",
            consignee=notice.consignee_id.name,
        )
    )


def nothing_in_a_drill(recall):
    return UserError(recall.env._("%(case)s is an exercise: nobody outside is told.", case=recall.name))


def nobody_to_remind(recall):
    return UserError(recall.env._("Everybody who was told of %(case)s has answered.", case=recall.name))


def not_running(recall):
    return UserError(recall.env._("%(case)s is not running, so nobody is reminded.", case=recall.name))


def interrupted(env):
    return env._(
        "The server stopped or the line was cut while it was being sent; it may have arrived. Ask the consignee, or "
        "send it again."
    )


def no_address(env):
    return env._("There is no address to send it to. Correct the consignee, then send it again.")


def mail_refused(env):
    return env._("The mail server refused it. Correct the address and send it again, or tell the consignee otherwise.")


def mail_server_away(env):
    return env._("No mail server could be reached. It is tried again by itself.")


def mail_put_off(env):
    return env._("The mail server did not take it yet. It is tried again by itself.")


def mail_came_back(env):
    return env._("The mail came back. Ask for another address, or tell the consignee otherwise.")


def letter_not_made(env):
    return env._("The letter could not be put together. Tell the consignee otherwise, and have somebody look into it.")


def letter_not_approved(env):
    return env._("It waits until the letter in the consignee's language is approved again.")


def call_summary(env, count):
    return env._("Call those who have not answered or got no mail (%(count)s)", count=count)


def decide_summary(env, count):
    return env._("Decide about those who have not answered for two weeks (%(count)s)", count=count)


def listed(names, count):
    return ", ".join(names) + (", …" if count > len(names) else "")


# --- what the audit ledger says, by code ---

SENTENCES = {
    "recall_letter_approved": lambda env, names: env._("%(writer)s approved the letter %(object)s.", **names),
    "recall_notices_queued": lambda env, names: env._(
        "%(writer)s had notices of %(object)s queued: %(count)s.",
        writer=names["writer"],
        object=names["object"],
        count=names["extra"].get("count", 0),
    ),
    "recall_notice_again": lambda env, names: env._(
        "%(writer)s had a notice of %(object)s sent again.", writer=names["writer"], object=names["object"]
    ),
    "recall_told": lambda env, names: env._(
        "%(writer)s recorded that a consignee of %(object)s was told.", writer=names["writer"], object=names["object"]
    ),
    "recall_link_closed": lambda env, names: env._(
        "%(writer)s closed the links of a consignee of %(object)s.", writer=names["writer"], object=names["object"]
    ),
    "recall_answered": lambda env, names: env._("An answer to %(object)s was recorded by %(writer)s.", **names),
}
