"""Sentences about printers and print jobs, one function per message."""


def wrong_host(env, host):
    return env._(
        "“%(host)s” is neither a name nor an address of a printer. Enter it without http:// and without port, e.g. "
        "10.0.4.17 or zebra-dock2.example.com.",
        host=host,
    )


def wrong_port(env, port):
    return env._(
        "Port %(port)s is not one that label printers listen to (9100 to 9109, 6101). If yours does, the administrator "
        "of the server can add it to the system parameter lot_gs1_labels.printer_ports.",
        port=port,
    )


def wrong_waits(env, longest):
    return env._(
        "Enter 1 to %(longest)s seconds to wait for the printer, and at least one hour after which to give up.",
        longest=longest,
    )


def status_without_zpl(env):
    return env._("Only printers that understand ZPL II tell their status. Choose another proof for this printer.")


def printer_archived(env, printer):
    return env._(
        "Printer “%(printer)s” is archived, so nothing is printed on it. Choose another printer.", printer=printer
    )


def nothing_to_print(env):
    return env._("There is no label to print. Choose what to print and how many.")


def same_labels_wait(env, job):
    return env._(
        "%(user)s sent exactly these labels to %(printer)s already. They wait there and will come out. To have them "
        "twice, print again once they did.",
        user=job.create_uid.name,
        printer=job.printer_id.name,
    )


def not_stopped(env):
    return env._("These labels are being printed, or they are printed already. Open the print job again to see them.")


def cancelled(env, user, job):
    return env._(
        "Cancelled by %(user)s after %(printed)s of %(labels)s labels.",
        user=user,
        printed=job.printed_count,
        labels=job.label_count,
    )


def interrupted(env):
    return env._("The server was stopped while it sent labels.")


def content_lost(env):
    return env._("The labels are no longer on the server: its files were lost or not restored. Print them anew.")


def given_up(env, printer):
    return env._(
        "Printer %(printer)s could not print for %(hours)s hours, so the labels were given up. %(trouble)s",
        printer=printer.name,
        hours=printer.give_up_hours,
        trouble=printer.trouble or "",
    )


def trouble(env, printer, outcome):
    """What is wrong with a printer and what to do; ``outcome``: kernel.print_queue.Outcome."""
    name = printer.name
    if outcome.code == "not_ready":
        return _not_ready(env, name, outcome.detail)
    sentences = {
        "unknown_host": env._(
            "Printer %(printer)s is not known in the network (%(detail)s). Is its name right in the printer's record?",
            printer=name,
            detail=outcome.detail,
        ),
        "unreachable": env._(
            "Printer %(printer)s does not answer (%(detail)s). Is it on and connected?",
            printer=name,
            detail=outcome.detail,
        ),
        "forbidden": env._(
            "The address of printer %(printer)s is not one that a printer may have. Correct it in its record.",
            printer=name,
        ),
        "stuck": env._(
            "Printer %(printer)s stopped taking labels. Is there a paper jam, or is it paused?", printer=name
        ),
        "broken": env._(
            "The connection to printer %(printer)s was lost (%(detail)s). Was it switched off?",
            printer=name,
            detail=outcome.detail,
        ),
        "silent": env._(
            "Printer %(printer)s took the labels, but did not show that it read all of them. If they come out "
            "nevertheless, set in the printer's record that it shows nothing.",
            printer=name,
        ),
    }
    return sentences[outcome.code]


def _not_ready(env, name, detail):
    sentences = {
        "paper": env._("Printer %(printer)s is out of labels. Put in a new roll.", printer=name),
        "pause": env._("Printer %(printer)s is paused. Press its pause button.", printer=name),
        "head": env._("The print head of printer %(printer)s is open. Close it.", printer=name),
        "ribbon": env._("Printer %(printer)s is out of ribbon. Put in a new one.", printer=name),
        "": env._(
            "Printer %(printer)s does not tell its status. If it cannot, choose another proof in the printer's record.",
            printer=name,
        ),
    }
    return sentences[detail]


def how_far(env, job, sentence):
    """The sentence about what stopped a job, and what is printed of it."""
    values = {"sentence": sentence, "printed": job.printed_count, "labels": job.label_count, "unsure": job.unsure_count}
    if job.unsure_count:
        return env._(
            "%(sentence)s %(printed)s of %(labels)s labels are printed for sure; of the next %(unsure)s nobody knows "
            "how many came out. Look at the printer, then go on or cancel.",
            **values,
        )
    if job.printed_count:
        return env._("%(sentence)s %(printed)s of %(labels)s labels are printed, the others are not.", **values)
    return env._("%(sentence)s Nothing is printed.", **values)
