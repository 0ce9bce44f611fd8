"""Sentences of the expiry board, one function per message."""


def no_receipt(env, lot):
    return env._(
        "%(lot)s did not come from a supplier by a receipt that you can see, so nothing can be returned.", lot=lot
    )


def note_posted(env, note):
    return env._("Expiry: %(note)s", note=note)


def note_asked(env, lot, product):
    return env._("Promote or discount %(lot)s of %(product)s", lot=lot, product=product)
