"""Sentences of the audit ledger, one function per message."""


def only_grows(env):
    return env._("The audit ledger only grows: entries cannot be changed, deleted or entered by hand.")


def no_anchor_found(env):
    return env._(
        "The text holds no anchor. An anchor is a line that begins with AUDIT-ANCHOR; paste it as it came by mail."
    )


def anchors_taken(env, count):
    if not count:
        return env._("Nothing was added to the ledger since the last anchor.")
    return env._("Anchors taken: %(count)s", count=count)


def kept_here(env):
    return env._("kept in this database only")


def bad_address(env, text):
    return env._("“%(text)s” holds something that is no mail address. Separate several addresses by commas.", text=text)


def anchor_subject(env, company):
    return env._("Anchor of the audit ledger of %(company)s", company=company)


def anchor_mail(env, company):
    """Sentences of the mail, above the line itself."""
    return [
        env._(
            "This is the daily anchor of the audit ledger of %(company)s. Please keep this mail: it proves later that "
            "the ledger up to today was not written anew.",
            company=company,
        ),
        env._(
            "To check, paste the line below into the dialog “Verify the audit ledger” in Odoo, under Inventory, "
            "Evidence, Verify the ledger."
        ),
    ]


def too_many_to_export(env, count, most):
    return env._(
        "%(count)s entries are too many for one download (at most %(most)s). Narrow the list by a filter on the day, "
        "or export on the server: odoo lot_audit -d DATABASE --export FILE.csv",
        count=count,
        most=most,
    )
