"""Sentences for people about the examination and release of device labels, one function per message."""


def only_examiners(env):
    return env._("Only people who are designated to examine device labels can enter this.")


def no_device_job(env):
    return env._("These are no device labels: their design is for no market of devices.")


def decided_already(env):
    return env._(
        "These labels are released or rejected already. If one is wrong, scan it back: that takes the release back."
    )


def nothing_printed(env):
    return env._("No label came out yet. Examine them when they are printed.")


def not_released(env):
    return env._("These labels are not released. They are inspected before use when they are.")


def nobody_looked(env, count):
    return env._("Enter how many labels a person looked at: from 1 to the %(count)s that came out.", count=count)


def point_is_there(env, title):
    return env._("“%(title)s” stands on these labels. Say whether it is right or wrong.", title=title)


def say_what_is_wrong(env):
    return env._("Something is wrong: say what was found.")


def exam_is_fixed(env):
    return env._("An examination is evidence and is never changed. Enter another one; the latest counts.")


def not_to_release(env):
    return env._("These labels are not to be released by this examination. Open the print job.")


def statement(env):
    return env._("I release these labels for use: UDI, dates and instructions are right.")


def exam_missing(env):
    return env._(
        "Nobody examined these labels yet (21 CFR 820.45). Whoever is designated to examine them presses “Examine”."
    )


def exam_failed(env, exam):
    return env._("The examination found something wrong: %(remark)s", remark=exam.remark or "")


def exam_again(env):
    return env._("The release was taken back. Examine the labels again, then sign.")


def more_printed(env, count):
    return env._("More labels came out since the examination (%(count)s). Examine again.", count=count)


def sample_small(env, count, wanted):
    return env._(
        "A reader passes these labels, and a person looked at %(count)s of them. Look at %(wanted)s, and enter another "
        "examination.",
        count=count,
        wanted=wanted,
    )


def no_number(env):
    return env._("Some labels bear neither lot nor serial number, so their units could not be told apart.")


def not_inspected(env):
    return env._("These labels were not inspected before use (21 CFR 820.45(c)). Press “Inspect before use”.")


def units_without_label(env, lot, units, labels):
    return env._(
        "%(lot)s: %(units)s in stock and %(labels)s labels at large. Each unit bears its number, not the carton only.",
        lot=lot.display_name,
        units=units,
        labels=labels,
    )


SENTENCES = {
    "labels_examined": lambda env, names: env._("%(writer)s examined labels of %(object)s.", **names),
}
