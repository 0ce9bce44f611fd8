"""Sentences about promises, one function per message."""


def lasting(env, demand, lasting, of):
    """How much of the free stock lasts so long, in the unit of the line."""
    return env._("%(demand)s left: %(lasting)s of %(of)s", demand=demand, lasting=lasting, of=of)


def asked(env, demand):
    return env._("%(demand)s left", demand=demand)
