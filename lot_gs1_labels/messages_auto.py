"""Sentences about labels that operations print by themselves."""


def no_printer(env, kind):
    return env._("Choose the printer for the labels of %(kind)s.", kind=kind)


def sheet(env, design, printer):
    return env._(
        "%(design)s is for sheets, and %(printer)s prints single labels. Choose another design or printer.",
        design=design,
        printer=printer,
    )


def because(env, document):
    return env._("Goods of %(document)s", document=document)


def printed(env, job):
    return env._(
        "%(count)s labels (%(design)s) are sent to %(printer)s.",
        count=job.label_count,
        design=job.design,
        printer=job.printer_id.name,
    )


def not_printed(env, reason):
    return env._("Labels were not printed: %(reason)s Print them by hand when that is mended.", reason=reason)


def fault(env):
    return env._("There was a fault in the program; the server's log has it.")
