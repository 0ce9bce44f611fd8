"""The sentences that people read while a recall is reconciled and closed."""

from odoo.exceptions import UserError, ValidationError

from .messages_notice import listed

NAMED = 10
# Figures under which the signed explanation of a lot stands.
SIGNED_NUMBERS = ("unaccounted_qty", "unanswered_qty", "residual_qty", "own_residual_qty")


def rows_by_program_only(env):
    return UserError(
        env._("These figures follow from deliveries, answers and transfers; only the explanation is written.")
    )


def not_reconciled(recall):
    return UserError(
        recall.env._("%(case)s is not running: there is nothing to reconcile or to close.", case=recall.name)
    )


def figures_changed(env):
    return env._("The figures of this lot changed.")


def explain_first(row):
    return UserError(
        row.env._("Say first where the rest of %(lot)s is, or why it cannot be found.", lot=row.display_name)
    )


def explained_statement(env):
    return env._("I have checked what is missing of this lot, and accept the explanation.")


def termination_impossible(recall):
    return ValidationError(
        recall.env._("The authority ended %(case)s after it was opened, and not in the future.", case=recall.name)
    )


# --- what keeps a case open ---


def not_closable(recall, obstacles):
    return UserError(
        recall.env._("%(case)s cannot be closed yet:", case=recall.name)
        + "\n"
        + "\n".join(f"- {sentence}" for sentence in obstacles)
    )


def second_person(recall):
    return recall.env._("You launched this recall yourself: somebody else closes it.")


def scope_open(env):
    return env._("The scope has changed: accept what is new, or leave it out with a reason.")


def unanswered(env, count):
    return env._(
        "Consignees who have not told of every lot: %(count)s. Get their answers, or write down why there are none.",
        count=count,
    )


def stops_open(env, count):
    return env._("Goods on their way that nobody has settled: %(count)s.", count=count)


def returns_open(env, count):
    return env._("Returns that have not arrived: %(count)s. Receive or cancel them.", count=count)


def undecided(env, count):
    return env._("Arrivals of which nobody has decided what becomes of them: %(count)s.", count=count)


def unexplained(env, names):
    return env._(
        "Lots of which too much is missing without a signed explanation: %(names)s.",
        names=listed(names[:NAMED], len(names)),
    )


def papers_missing(env, labels):
    return env._("Not written down yet: %(names)s.", names=", ".join(labels))


def termination_missing(env):
    return env._("The date on which the authority ended it is missing.")


def clocks_running(env, names):
    return env._("Time limits that nobody has stopped: %(names)s.", names=listed(names[:NAMED], len(names)))


def clocks_unconfirmed(env, names):
    return env._(
        "Time limits of which a second person has to confirm that they do not apply: %(names)s.",
        names=listed(names[:NAMED], len(names)),
    )


def nothing_to_confirm(clock):
    return UserError(clock.env._("Of “%(name)s” nothing is to be confirmed.", name=clock.name))


def confirmed_by_another(clock):
    return UserError(
        clock.env._(
            "You wrote down yourself why “%(name)s” does not apply: somebody else confirms it.", name=clock.name
        )
    )


# --- the end ---


def closed(recall):
    return recall.env._("Closed.")


def closed_with(recall, sha):
    return recall.env._(
        "Closed. The figures of the reconciliation are frozen; the page End says which. SHA-256 %(sha)s.", sha=sha
    )


# --- what was frozen, in words ---


def act_facts(env, content, instant):
    revision = env._("revision %(number)s", number=content["revision"]["number"])
    return [
        (env._("Closed by"), env._("%(who)s, on %(instant)s", who=content["closed_by"], instant=instant)),
        (env._("About"), f"{content['case']}, {revision}"),
    ]


def end_labels(env):
    """Columns of the reconciliation that say "now" as long as the case runs."""
    return {"on_hand_qty": env._("On hand at the end"), "held_qty": env._("Held at the end")}


def explained_words(env, row, words):
    """Why something of a lot is missing, who wrote it and who signed it."""
    return env._(
        "%(lot)s, %(rest)s without an end: “%(explanation)s” (written by %(writer)s, signed by %(signers)s)",
        lot=row["lot"] or row["product"],
        rest=words.quantity(float(row["residual_qty"]), row["uom"]),
        explanation=row["explanation"],
        writer=row["explained_by"] or "?",
        signers=", ".join(one["signer"] for one in row["signatures"]) or env._("nobody"),
    )


def seal_facts(env, is_intact, sha256):
    """Whether the content is still what was frozen, and its hash."""
    still = env._("Computed again just now: nothing was changed since.")
    broken = env._("THE CONTENT IS NOT WHAT WAS FROZEN: its hash does not fit any more.")
    return [(env._("Unchanged?"), still if is_intact else broken), (env._("SHA-256 of all this"), sha256)]


SENTENCES = {
    "recall_clock_reviewed": lambda env, names: env._(
        "%(writer)s confirmed that a time limit does not apply: %(object)s.",
        writer=names["writer"],
        object=names["object"],
    ),
    "recall_explained": lambda env, names: env._(
        "%(writer)s signed why goods of %(object)s are missing.", writer=names["writer"], object=names["object"]
    ),
    "recall_closed": lambda env, names: env._(
        "%(writer)s closed the recall %(object)s.", writer=names["writer"], object=names["object"]
    ),
}
