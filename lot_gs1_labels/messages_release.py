"""Sentences about printed labels: checked, released, accounted for, no longer right. One function per message."""

from .kernel.ai_table import TABLE

_LONG = 120  # characters of a value that a sentence shows
_SOME = 5  # numbers that a sentence names


def name(env, key):
    """An identifier in words."""
    if key == "content":
        return env._("Contents")
    names = {
        "00": env._("Logistic unit"),
        "01": env._("GTIN"),
        "02": env._("GTIN of the content"),
        "10": env._("Lot"),
        "11": env._("Production date"),
        "15": env._("Best before"),
        "17": env._("Expiration date"),
        "21": env._("Serial number"),
        "37": env._("Quantity"),
        "240": env._("Reference"),
    }
    return names.get(key) or (TABLE[key].title if key in TABLE else "")


def title(env, key):
    """An identifier in words, with its number."""
    return name(env, key) if key == "content" else f"({key}) {name(env, key)}"


def shown(env, key, value):
    """A value as people read it; dates as on labels, YYYY-MM-DD."""
    if not value:
        return env._("nothing")
    if key in ("11", "15", "17") and len(value) == 6 and value.isdigit():
        return f"20{value[:2]}-{value[2:4]}-{value[4:]}"
    value = value if len(value) <= _LONG else value[:_LONG] + " …"
    return "".join(sign if sign.isprintable() else "␣" for sign in value)


def table_head(env):
    return (env._("Field"), env._("On record"), env._("Read"), env._("right"), env._("wrong"))


def differences(env, found, title):
    """What labels say that the record does not: ``found`` is [(AI, on the labels, on record)], named by ``title``."""
    return "; ".join(
        env._(
            "%(field)s: %(said)s on the labels, %(now)s on record",
            field=title(key),
            said=shown(env, key, said),
            now=shown(env, key, now),
        )
        for key, said, now in found
    )


def labels_no_longer_right(env, lines):
    told = env._(
        "%(count)s labels at large no longer say what is on record. Find them, destroy or relabel, and enter that "
        "under Labels.",
        count=sum(lines.mapped("large_count")),
    )
    jobs = [
        env._(
            "%(count)s of %(design)s, printed %(day)s: %(difference)s",
            count=line.large_count,
            design=line.design or "",
            day=line.printed_at.date().isoformat(),
            difference=line.difference,
        )
        for line in lines[:_SOME]
    ]
    return "\n".join([told, *jobs])


# --- printing again ---


def printed_before(env, before):
    """``before``: {…: (number, labels, when)}."""
    number, count, at = next(iter(before.values()))
    if len(before) == 1:
        return env._(
            "%(count)s equal labels of %(number)s were printed before, last on %(day)s, and are neither spoiled nor "
            "destroyed. Say why they are printed again.",
            count=count,
            number=number,
            day=at.date().isoformat(),
        )
    return env._(
        "Equal labels of %(number)s and %(more)s more were printed before, and are neither spoiled nor destroyed. Say "
        "why they are printed again.",
        number=number,
        more=len(before) - 1,
    )


# --- designs ---


def nothing_to_scan_back(env):
    return env._("Labels that Quality releases are scanned back. Give the design a GS1 symbol.")


def no_sample(env):
    return env._("At least one label of each print job is scanned back.")


def wrong_grade(env, text):
    return env._(
        "“%(text)s” is no grade. Enter A, B, C, D or F, or a number from 0.0 to 4.0 as the verifier prints it, e.g. "
        "3.2/06/660.",
        text=text,
    )


# --- checking ---


def nothing_scanned(env):
    return env._("Nothing was scanned. Click into the field and scan a printed label.")


def only_operators_examine(env):
    return env._("Labels are checked and accounted for by people with the right Operator of Lot traceability.")


def nothing_came_out(env):
    return env._("No label of this print job came out yet.")


def rejected_already(env):
    return env._("These labels were rejected. Destroy them and print new ones.")


def no_gs1_read(env):
    return env._(
        "No number of a product or package, no lot, serial number or date was read. Scan the symbol that the design "
        "prints; if it is that one, the labels are wrong."
    )


