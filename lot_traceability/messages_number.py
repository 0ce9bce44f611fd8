"""Sentences about formats of lot numbers, one function per message."""


def wrong_format(env, error):
    """What is wrong with a format; ``error``: kernel.lot_number.FormatError."""
    got = error.got
    sentences = {
        "empty": env._("Enter a format, e.g. L{yy}{doy}-{seq:4}."),
        "too_long": env._("This format is too long."),
        "braces": env._("“%(got)s” has a brace without its counterpart.", got=got),
        "unknown": env._("{%(got)s} is no part of a format. The parts are listed below.", got=got),
        "length": env._("{%(got)s} has no length that is possible here, e.g. {seq:4} or {digits:2-6}.", got=got),
        "blank": env._(
            "“%(got)s” has blanks or letters that scanners and labels lose. Use letters A to Z, digits and signs.",
            got=got,
        ),
        "no_counter": env._("Numbers would all be the same. Add a counter, e.g. {seq:4}."),
        "two_counters": env._("One format has one counter only."),
        "class_in_own": env._(
            "{%(got)s} can be anything: good to check numbers, not to give them out. Use {seq:4} and dates.",
            got=got,
        ),
        "counter_after_check": env._("Check characters belong behind the counter, or they do not check it."),
    }
    if error.code == "reset":
        return _reset(env, got)
    return sentences[error.code]


def _reset(env, reset):
    needed = {
        "year": env._("Numbers would come again next year. Add the year, e.g. {yy}, or let the counter run on."),
        "month": env._("Numbers would come again. Add year and month, e.g. {yy}{mm}, or let the counter run on."),
        "week": env._("Numbers would come again. Add the week and its year, {wyy}{ww}, or let the counter run on."),
        "day": env._("Numbers would come again. Add year and day, e.g. {yy}{doy}, or let the counter run on."),
    }
    return needed[reset]


def count_to(env, largest, reset):
    per = {
        "never": env._("%(count)s in all", count=largest),
        "year": env._("%(count)s a year", count=largest),
        "month": env._("%(count)s a month", count=largest),
        "week": env._("%(count)s a week", count=largest),
        "day": env._("%(count)s a day", count=largest),
    }
    return per[reset]


def longest(env, text):
    return env._("%(text)s (%(length)s characters)", text=text, length=len(text))


def code_too_long(env, code, longest):
    return env._(
        "The internal reference %(code)s has %(length)s characters; the format allows %(longest)s. Such products get "
        "no number. Allow more, e.g. {product:%(length)s}.",
        code=code,
        length=len(code),
        longest=longest,
    )


def no_number(env, name, error):
    """Why a format gives no number; ``error``: kernel.lot_number.NumberError."""
    if error.code == "exhausted":
        return env._(
            "The numbers of format “%(name)s” are used up. Give its counter more digits, or let it start again "
            "more often.",
            name=name,
        )
    if error.code == "part_too_long":
        return env._(
            "“%(got)s” is longer than format “%(name)s” allows. Nothing is cut off: let the format allow more.",
            got=error.got,
            name=name,
        )
    if error.code == "part_blank":
        return env._(
            "“%(got)s” has blanks or letters that scanners and labels lose, so format “%(name)s” cannot use it in a "
            "number. Change it to letters A to Z, digits and signs.",
            got=error.got,
            name=name,
        )
    missing = {
        "product": env._("The format “%(name)s” needs the product's internal reference. Enter it.", name=name),
        "plant": env._("The format “%(name)s” needs the short name of a warehouse, and there is none here.", name=name),
        "line": env._(
            "The format “%(name)s” needs the code of an operation type. Make the lot on its receipt or "
            "manufacturing order.",
            name=name,
        ),
    }
    return missing[error.got]


def misfit(env, number, place, number_format):
    """``place``: where the number stops fitting, 0-based."""
    values = {"number": number, "format": number_format.name, "pattern": number_format.pattern, "place": place + 1}
    if place >= len(number):
        return env._(
            "“%(number)s” is too short for the format “%(format)s” (%(pattern)s). Compare with the label.", **values
        )
    return env._(
        "“%(number)s” does not fit the format “%(format)s” (%(pattern)s) from character %(place)s on. Compare with "
        "the label.",
        **values,
    )
