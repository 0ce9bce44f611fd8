"""Sentences about batch records, one function per message."""

from .kernel import batch_gaps
from .messages import some

MOST = 10  # gaps, lots or records that one sentence names


def record_name(env, lot, version):
    return env._("%(lot)s, version %(number)s", lot=lot, number=version) if version > 1 else lot or ""


def only_operators(env):
    return env._("Only users of the group Lot traceability / Operator work on batch records.")


def only_quality(env):
    return env._("Only users of the group Lot traceability / Quality sign batch records and open them again.")


def not_in_state(env, record):
    return env._("The batch record of %(record)s is in another state by now. Load the page again.", record=record)


def by_itself(env):
    return env._("Batch records are opened by the manufacturing orders that put lots out, and by receipts.")


def unchangeable(env):
    return env._(
        "A batch record is not changed or deleted by hand. Open it again with a reason: that makes a new version."
    )


def component_blocked(env, names):
    return env._(
        "Stopped since: %(components)s. Quality decides what this means for the lot.", components=", ".join(names)
    )


def hidden_rows(env, count):
    return env._("And %(count)s more that you may not see.", count=count)


def on_hold(env):
    return env._("on hold")


def changed_since(env, sections):
    """What is no longer as it was signed."""
    words = {
        "quantities": env._("quantity"),
        "components": env._("components"),
        "receipts": env._("receipts"),
        "orders": env._("manufacturing orders"),
        "work_orders": env._("work orders"),
        "checks": env._("checks"),
    }
    return env._(
        "Changed since it was frozen: %(sections)s. Open the record again with a reason, and look at it anew.",
        sections=", ".join(words[name] for name in sections),
    )


def decide_again_title(env):
    return env._("Stopped, and contained in lots that were decided on")


def nobody_to_ask(env):
    return env._("Neither whoever signed nor whoever stopped the lots may see them.")


def decide_again(env, stopped, records):
    """The note of an activity: which lots are stopped, and the batch records of what was made of them."""
    names = [some(env, found[:MOST].mapped("display_name"), len(found), MOST) for found in (stopped, records)]
    return env._(
        "Stopped: %(stopped)s. Contained in lots whose batch records are signed: %(records)s. Decide what this means "
        "for them.",
        stopped=names[0],
        records=names[1],
    )


def still_missing(env, record, gaps):
    """Refuses completing or signing: what is required and missing, the first few by name."""
    required = [gap for gap in gaps if gap.weight == batch_gaps.REQUIRED]
    names = " ".join(gap_text for gap_text in (gap(env, one) for one in required[:MOST]))
    more = env._("And %(count)s more.", count=len(required) - MOST) if len(required) > MOST else ""
    sentence = env._("The batch record of %(record)s is not complete. %(gaps)s", record=record, gaps=names)
    return f"{sentence} {more}".strip()


def gap(env, point):
    """What is missing, where, and how to mend it."""
    texts = {
        batch_gaps.ORDER_OPEN: env._("%(what)s is not done."),
        batch_gaps.NOTHING_MADE: env._("No quantity was put out or received."),
        batch_gaps.NO_EXPIRATION: env._("The lot has no expiration date; enter it on the lot."),
        batch_gaps.NO_COMPONENTS: env._("No component was used."),
        batch_gaps.COMPONENT_BLOCKED: env._("The component %(what)s is blocked; Quality decides on it."),
        batch_gaps.COMPONENT_EXPIRED: env._("The component %(what)s was expired when it was used."),
        batch_gaps.WORK_OPEN: env._("The work order %(what)s is not finished."),
        batch_gaps.NO_OPERATOR: env._("Blank: who did the work order %(what)s."),
        batch_gaps.CHECK_MISSING: env._(
            "The check %(what)s has no result yet; enter it, or say why it does not apply."
        ),
        batch_gaps.CHECK_FAILED: env._("The check %(what)s failed, and Quality has not decided on it."),
        batch_gaps.CHECK_SKIPPED: env._("The check %(what)s does not apply, by decision."),
        batch_gaps.NO_CHECKS: env._("Nothing was checked; no check plan is for this product."),
        batch_gaps.LATE_ENTRY: env._("Late entry: %(what)s."),
        batch_gaps.CALIBRATION: env._("Measured with an instrument whose calibration did not hold: %(what)s."),
        batch_gaps.CORRECTED: env._("Corrected: %(what)s."),
        batch_gaps.HOLD_OPEN: env._("The hold %(what)s is open; lift it with a reason."),
        batch_gaps.NO_LABEL: env._("No labels of this lot are released."),
        batch_gaps.UNIT_BARE: env._(
            "Released labels of units, units made: %(what)s. Each unit bears its lot or serial number, not the carton "
            "only."
        ),
        batch_gaps.DEVIATION: env._("Made otherwise than planned: %(what)s."),
        batch_gaps.REWORKED: env._("Reworked: %(what)s."),
        batch_gaps.NO_SUPPLIER: env._("Blank: from whom %(what)s came."),
        batch_gaps.NO_SUPPLIER_LOT: env._("Blank: the supplier's number of the lot."),
        batch_gaps.YIELD: env._("Low yield: %(what)s percent."),
    }
    return texts[point.code] % {"what": point.what}


def statement(env, act):
    return {
        "verify": env._("I have verified this batch record: it is complete and tells what was done."),
        "approve": env._("I approve this batch record."),
        "release": env._("I release this lot."),
        "reject": env._("I reject this lot."),
    }[act]
