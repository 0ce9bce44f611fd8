"""Sentences about acceptance checks, one function per message."""

from .kernel import acceptance
from .messages import some


def calibration_backwards(env, instrument):
    return env._("The calibration of %(instrument)s ends before it begins.", instrument=instrument)


def operation_of_receipt(env, plan):
    return env._("%(plan)s is for receipts, which have no steps. Choose another stage, or no operation.", plan=plan)


def plan_without_reach(env, plan):
    return env._("Say for which products, categories or operation types the plan %(plan)s is.", plan=plan)


def is_planned(env, record, plan):
    """What of its kind has no archive can only be taken out of the plan."""
    names = {"plan": plan, "name": record.display_name}
    if "active" in record:
        return env._("The check plan %(plan)s names %(name)s. Archive it, or take it out of the plan first.", **names)
    return env._("The check plan %(plan)s names %(name)s. Take it out of the plan first.", **names)


def start_released(env, names):
    """``names``: products and categories, none when the plan names no goods."""
    if names:
        first = env._("New lots of %(goods)s can start as released.", goods=some(env, names))
    else:
        first = env._("New lots can start as released.")
    rest = env._(
        "They can then be used and delivered before anybody has checked them. To stop that, choose “Quarantine” for "
        "“New lots start as” on the product or its category."
    )
    return f"{first} {rest}"


def limits_backwards(env, check):
    return env._("%(check)s: the limit “From” is greater than “To”.", check=check)


def limit_unreadable(env, check, text):
    return env._(
        "%(check)s: “%(text)s” is no limit. Write a plain number with a point or a comma, such as 2.50, with no more "
        "decimals than the check has.",
        check=check,
        text=text,
    )


def limits(env, check):
    """What passes, empty when any value does."""
    words = {"lower": check.lower_limit, "upper": check.upper_limit, "unit": check.unit or ""}
    if check.lower_limit and check.upper_limit:
        return env._("%(lower)s to %(upper)s %(unit)s", **words).strip()
    if check.lower_limit:
        return env._("at least %(lower)s %(unit)s", **words).strip()
    if check.upper_limit:
        return env._("at most %(upper)s %(unit)s", **words).strip()
    return check.unit or ""


def shown(env, result):
    """A result as people read it."""
    check = result.check_id
    if check.kind == acceptance.MEASURE:
        return f"{result.text} {check.unit or ''}".strip()
    if check.kind == acceptance.TEXT:
        return result.text
    verdict = dict(result._fields["outcome"]._description_selection(env))[result.outcome]
    names = ", ".join(file["name"] for file in result.files or ())
    return f"{verdict} ({names})" if names else verdict


def hold_reason(env, check, result):
    if not result:
        return env._("Failed check “%(check)s”", check=check.name)
    words = {"check": check.name, "result": result.shown, "limits": check.limits}
    if check.kind == acceptance.MEASURE and check.limits:
        return env._("Failed check “%(check)s”: %(result)s, allowed is %(limits)s", **words)
    if result.note:
        return env._("Failed check “%(check)s”: %(note)s", check=check.name, note=result.note)
    return env._("Failed check “%(check)s”: %(result)s", **words)


def fails(env, check, text):
    """Asked before a failure is entered."""
    words = {"check": check.name, "text": text, "limits": check.limits}
    if check.kind == acceptance.MEASURE:
        sentence = env._("%(text)s is outside of what is allowed (%(limits)s).", **words)
    else:
        sentence = env._("%(check)s fails.", **words)
    held = env._("The lot goes on hold.") if check.is_holding else ""
    return f"{sentence} {held}".strip()


def issue(env, code, check):
    """Why what somebody typed is no result."""
    sentences = {
        acceptance.EMPTY: env._("Enter a result."),
        acceptance.TOO_LONG: env._("This is too long: at most %(count)s characters.", count=acceptance.LONGEST_TEXT),
        acceptance.NO_NUMBER: env._("This is no number. Type digits and, if need be, one point or comma: no unit."),
        acceptance.AMBIGUOUS: env._(
            "This could mean two numbers. Type it without separators of thousands: 1234.5 or 1234,5."
        ),
        acceptance.TOO_PRECISE: env._(
            "More decimals than this check has (%(count)s). Read the instrument again, and round as your procedure "
            "says.",
            count=check.decimals,
        ),
        acceptance.TOO_LARGE: env._("This number is too large."),
        acceptance.NO_VERDICT: env._("Say whether it passed or failed."),
        acceptance.NO_FILE: env._("Add a file first."),
        acceptance.IN_FUTURE: env._("This instant is still to come. Check date and time, also of the device."),
    }
    return sentences[code]


