"""Sentences about runs of consecutive numbers."""


def run_without_number(env):
    return env._("A run needs a label with a lot or serial number to begin with.")


def no_run(env, fault, first, last, most):
    words = {"first": first, "last": last, "most": most}
    sentences = {
        "pattern": env._("%(first)s and %(last)s are not of one run: only their last digits may differ.", **words),
        "order": env._("%(last)s comes before %(first)s. Give the first number first.", **words),
        "many": env._("From %(first)s to %(last)s are more than %(most)s numbers. Enter them in parts.", **words),
    }
    return sentences[fault]


def run_stopped(env, name, sentence):
    return env._("%(name)s: %(sentence)s Nothing of this run was entered.", name=name, sentence=sentence)


def run_entered(env, count, first, last, entered):
    words = {"count": count, "first": first, "last": last, "entered": entered}
    return env._("%(count)s numbers, %(first)s to %(last)s. %(entered)s", **words)
