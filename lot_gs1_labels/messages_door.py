"""Sentences for whoever writes or runs an app that scans from outside, one function per message."""


def no_scan(env):
    return env._('Send {"raw": "the characters as scanned"} as JSON, or {"scans": [...]} with several.')


def too_many(env, most):
    return env._("At most %(most)s scans in one call. Send the others in the next.", most=most)


def no_text(env):
    return env._("The scan holds half a character (a lone surrogate), which is no text.")


def too_long(env, most):
    return env._("This is longer than any label (%(most)s characters). Send one scan only.", most=most)


def no_company(env):
    return env._("“company” must be the number of a company that the key's user may work in.")


def not_allowed(env):
    return env._("The key's user may not see lots. Use the key of a user with Inventory rights.")


def too_often(env):
    return env._("Too many scans within a minute. Wait, then send again.")
