"""Sentences about places that are scanned, and about dates that a label tells of a known lot."""


def taken_from(env, place):
    return env._("What you scan next is taken from %(place)s. Scan the place again to end that.", place=place)


def brought_to(env, place):
    return env._("What you scan next goes to %(place)s. Scan the place again to end that.", place=place)


def place_ended(env, place):
    return env._("%(place)s no longer counts for what you scan.", place=place)


def no_place_here(env, place, document):
    return env._("Nothing of %(document)s is taken from %(place)s or brought there.", place=place, document=document)


def date_filled(env, lot, names):
    return env._("%(names)s of %(lot)s was not known; it is recorded as on the label.", names=names, lot=lot)


def date_differs(env, lot, name, day):
    return env._("%(name)s of %(lot)s is recorded as %(day)s; the label says otherwise.", name=name, lot=lot, day=day)


def dates_disagree(env, lot, name, day, told):
    return env._(
        "%(name)s of %(lot)s was scanned as %(day)s, and this label says %(told)s. One of the two labels is "
        "wrong, or these are two lots.",
        name=name,
        lot=lot,
        day=day,
        told=told,
    )
