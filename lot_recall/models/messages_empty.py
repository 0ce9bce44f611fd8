"""What a list says while nothing is in it: what will stand there, and what to do first."""

from markupsafe import Markup


def help_for(env, model, is_over=False):
    """Help of an empty list as HTML, "" for a list that needs none; of a case that ended nothing is to be done."""
    title, text = _words(env).get(model, ("", ""))
    if title and is_over:
        title, text = env._("Nothing is listed here"), env._("The case has ended; nothing is added any more.")
    return Markup('<p class="o_view_nocontent_smiling_face">%s</p><p>%s</p>') % (title, text) if title else ""


def _words(env):
    return {
        "lot.recall.consignee": (
            env._("Nobody got any of it"),
            env._("Customers of these lots are listed here, with how they are told and what they answered."),
        ),
        "lot.recall.notice": (
            env._("No notice yet"),
            env._("The launch writes one for each consignee; whoever has no e-mail address is to be called."),
        ),
        "lot.recall.stop": (
            env._("Nothing is on its way"),
            env._("Goods that were reserved, picked or under way when they were held are listed here."),
        ),
        "lot.hold": (env._("Nothing is held for this recall"), env._("The launch holds every lot that it reaches.")),
        "lot.recall.back": (
            env._("Nothing has come back yet"),
            env._("Whatever customers bring back of these lots is listed here, by whatever transfer it comes. Returns "
                  "are made on the list of consignees."),
        ),
        "lot.recall.disposal": (
            env._("Nothing is decided yet"),
            env._("Choose goods under “Came back” and press “Decide what becomes of them”."),
        ),
        "lot.recall.account": (
            env._("Nothing to reconcile"),
            env._("Each affected lot is listed here: what went out, and what became of it."),
        ),
        "lot.recall.check": (
            env._("Nobody is to be asked"),
            env._("A recall manager draws whom to ask by opening this list while the recall runs."),
        ),
        "lot.recall.report": (
            env._("No status report yet"),
            env._("“Make the next one” fills it with the figures of now; it is frozen when it is signed."),
        ),
    }  # fmt: skip
