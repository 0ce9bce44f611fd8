"""Sentences about a verification of the audit ledger; plain text, for screen and command line alike."""


def tell(env, report):
    """Everything about one company's report: the headline first."""
    return [headline(env, report), *findings(env, report), *notes(env, report)]


def findings(env, report):
    said = [finding(env, found) for found in report.findings]
    if report.wrong > len(said):
        said.append(env._("… and %(count)s more.", count=report.wrong - len(said)))
    return said


def headline(env, report):
    company = env["res.company"].browse(report.company_id).exists().name or str(report.company_id)
    first = report.first_bad
    if not first:
        if not report.rows:
            return env._("%(company)s: the audit ledger is empty.", company=company)
        return env._(
            "%(company)s: the audit ledger is whole, from number %(first)s to %(last)s. "
            "Entries that are as they were sealed: %(count)s, all of them.",
            company=company,
            count=report.rows,
            first=report.first,
            last=report.last,
        )
    if first.seq:
        return env._(
            "%(company)s: the audit ledger was tampered with. The first bad row is number %(number)s. "
            "Findings in all: %(count)s.",
            company=company,
            number=first.seq,
            count=report.wrong,
        )
    return env._(
        "%(company)s: the audit ledger was tampered with. Findings in all: %(count)s.",
        company=company,
        count=report.wrong,
    )


def finding(env, found):
    """What is wrong with one row."""
    names = {"number": found.seq, "entry": found.entry_id or "?", "since": found.since + 1, "keeper": found.source}
    return {
        "seal_missing": lambda: env._("Number %(number)s is missing.", **names),
        "seal_changed": lambda: env._(
            "Number %(number)s does not follow from the one before it: the row, its time or its place was changed.",
            **names,
        ),
        "entry_missing": lambda: env._(
            "Number %(number)s: the entry is gone, and no retention run accounts for it.", **names
        ),
        "entry_changed": lambda: env._("Number %(number)s: the entry is not the one that was sealed.", **names),
        "entry_foreign": lambda: env._("Number %(number)s: the entry belongs to another company.", **names),
        "personal_missing": lambda: env._(
            "Number %(number)s: the personal data is gone, and no erasure accounts for it.", **names
        ),
        "personal_changed": lambda: env._("Number %(number)s: the personal data is not what was recorded.", **names),
        "anchor_differs": lambda: env._(
            "The anchor of number %(number)s (%(keeper)s) contradicts the ledger: it was written anew from a number "
            "between %(since)s and %(number)s on.",
            **names,
        ),
        "end_missing": lambda: env._(
            "An anchor (%(keeper)s) names a later number than the ledger has: it was cut off at number %(number)s.",
            **names,
        ),
        "entry_unlisted": lambda: env._(
            "Entry %(entry)s is neither sealed nor waiting to be: it was written, or taken off the list, behind the "
            "program's back.",
            **names,
        ),
        "waiting_gone": lambda: env._("Entry %(entry)s waited to be sealed and is gone.", **names),
    }[found.kind]()


def notes(env, report):
    """What is worth knowing beside the findings, as a list of sentences."""
    said = []
    if report.overdue:
        said.append(
            env._(
                "Entries that wait to be sealed for more than an hour: %(count)s. Sealing stands still or is held up, "
                "and what is not sealed is not proven. See whether scheduled actions run, and who holds locks in the "
                "database.",
                count=report.overdue,
            )
        )
    elif report.unsealed:
        said.append(env._("New entries not sealed yet: %(count)s; that follows in minutes.", count=report.unsealed))
    if report.retained_away:
        said.append(env._("Entries removed by retention runs, as recorded: %(count)s.", count=report.retained_away))
    if report.erased:
        said.append(env._("Entries whose personal data was erased, as recorded: %(count)s.", count=report.erased))
    if report.clock_count:
        said.append(
            env._(
                "How often the clock ran backwards: %(count)s, first at number %(number)s. The order of the entries is "
                "certain, their time is not.",
                count=report.clock_count,
                number=report.clock_notices[0],
            )
        )
    if report.late_count:
        said.append(
            env._(
                "Entries that were not written when they were sealed, going by the time they tell: %(count)s, first "
                "number %(number)s. Sealing stood still then, a clock was wrong, or they were entered behind the "
                "program's back.",
                count=report.late_count,
                number=report.late_notices[0],
            )
        )
    said.append(_about_anchors(env, report))
    if report.head:
        said.append(env._("Last number %(number)s, hash %(hash)s", number=report.last, hash=report.head))
    return said


def _about_anchors(env, report):
    if report.outside:
        return env._(
            "Anchors compared: %(count)s, from outside: %(outside)s.", count=report.anchors, outside=report.outside
        )
    return env._(
        "Anchors of this database compared: %(count)s, none from outside. Without one from outside, a ledger that was "
        "written anew as a whole by the owner of the database looks sound.",
        count=report.anchors,
    )


def broken_guard(env, kind, name):
    if kind == "table":
        return env._(
            "The table %(name)s was given rules or filters in the database, or left out of its log, so entries can be "
            "hidden or lost. Ask who changed the database.",
            name=name,
        )
    if kind == "column":
        return env._(
            "The column %(name)s does not show what the entries say. Upgrading the addon does not mend it; ask who "
            "changed the database.",
            name=name,
        )
    return env._(
        "The guard %(name)s of the database is missing, switched off or changed, so entries can be altered. Upgrade "
        "the addon Lot Traceability to put it back, and ask who changed the database.",
        name=name,
    )


def guards_stand(env):
    return env._("The database's guards against changes stand.")
