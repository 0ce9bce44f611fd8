"""Sentences about the batch records of a case, one function per message."""


def batch_part(env, case, number, count, where):
    """Which file this is; where the others are."""
    if count == 1:
        return env._("Batch records of the affected lots of %(case)s", case=case)
    return env._(
        "Batch records of the affected lots of %(case)s, file %(number)s of %(count)s; the others: %(where)s1 to "
        "%(count)s",
        case=case,
        number=number,
        count=count,
        where=where,
    )
