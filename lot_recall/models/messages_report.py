"""The sentences of status reports."""

from odoo.exceptions import UserError


def not_running(recall):
    return UserError(recall.env._("%(case)s is not running: there is no status to report.", case=recall.name))


def reports_are_made(env):
    return UserError(env._("A status report is made from the case, with its figures; only the words are written."))


def report_is_signed(report):
    return UserError(report.env._("%(name)s is signed and stays as it is. Make another one.", name=report.display_name))


def end_missing(report):
    return UserError(report.env._("Say first when %(case)s is expected to be done.", case=report.recall_id.name))


def report_statement(env):
    return env._("I have checked this status report. It is to be sent as it stands.")


def people_words(env, told):
    return env._(
        "Consignees concerned: %(concerned)s, told: %(notified)s, answered: %(answered)s, told and silent: %(silent)s, "
        "came back undelivered: %(bounced)s, cannot be told: %(unreachable)s. The PDF has the rest.",
        **told,
    )


SENTENCES = {
    "recall_reported": lambda env, names: env._(
        "%(writer)s signed %(object)s.", writer=names["writer"], object=names["object"]
    ),
}