def only_quality(env):
    return env._(
        "Only users of the group Lot traceability / Quality say that a check does not apply, or concede one that "
        "failed."
    )


def only_operators(env):
    return env._("Only users of the group Lot traceability / Operator enter results of checks.")


def skip_with_results(env):
    return env._("This check has results already. Correct them instead.")


def concede_by_lifting(env, check, hold):
    return env._(
        "The check %(check)s failed. Lift its hold %(hold)s with a reason: that concedes it.", check=check, hold=hold
    )


def decides(env, opened, failed):
    """What the decision does to checks, of which some have no result yet and some failed: two numbers."""
    told = []
    if failed:
        told.append(
            env._(
                "Failed checks (%(count)s) are conceded: their lots may be released all the same, and the results stay "
                "as they are.",
                count=failed,
            )
        )
    if opened:
        told.append(env._("Checks without result (%(count)s) do not apply to their lots.", count=opened))
    told.append(env._("Your name and reason are kept with them."))
    return " ".join(told)


def check_failed_alone(env, check):
    """Of a check that opens no hold."""
    return env._("the check %(check)s failed, and Quality has not decided on it (Concede, on the check)", check=check)


def check_unchangeable(env):
    return env._("A check of a lot is not changed or deleted. Enter results, or correct them.")


def result_by_entry(env):
    return env._("Results are entered on the screen Checks.")


def result_unchangeable(env):
    return env._("A result is never changed or deleted. Correct it: the new result stands beside the old one.")


def unknown_place(env):
    return env._("There is nothing here to check.")


def unknown_check(env):
    return env._("There is no such check, or you may not see it.")


def entry_unreadable(env):
    return env._("This could not be read. Load the page again and enter it once more.")


def all_samples_done(env, check):
    return env._("All results of “%(check)s” are there (%(count)s).", check=check.name, count=check.sample_count)


def corrected_already(env):
    return env._("This result was corrected already. Load the page again.")


def instrument_missing(env, check):
    return env._("“%(check)s” asks with which instrument it was measured.", check=check)


def calibration(env, code, instrument):
    words = {"instrument": instrument.display_name}
    if code == acceptance.OVERDUE:
        words["day"] = instrument.calibration_due
        return env._("The calibration of %(instrument)s ended on %(day)s. Take another one, or ask Quality.", **words)
    words["day"] = instrument.calibrated_on
    return env._("%(instrument)s was calibrated on %(day)s only. Take another one, or ask Quality.", **words)


def calibration_asks_reason(env, code, instrument):
    return env._(
        "%(problem)s You may use it with a reason.", problem=calibration(env, code, instrument).partition(". ")[0] + "."
    )


def too_many_files(env, count):
    return env._("At most %(count)s files for one result.", count=count)


def file_too_large(env, name, megabytes):
    return env._("%(file)s is too large: at most %(count)s MB.", file=name, count=megabytes)


def file_kind(env, name):
    return env._("%(file)s is not taken: pictures, PDF, text, CSV, ZIP and office files are.", file=name)


def release_waits(env, lot, checks):
    return env._("%(lot)s is not released while checks are open: %(checks)s.", lot=lot, checks=checks)


def checks_wait(env, checks):
    """What an order tells of ``checks`` that a release waits for: required ones, and failed ones with an open hold."""
    failed, lots = checks.filtered(lambda check: check.state == acceptance.FAILED), checks.lot_id
    free = lots.filtered(lambda lot: lot.standing == "released")
    told = [
        env._("Checks to decide on: %(open)s open, %(failed)s failed.", open=len(checks - failed), failed=len(failed))
    ]
    if lots - free:
        names = some(env, (lots - free).mapped("name"))
        told.append(env._("Until they are decided on, nobody can release %(lots)s.", lots=names))
    if free:
        names = some(env, free.mapped("name"))
        told.append(env._("They do not stop what is released already: %(lots)s.", lots=names))
    return " ".join(told)


def check_missing(env, check):
    """One of the checks in the sentence above."""
    return env._("%(check)s is missing", check=check)


def check_failed(env, check, hold):
    return env._("%(check)s failed (%(hold)s)", check=check, hold=hold)


def lot_replaced(env):
    return env._("Another lot was chosen on the order")


def order_cancelled(env):
    return env._("The order was cancelled.")
