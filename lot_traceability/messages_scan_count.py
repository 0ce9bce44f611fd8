"""Sentences about counts."""


def no_count_here(env, place):
    return env._("%(place)s holds no stock of ours that could be counted.", place=place)


def counted(env, row):
    words = {"product": row["product"], "lot": row["lot"], "unit": row["unit"]}
    return env._("%(product)s %(lot)s: %(done)s %(unit)s counted", done=f"{row['done']:g}", **words)


def count_as_new(env, lot):
    return env._("It is here: record %(lot)s as new", lot=lot)


def recorded_in(env, lot, place):
    return env._("%(lot)s is recorded in %(place)s.", lot=lot, place=place)
