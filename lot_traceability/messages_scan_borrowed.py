"""Sentences of documents that lend what they know of scans from others: batches and unbuild orders."""


def not_made(env, name, order):
    return env._("%(name)s was not made by %(order)s.", name=name, order=order)


def on_transfer(env, transfer, entered):
    return env._("%(transfer)s: %(entered)s", transfer=transfer, entered=entered)
