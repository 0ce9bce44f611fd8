"""The sentences that consignees read on the reply page and in mails, and colleagues when they record an answer.

They are translated in ``i18n/*.po``, since consignees have no other language to fall back on.
"""

from odoo.exceptions import UserError


def case_is_over(env):
    return UserError(env._("This recall is over; answers are not taken any more."))


def reminder_subject(env, heading):
    return env._("Reminder: %(heading)s", heading=heading)


def too_many(env):
    return env._("Too many forms were sent. Wait ten minutes, then send it again; what you saved before is kept.")


def form_too_old(env):
    return env._("This page was open for too long. Look at your numbers once more and send them again.")


def file_refused(env, name):
    return env._(
        "“%(name)s” was not taken. Send pictures (JPEG, PNG, WebP), PDF, CSV or Excel files; at most five, each of at "
        "most 10 MB.",
        name=name,
    )


def file_without_room(env, name):
    return env._(
        "“%(name)s” was not taken: no more files are taken on this page. Send it to the person named below.", name=name
    )


def fault(env, found):
    """One fault of ``kernel.reply`` as a sentence beside the line."""
    sentences = {
        "not_a_number": lambda: env._("“%(got)s” is not a number.", got=found.got),
        "negative": lambda: env._("“%(got)s” is less than nothing.", got=found.got),
        "unclear": lambda: env._(
            "“%(got)s” can be read in two ways. Write thousands without separator, and one, two or four decimals.",
            got=found.got,
        ),
        "more_than_had": lambda: env._("Destroyed, corrected and sent back together are more than what you had."),
    }
    return sentences[found.code]()


def heading(env, company, case):
    return env._("%(company)s: recall %(case)s", company=company, case=case)


def place(env, number, pages, total):
    return env._(
        "Page %(number)s of %(pages)s; %(total)s lots in all. Each page is saved when you send it.",
        number=number,
        pages=pages,
        total=total,
    )


def delivered(env, quantity, is_answered):
    if is_answered:
        return env._("Delivered to you, less returns: %(quantity)s. You have answered.", quantity=quantity)
    return env._("Delivered to you, less returns: %(quantity)s.", quantity=quantity)


def columns(env):
    """The quantities that a lot is asked for, in two parts: ``[{"title": …, "fields": {name: label}}]``."""
    delivered_part = {
        "had": env._("On hand when the notice came"),
        "used": env._("Used"),
        "sold_on": env._("Sold on or passed on"),
    }
    had_part = {
        "destroyed": env._("Destroyed"),
        "corrected": env._("Corrected"),
        "returning": env._("To be sent back"),
    }
    title = env._("Of what you had on hand:")
    return [{"title": "", "fields": delivered_part}, {"title": title, "fields": had_part}]


def fates(env):
    """Where a single piece may be: ``{name: label}``."""
    return {
        "kept": env._("We still have it"),
        "returning": env._("To be sent back"),
        "used": env._("Used"),
        "sold_on": env._("Sold on or passed on"),
        "destroyed": env._("Destroyed"),
        "corrected": env._("Corrected"),
        "missing": env._("We cannot find it"),
    }


def saved(env, is_complete):
    if is_complete:
        return env._("Thank you. Your answer is complete. You can still change it here.")
    return env._("Saved. Some lots are not answered yet; you can go on now or later with the same link.")


def answered_before(env, day, is_complete, is_begun):
    """What the page says to somebody who told of these goods before."""
    if is_complete:
        return env._("We have your answer of %(day)s. You can still change it below.", day=day)
    if is_begun:
        return env._("We have your answer of %(day)s for some of the lots; the others are still open below.", day=day)
    return env._("You told us on %(day)s that you have read the notice. Your quantities are still open.", day=day)


def entry_faults(env, sentences):
    return UserError("\n".join(sentences))
