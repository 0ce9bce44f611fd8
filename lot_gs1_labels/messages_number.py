"""Sentences about lot numbers and numbers of logistic units, one function per message."""


def too_long_for_gs1(env, length, longest):
    return env._(
        "Numbers of this format have up to %(length)s characters. GS1 symbols carry %(longest)s, so no GS1 label is "
        "printed for longer ones. Make it shorter.",
        length=length,
        longest=longest,
    )


def not_in_gs1(env, characters):
    return env._(
        "GS1 symbols cannot carry %(characters)s, so no GS1 label is printed for such numbers. Use other characters.",
        characters=characters,
    )


def any_not_in_gs1(env):
    return env._(
        "{any} also takes characters that GS1 symbols cannot carry, e.g. # or @. {letters} and {digits} never do."
    )


def sscc_without_prefix(env, company):
    return env._(
        "%(company)s has no GS1 company prefix, so packages get no SSCC. Enter it under Settings, Inventory, GS1.",
        company=company,
    )


def sscc_used_up(env, prefix, extension):
    return env._(
        "All SSCCs with the company prefix %(prefix)s and the extension digit %(extension)s are used up. Choose "
        "another extension digit under Settings, Inventory, GS1.",
        prefix=prefix,
        extension=extension,
    )


def sscc_next(env, text, lowest, highest):
    return env._(
        "“%(text)s” cannot be the next number of SSCCs: it would come twice, or it has too many digits. Enter a number "
        "from %(lowest)s to %(highest)s.",
        text=text,
        lowest=lowest,
        highest=highest,
    )


def sscc_lost(env, runs, more):
    """``runs``: [(first, last)] of codes that no package has."""
    if not runs:
        return env._("Every SSCC that was given out is on a package.")
    told = [first if first == last else f"{first} … {last}" for first, last in runs]
    told += [env._("and more")] if more else []
    return env._(
        "SSCCs up to the last one given out that no package has (deleted, renamed, or left out on purpose): %(codes)s",
        codes=", ".join(told),
    )
