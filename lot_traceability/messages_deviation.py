"""Sentences about taking another lot than the removal strategy proposes, one function per message."""


def deviation_denied(env, lot, better):
    return env._(
        "%(lot)s of %(product)s is not what is to be taken first: %(better)s. Take that, or ask somebody who may "
        "change the operation type.",
        **_names(lot, better),
    )


def deviation_reason(env, lot, better):
    return env._(
        "%(lot)s of %(product)s is not what is to be taken first: %(better)s. Take that, or say why not.",
        **_names(lot, better),
    )


def _names(lot, better):
    shown = ", ".join(better[:3].mapped("name"))
    return {"lot": lot.name, "product": lot.product_id.display_name, "better": shown}
