"""Sentences about goods that customers send back."""


def returned_from(env, delivery, partner, entered):
    words = {"entered": entered, "delivery": delivery, "partner": partner}
    return env._("%(entered)s. Delivered by %(delivery)s to %(partner)s", **words)


def never_delivered(env, goods):
    return env._("%(goods)s was never delivered to a customer, so it is no return.", goods=goods)


def all_returned(env, goods):
    return env._("All that was delivered of %(goods)s has come back already.", goods=goods)


def not_delivered(env, name):
    return env._("%(name)s is not among what was delivered.", name=name)
