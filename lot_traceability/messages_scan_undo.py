"""Sentences about scans that are taken back."""


def undo_unknown(env):
    return env._("This scan cannot be taken back: it is not yours, is too old, or changed nothing.")


def undo_too_late(env):
    return env._("The document is done: this scan cannot be taken back any more.")


def undo_changed(env):
    return env._("The line was changed since this scan. Correct the quantity by hand.")


def undone(env):
    return env._("Taken back.")
