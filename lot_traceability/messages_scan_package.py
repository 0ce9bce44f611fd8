"""Sentences about numbers of logistic units."""


def packages_off(env):
    return env._("This is the number of a package, and packages are switched off in the settings of Inventory.")


def package_open(env, name):
    return env._("Package %(name)s is open: what you scan goes into it. Scan its number again to close it.", name=name)


def package_closed(env, name):
    return env._("Package %(name)s is closed.", name=name)


def package_used(env, name, place):
    return env._("Package %(name)s is filled already, in %(place)s.", name=name, place=place)


def package_taken(env, name, count):
    return env._("Package %(name)s: %(count)s lines", name=name, count=count)
