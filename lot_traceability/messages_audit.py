"""Sentences of the audit ledger, one function per message."""


def only_grows(env):
    return env._("The audit ledger only grows: entries cannot be changed, deleted or entered by hand.")


def no_anchor_found(env):
    return env._(
        "The text holds no anchor. An anchor is a line that begins with AUDIT-ANCHOR; paste it as it came by mail."
    )
