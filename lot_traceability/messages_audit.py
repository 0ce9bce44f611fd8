"""Sentences of the audit ledger, one function per message."""


def only_grows(env):
    return env._("The audit ledger only grows: entries cannot be changed, deleted or entered by hand.")
