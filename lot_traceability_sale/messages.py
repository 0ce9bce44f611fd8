"""Sentences about promises, one function per message."""


def lasting(env, demand, lasting, of, unit):
    return env._("%(demand)s left: %(lasting)s of %(of)s %(unit)s", demand=demand, lasting=lasting, of=of, unit=unit)


def asked(env, demand):
    return env._("%(demand)s left", demand=demand)
