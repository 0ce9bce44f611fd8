"""The sentences that people read while a recall is run: plan, launch, clocks, proposals."""

from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.lot_traceability import messages_audit_entry

# --- what if ---


def impact_labels(env):
    """Names of the choices of ``kernel.impact``."""
    return {
        "lots": env._("These lots"),
        "day": env._("All made or received on the same day"),
        "document": env._("All of the same delivery or order"),
        "product": env._("The whole product"),
    }


# --- stages ---


def stage_labels(env):
    """Names of the stages of ``kernel.stages``."""
    return {
        "opened": env._("Opened"),
        "assessed": env._("Assessed"),
        "confirmed": env._("Confirmed"),
        "launched": env._("Launched"),
        "notified": env._("Notified"),
        "answered": env._("Answered"),
        "recovered": env._("Recovered"),
        "checked": env._("Checked"),
        "closed": env._("Closed"),
    }


def elapsed(env, delta):
    """A length of time, in the two largest units that it has; whole ones without a zero after them."""
    hours, minutes = divmod(int(delta.total_seconds() // 60), 60)
    days, rest = divmod(hours, 24)
    if days:
        parts = [env._("%(days)s d", days=days), rest and env._("%(hours)s h", hours=rest)]
    else:
        parts = [hours and env._("%(hours)s h", hours=hours), minutes and env._("%(minutes)s min", minutes=minutes)]
    return " ".join(filter(None, parts)) or env._("%(minutes)s min", minutes=0)


# --- plan ---


def reviewer_is_author(recall):
    return UserError(
        recall.env._(
            "You wrote the hazard evaluation of %(case)s yourself: somebody else reviews it.", case=recall.name
        )
    )


def reviewed_already(recall):
    return UserError(
        recall.env._(
            "%(who)s reviewed the hazard evaluation of %(case)s already.",
            who=recall.hazard_reviewer_id.name,
            case=recall.name,
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


# --- launch ---


def hold_by_launch_only(env):
    return env._("A hold becomes part of a recall only when the recall is launched or its scope grows.")


def hold_of_recall(recall):
    return recall.env._(
        "This hold belongs to the recall %(case)s, which is running. A recall manager lifts it.", case=recall.name
    )


def not_waiting(recall):
    return UserError(
        recall.env._("%(case)s does not wait to be launched: it is not confirmed, or was launched.", case=recall.name)
    )


def not_launchable(recall, obstacles):
    return UserError(
        recall.env._("%(case)s cannot be launched yet:", case=recall.name)
        + "\n"
        + "\n".join(f"- {sentence}" for sentence in obstacles)
    )


def plan_has_gaps(recall, labels):
    return recall.env._("The plan is not complete. Missing: %(names)s.", names=", ".join(labels))


def decided_against(recall):
    return recall.env._("It was decided not to carry it out.")


def second_person(recall):
    return recall.env._("You confirmed this recall yourself: somebody else launches it.")


def goods_left_the_house(recall):
    return recall.env._(
        "Goods went to customers, so this is no stock recovery. Open a recall of another kind for the same lots."
    )


def is_over(recall):
    return UserError(recall.env._("%(case)s is closed or cancelled; it stays as it is.", case=recall.name))


def launched(recall, holds, stops):
    return recall.env._(
        "Launched. Holds set: %(holds)s. On their way and to be stopped or called about: %(stops)s.",
        holds=holds,
        stops=stops,
    )


def launched_sandbox(recall):
    return recall.env._("Launched as an exercise: nothing is held, moved or mailed.")


def extended(recall, holds, stops):
    return recall.env._(
        "The scope was extended. Holds added: %(holds)s. On their way and to be stopped or called about: %(stops)s.",
        holds=holds,
        stops=stops,
    )


def stop_words(env, stop):
    """One line about goods on their way, as the ledger keeps it."""
    parts = (
        stop.lot or stop.product or "",
        f"{stop.qty:g} {stop.uom or ''}".strip(),
        stop.document or stop.place or "",
    )
    return ", ".join(filter(None, parts))


# --- living scope ---


def scope_proposed(recall):
    return recall.env._("What has been posted since changes what this recall reaches. Accept it or leave it out.")


def scope_to_decide(recall):
    return recall.env._("The scope of %(case)s has changed: accept it or leave it out", case=recall.name)


def proposal_decided(proposal):
    return UserError(
        proposal.env._(
            "This proposal is decided or no longer so. Reload the case %(case)s.", case=proposal.recall_id.name
        )
    )


# --- readiness ---


def readiness_of_others(env):
    return env._("This panel is of a company that you do not work in.")


# --- clocks ---


def clock_count(env):
    return ValidationError(env._("A time limit is a whole number of hours, days or working days, at most ten years."))


def clock_kinds(env, unknown):
    return ValidationError(
        env._(
            "No kinds of action: %(names)s. There are recall, withdrawal, correction, fsca, stock_recovery and drill.",
            names=", ".join(unknown),
        )
    )


def clock_dates(env):
    return ValidationError(env._("The last day in force lies before the first one."))


def clock_stopped(clock):
    return UserError(clock.env._("“%(name)s” is done already; what was written down stays.", name=clock.name))


def clock_instant(clock):
    return UserError(
        clock.env._(
            "“%(name)s” cannot start or be done at that moment. It is done after it began, and not in the future.",
            name=clock.name,
        )
    )


# --- what the audit ledger says, by code ---


def _counted(text):
    """A sentence with the counts that the entry holds."""
    return lambda env, names: text(env, {**names, **names["extra"]})


SENTENCES = {
    "recall_launched": _counted(
        lambda env, names: env._(
            "%(writer)s launched the recall %(object)s. Holds set: %(holds)s, on their way: %(stops)s.",
            writer=names["writer"],
            object=names["object"],
            holds=names.get("holds", 0),
            stops=names.get("stops", 0),
        )
    ),
    "recall_extended": _counted(
        lambda env, names: env._(
            "%(writer)s extended the recall %(object)s to revision %(revision)s. Holds added: %(holds)s.",
            writer=names["writer"],
            object=names["object"],
            revision=names.get("revision", ""),
            holds=names.get("holds", 0),
        )
    ),
    "recall_scope_proposed": lambda env, names: env._(
        "What was posted changes the scope of the recall %(object)s.", object=names["object"]
    ),
    "recall_scope_rejected": lambda env, names: env._(
        "%(writer)s left the scope of the recall %(object)s as it is.", writer=names["writer"], object=names["object"]
    ),
    "recall_clock_started": lambda env, names: env._("A clock of the recall runs: %(object)s.", object=names["object"]),
    "recall_clock_moved": messages_audit_entry.changed,
    "recall_clock_stopped": lambda env, names: env._(
        "%(writer)s stopped the clock %(object)s.", writer=names["writer"], object=names["object"]
    ),
    "recall_goods_settled": lambda env, names: env._(
        "%(writer)s settled goods of the recall %(object)s that were on their way.",
        writer=names["writer"],
        object=names["object"],
    ),
}