def label_of_other_job(env):
    return env._(
        "This print job has no label with this number. Did a label of something else get among them? Nothing is "
        "released until Quality has looked."
    )


def fields_wrong(env, rows, title):
    told = [
        env._(
            "%(field)s reads %(read)s instead of %(expected)s",
            field=title(row.key),
            read=shown(env, row.key, row.read),
            expected=shown(env, row.key, row.expected),
        )
        for row in rows
    ]
    return "; ".join(told)


def scan_right(env, check):
    return env._("%(number)s: every field is right.", number=check.line_id.name)


def no_verifier(env):
    return env._("Enter which device graded the label, with its serial number.")


def not_set_aside(env):
    return env._(
        "Only scans of labels that this print job did not print can be set aside. A label of this job that reads wrong "
        "means: reject the labels and print new ones."
    )


def own_scan_set_aside(env):
    return env._("You scanned this label yourself. Somebody else of Quality has to look.")


# --- before release ---


def still_printing(env):
    return env._("The labels are still being printed.")


def more_came_out(env, count):
    return env._("Labels that came out after the release: %(count)s.", count=count)


def stopped(env):
    return env._("Printing stopped before all labels were out. Print what is missing, or cancel the rest.")


def wrong_scans(env, count):
    return env._("Labels that read wrong: %(count)s. Reject the labels and print new ones.", count=count)


def sample_missing(env, count):
    return env._("Labels still to be scanned back: %(count)s.", count=count)


def labels_stale(env, count):
    return env._("Labels that no longer say what is on record: %(count)s.", count=count)


def grade_missing(env, least):
    return env._("A verifier's grade of at least %(least)s is asked for, and none was entered.", least=least)


def grade_low(env, grade, least):
    return env._("The lowest grade is %(grade)s, and %(least)s is asked for.", grade=grade, least=least)


def only_quality_releases(env):
    return env._("Only people with the right Quality of Lot traceability release or reject labels.")


def not_controlled(env):
    return env._("Labels of this design are used without release.")


def judged_already(env, job):
    return env._("%(user)s decided about these labels already.", user=job.released_by_id.name)


def judged_prints_no_more(env, job):
    return env._(
        "%(user)s decided about these labels already, so no more come out of this job. Print what is missing as new "
        "labels.",
        user=job.released_by_id.name,
    )


def not_by_printer(env):
    return env._(
        "You printed these labels or scanned them back. Somebody else of Quality releases them (Settings, Inventory, "
        "GS1)."
    )


# --- accounting ---


def applied_before_release(env):
    return env._("These labels are not released, so none can have been applied. They can be destroyed or returned.")


def wrong_run(env, line):
    return env._(
        "“%(line)s” is no run of numbers. Write first and last with the same number of digits: SN-0007 .. SN-0120, at "
        "most 100,000 in all.",
        line=line,
    )


def not_of_this_job(env, names):
    more = len(names) - _SOME
    named = ", ".join(names[:_SOME])
    if more > 0:
        return env._("Not printed by this job: %(names)s and %(more)s more.", names=named, more=more)
    return env._("Not printed by this job: %(names)s.", names=named)


def not_so_many(env, count, lines):
    return env._(
        "%(lines)s of the numbers have not %(count)s labels left. Nothing was entered.", count=count, lines=lines
    )


def nothing_left(env, job):
    return env._("All %(issued)s labels are accounted for already.", issued=job.issued_count)


def not_in_balance(env, job):
    return env._(
        "%(issued)s labels came out; %(applied)s applied, %(spoiled)s spoiled, %(destroyed)s destroyed, %(returned)s "
        "returned: %(left)s are not accounted for, and %(doubled)s were perhaps printed twice. Enter what became of "
        "them, or let Quality explain the difference.",
        issued=job.issued_count,
        applied=job.applied_count,
        spoiled=job.spoiled_count,
        destroyed=job.destroyed_count,
        returned=job.returned_count,
        left=job.left_count,
        doubled=job.doubled_count,
    )
