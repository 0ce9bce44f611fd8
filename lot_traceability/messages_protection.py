"""Sentences that refuse a change of history, one function per message."""


def reason_missing_rename(env, name):
    return env._(
        "Done operations name %(name)s, and people outside know it by that number. Use Rename and say why; "
        "the old number stays in the history.",
        name=name,
    )


def reason_missing_done_line(env, document):
    return env._(
        "%(document)s is done: lots, quantities, places and partner are history. Unlock it and say why first; "
        "a program passes its reason in the context key lot_reason.",
        document=document,
    )


def stays_done(env, document):
    return env._(
        "%(document)s is done and stays done: it tells where lots went. Correct it by a return or a new operation, or "
        "unlock it and change its lines.",
        document=document,
    )


def not_posted(env, document):
    return env._(
        "%(document)s is not done. Validate it, so that stock follows and all checks are made.", document=document
    )


def order_kept(env, order):
    return env._("%(order)s cannot be deleted: some of its parts are done, and traces go through it.", order=order)


def contact_kept(env, name):
    return env._(
        "%(name)s cannot be deleted: done transfers of lots name this contact, and a recall has to find it. "
        "Archive it instead.",
        name=name,
    )


def place_kept(env, name):
    return env._(
        "What kind of place %(name)s is stays as it is: lots came from there or went there, and a trace tells by it "
        "who had them. Archive the place and make a new one.",
        name=name,
    )


def merged(env, gone, kept):
    """Reason in the ledger, where contacts are merged."""
    return env._("The contact %(gone)s was merged into %(kept)s.", gone=gone, kept=kept)


def account_kept(env, name):
    return env._(
        "%(name)s cannot be deleted: the audit ledger names this account, and its user name must never be given out "
        "again. Archive it instead.",
        name=name,
    )


def head_follows_lines(env, document):
    return env._(
        "%(document)s is done: its lot or serial numbers are those of what it made. Unlock it and change them in the "
        "lines of the finished product.",
        document=document,
    )


def links_stay(env, document):
    return env._(
        "Which components %(document)s used was recorded when it was done, and stays. To say which unit holds which "
        "component, use As built.",
        document=document,
    )


def stock_by_moves(env, lot):
    return env._(
        "The stock of %(lot)s is not written directly: no move would tell where it came from. Move it, or count it in "
        "Physical Inventory.",
        lot=lot,
    )


def reason_empty(env):
    return env._("Say why: a reason of at least a few words is needed.")


def rename_empty(env):
    return env._("Enter the new number.")


def rename_same(env, name):
    return env._("The number is %(name)s already.", name=name)


def serial_on_hand(env, serial, product, place):
    return env._(
        "Serial number %(serial)s of %(product)s is in stock already (%(place)s); there can be only one. "
        "Check the number. If the unit was moved without being recorded, move it in Odoo first.",
        serial=serial,
        product=product,
        place=place,
    )


def serial_again(env, serial, product):
    return env._(
        "After this change serial number %(serial)s of %(product)s would be in stock more than once; there can be only "
        "one. Check the number, the quantity and the places.",
        serial=serial,
        product=product,
    )


def serial_twice(env, serial, product):
    return env._(
        "Serial number %(serial)s of %(product)s comes in twice with this operation; there can be only one. "
        "Check the numbers.",
        serial=serial,
        product=product,
    )


def serial_elsewhere(env):
    """The place of a serial that the user may not see."""
    return env._("in a place that you cannot see")


def name_alike(env, name, other, product):
    return env._(
        "%(product)s already has the lot or serial number “%(other)s”, which differs from “%(name)s” only in upper or "
        "lower case or in blanks. Use the one that exists. If both are real, switch off “Refuse look-alike "
        "numbers” in the Inventory settings.",
        name=name,
        other=other,
        product=product,
    )


def name_hidden_alike(env, name, product):
    return env._(
        "Another company already has a lot or serial number of %(product)s that differs from “%(name)s” only in upper "
        "or lower case or in blanks. Choose another number.",
        name=name,
        product=product,
    )
