"""Sentences about procedures and training, one function per message."""

from .messages import some


def version_name(env, number, title, revision):
    return env._("%(number)s rev. %(revision)s: %(title)s", number=number, title=title, revision=revision)


def only_quality(env):
    return env._("Only users of the group Lot traceability / Quality write and approve procedures.")


def approved_stays(env, version):
    return env._(
        "%(version)s is approved and stays as it is. Make a new revision, and change that one.", version=version
    )


def state_by_signature(env):
    return env._("A revision is approved by a signature: use the button Approve.")


def not_draft(env, version):
    return env._("%(version)s is approved already.", version=version)


def nothing_to_read(env, version):
    return env._("%(version)s has neither a text nor a document. Enter one of them, then approve it.", version=version)


def effective_too_early(env, version):
    return env._(
        "%(version)s cannot hold from a day that is over: people have to read it first. Enter today or a later day.",
        version=version,
    )


def effective_before_other(env, version, other):
    return env._("%(version)s has to hold from a later day than %(other)s.", version=version, other=other)


def not_readable_yet(env, version):
    return env._("%(version)s is a draft. It is read once it is approved.", version=version)


def replaced(env, version):
    return env._("%(version)s was replaced by a newer revision. Read that one.", version=version)


def document_exchanged(env, version):
    return env._("The document of %(version)s is not the one that was approved. Tell Quality.", version=version)


def document_kind(env):
    return env._("The document has to be a PDF file.")


def document_too_large(env, megabytes):
    return env._("The document is too large; at most %(megabytes)s MB.", megabytes=megabytes)


def sheet_empty(env, version):
    return env._("%(version)s has no steps for a station sheet. Enter them on the tab Station sheet.", version=version)


def sheet_too_long(env, version):
    return env._(
        "The steps of %(version)s do not fit on one page. Shorten them, or make two procedures of them.",
        version=version,
    )


def approve_statement(env):
    return env._("I approve this revision of the procedure.")


def read_statement(env):
    return env._("I have read this procedure, understood it and will work by it.")


def signing_stopped(env, names):
    return env._("You cannot sign yet. %(what)s", what=_overdue(env, names))


def receiving_stopped(env, names):
    return env._("You cannot receive goods yet. %(what)s", what=_overdue(env, names))


def _overdue(env, names):
    return env._(
        "You have not read in time: %(names)s. Open Inventory, Training, My readings, read and sign there, "
        "then do this again.",
        names=some(env, names, glue="; "),
    )
