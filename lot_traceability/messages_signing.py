"""Sentences of electronic signatures, one function per message: what was seen, and what to do next."""


# --- who may sign ---


def person_only(env):
    return env._("Only a person can sign, in their own browser session: not a program, an API key or another user.")


def internal_only(env):
    return env._("Only employees can sign here. Ask the company to have it signed by one.")


def archived(env):
    return env._("This user account is archived and cannot sign any more.")


def no_such_object(env):
    return env._("There is nothing to sign here. Reload the page.")


def author_signs(env, label):
    return env._(
        "You wrote %(label)s yourself: somebody else has to sign it (the author is not the approver). "
        "Save it and ask a colleague.",
        label=label,
    )


def signed_already(env, label):
    return env._("You have signed %(label)s already, with this meaning and in this version.", label=label)


# --- what was entered ---


def reason_missing(env):
    return env._("Say why you sign: a reason of at least a few words is needed. Nothing was signed.")


def wrong_secret(env, method):
    """The same words whether the user name or the secret was wrong."""
    if method == "pin":
        return env._("User name or signing PIN is wrong. Nothing was signed; the attempt was recorded.")
    return env._("User name or password is wrong. Nothing was signed; the attempt was recorded.")


def locked(env, until):
    return env._(
        "Too many wrong entries: signing is locked for you until %(until)s. Nothing was signed; the managers of lot "
        "traceability were told.",
        until=until,
    )


def no_pin(env):
    return env._(
        "You log in without a password of Odoo, so you sign with a PIN, and you have none yet. Ask a manager of lot "
        "traceability for a code and set your PIN in your preferences. Nothing was signed."
    )


def changed_meanwhile(env, label):
    return env._(
        "%(label)s has changed since you opened this dialog. Nothing was signed. Close it, look at the changes and "
        "sign again.",
        label=label,
    )


def clock_behind(env, now, latest):
    return env._(
        "The server's clock says %(now)s, but the latest signature is from %(latest)s: the clock was moved back. "
        "Nothing was signed. Have the clock checked; when it is right, an administrator confirms it in the Inventory "
        "settings.",
        now=now,
        latest=latest,
    )


def clock_confirmed(env):
    return env._("Confirmed: signatures take the time of the server's clock again. This was recorded.")


# --- what is signed stays ---


def signature_stays(env):
    return env._("Signatures come to be by signing only, and are never changed or deleted.")


def signed_record_stays(env, label):
    return env._("%(label)s was signed and cannot be deleted.", label=label)


def signed_needs_reason(env, label):
    return env._(
        "%(label)s is signed. Changing it makes a new version and the signatures void, so say why: use Amend; a "
        "program passes its reason in the context key lot_reason.",
        label=label,
    )


def not_signed(env, label):
    return env._("%(label)s has no valid signature.", label=label)


# --- check ---


def check_intact(env, count):
    return env._("Signatures checked: %(count)s. Each one is as it was given, and so is what was signed.", count=count)


def check_none(env):
    return env._("There is no signature to check.")


def check_content(env, signer, at):
    return env._("What %(signer)s signed on %(at)s is not what stands here now.", signer=signer, at=at)


def check_row(env, signer, at):
    return env._("The signature of %(signer)s on %(at)s was changed after signing.", signer=signer, at=at)


def check_ledger(env, signer, at):
    return env._(
        "The signature of %(signer)s on %(at)s is not the one that the audit ledger holds.", signer=signer, at=at
    )


# --- lock and alert ---


def alert_subject(env, name):
    return env._("Signing is locked for %(name)s", name=name)


def alert_body(env, name, count, until):
    return env._(
        "%(count)s wrong entries in a row of minutes when signing as %(name)s. Signing is locked until %(until)s. Ask "
        "%(name)s whether that was them. If not, somebody else sat at their session: have the password changed.",
        name=name,
        count=count,
        until=until,
    )


# --- PIN ---


def pin_refused(env, problem):
    return {
        "digits": env._("A signing PIN is made of digits only."),
        "length": env._("A signing PIN has 6 to 12 digits."),
        "simple": env._("This PIN is too easy to guess: no runs such as 123456, and at least three different digits."),
    }[problem]


def pin_by_password(env):
    return env._("You have a password of Odoo and sign with it; a PIN is only for people who log in without one.")


def pin_wrong_code(env):
    return env._("This code or PIN is wrong, was used or has expired. The attempt was recorded. Ask for a new code.")


def pin_set(env):
    return env._("Your signing PIN is set. Nobody else knows it, and nobody can read it.")


def pin_code(env, name, code, until):
    return env._(
        "Code for %(name)s: %(code)s. Hand it over in person, once you know that it is %(name)s; it works once, until "
        "%(until)s. A PIN that existed is void from now on. This code is not shown again.",
        name=name,
        code=code,
        until=until,
    )


def pin_not_for_oneself(env):
    return env._("Nobody does this for themselves. Ask another manager of lot traceability.")


def unlocked(env, name):
    return env._("%(name)s can sign again.", name=name)


def pin_code_not_needed(env, name):
    return env._("%(name)s has a password of Odoo and signs with it; no PIN is needed.", name=name)


def pin_only_managers(env):
    return env._("Only a manager of lot traceability does this, for employees of the same company.")


# --- disposition ---


def disposition_by_dialog(env):
    return env._(
        "The disposition of a lot is not changed directly, imported or entered with a new lot: use Change disposition "
        "on the lot, which asks why and, where needed, for a signature."
    )


def disposition_only_quality(env):
    return env._("Only quality changes the disposition of a lot.")


def disposition_same(env, lot, disposition):
    return env._("%(lot)s is already: %(disposition)s.", lot=lot, disposition=disposition)


def disposition_needs_signature(env, lot):
    return env._("This change of %(lot)s needs a signature, which a person gives in the browser.", lot=lot)


def not_to_be_signed(env, lot):
    return env._("%(lot)s does not wait for a signature.", lot=lot)


def disposition_statement(env, before, after):
    if before == after:
        return env._("I have judged this lot as it is now, and its disposition stays: %(after)s.", after=after)
    return env._(
        "I have judged this lot, and change its disposition from %(before)s to %(after)s.", before=before, after=after
    )
