"""Sentences about codes pasted where lots of a receipt are entered, one function per message."""


def line(env, number, sentence):
    return env._("Line %(number)s: %(sentence)s Nothing was imported.", number=number, sentence=sentence)


def other_product(env, found, product):
    return env._(
        "this code is of %(found)s, but lots of %(product)s are entered here.",
        found=found.display_name,
        product=product.display_name,
    )


def no_lot(env):
    return env._("this code names no lot or serial number.")


def lost_separator(env, name):
    return env._(
        "“%(name)s” looks like a number and what follows it, the separator between them lost. Enter the number by "
        "hand, or set what the scanner sends instead of the separator.",
        name=name,
    )


def after_code(env, text):
    return env._("“%(text)s” behind the code is neither a quantity nor a date.", text=text)
