"""What an entry of the audit ledger says to a person: one sentence per code.

Each function takes ``env`` and ``names``: writer, object, and for changes field, before, after, fields; ``extra``
holds the entry's other facts as they were stored.
"""


def nothing(env):
    """Stands for an empty value: changed from nothing to 5."""
    return env._("nothing")


def changed(env, names):
    """Of changes, by whatever code."""
    if names["count"] == 1:
        return env._("%(writer)s changed %(field)s of %(object)s from %(before)s to %(after)s.", **names)
    return env._("%(writer)s changed %(object)s: %(fields)s.", **names)


def _settings(env, names):
    if names["is_first"]:
        return env._("%(writer)s added %(object)s.", **names)
    if names["is_last"]:
        return env._("%(writer)s removed %(object)s.", **names)
    return changed(env, names)


def _account(env, names):
    if names["is_first"]:
        return env._("%(writer)s made the account %(object)s.", **names)
    if names["is_last"]:
        return env._("%(writer)s deleted the account %(object)s.", **names)
    return changed(env, names)


def _verified(env, names):
    if names["extra"].get("sound"):
        return env._(
            "%(writer)s verified the ledger from number %(first)s to %(number)s: it is whole.",
            writer=names["writer"],
            first=names["extra"].get("first"),
            number=names["extra"].get("number"),
        )
    return env._(
        "%(writer)s verified the ledger: it was tampered with. Findings: %(count)s.",
        writer=names["writer"],
        count=names["extra"].get("wrong"),
    )


def _home(env, names):
    if names["is_first"]:
        return env._("The ledger begins in this database.")
    return env._("The ledger goes on in another database: it was restored from a backup or copied.")


def _check_result(env, names):
    if names["is_first"]:
        return env._("%(writer)s entered a result of %(object)s.", **names)
    return env._("%(writer)s corrected a result of %(object)s.", **names)


def _counted(text):
    """A sentence about as many entries as the entry names."""
    return lambda env, names: text(env, {**names, "count": names["extra"].get("count", 0)})


SENTENCES = {
    "lot_created": lambda env, names: env._("%(writer)s created %(object)s.", **names),
    "lot_renamed": lambda env, names: env._("%(writer)s renamed %(before)s to %(after)s.", **names),
    "lot_changed": changed,
    "lot_deleted": lambda env, names: env._("%(writer)s deleted %(object)s, which no done operation named.", **names),
    "disposition_changed": changed,
    "deviation": lambda env, names: env._("%(writer)s took %(object)s although another lot came first.", **names),
    "too_old_taken": lambda env, names: env._("%(writer)s took %(object)s, which was too old for it.", **names),
    "hold_set": lambda env, names: env._("%(writer)s set the hold %(object)s.", **names),
    "hold_changed": changed,
    "hold_lifted": lambda env, names: env._("%(writer)s lifted the hold %(object)s.", **names),
    "gate_passed": lambda env, names: env._("%(writer)s moved %(object)s although it was blocked.", **names),
    "redirected": lambda env, names: env._(
        "%(object)s came in blocked and went to quarantine; %(writer)s received it.", **names
    ),
    "line_added": lambda env, names: env._("%(writer)s added a line to a done operation: %(object)s.", **names),
    "line_changed": changed,
    "line_removed": lambda env, names: env._("%(writer)s removed a line of a done operation: %(object)s.", **names),
    "document_changed": changed,
    "unlocked": lambda env, names: env._("%(writer)s unlocked %(object)s, which was done.", **names),
    "as_built_changed": lambda env, names: env._(
        "%(writer)s changed which components went into which units of %(object)s.", **names
    ),
    "history_imported": lambda env, names: env._(
        "%(writer)s imported %(object)s as history from before go-live.", **names
    ),
    "history_removed": lambda env, names: env._("%(writer)s removed the imported history %(object)s.", **names),
    "check_result": _check_result,
    "check_skipped": lambda env, names: env._("%(writer)s says that %(object)s does not apply.", **names),
    "check_asked_again": lambda env, names: env._(
        "%(object)s is to be done after all: %(writer)s chose or made its lot again.", **names
    ),
    "batch_completed": lambda env, names: env._("%(writer)s completed the batch record of %(object)s.", **names),
    "batch_back": lambda env, names: env._("%(writer)s took the batch record of %(object)s back in process.", **names),
    "batch_reopened": lambda env, names: env._("%(writer)s opened the batch record of %(object)s again.", **names),
    "exported": lambda env, names: env._("%(writer)s exported %(object)s.", **names),
    "refused": lambda env, names: env._("%(writer)s tried to change %(object)s and was refused.", **names),
    "signed": lambda env, names: env._("%(writer)s signed %(object)s.", **names),
    "signature_void": lambda env, names: env._("A signature on %(object)s is void: %(writer)s changed it.", **names),
    "sign_failed": lambda env, names: env._("%(writer)s could not sign %(object)s.", **names),
    "sign_locked": lambda env, names: env._("Signing was locked for %(writer)s after failed attempts.", **names),
    "sign_unlocked": lambda env, names: env._("%(writer)s unlocked signing for %(object)s.", **names),
    "pin_code_issued": lambda env, names: env._(
        "%(writer)s handed %(object)s a code for a signing PIN; a PIN until then is void.", **names
    ),
    "pin_set": lambda env, names: env._("%(writer)s set a signing PIN.", **names),
    "account_changed": _account,
    "password_set": lambda env, names: env._("%(writer)s set the password of %(object)s.", **names),
    "settings_changed": _settings,
    "verified": _verified,
    "legal_hold": lambda env, names: env._("%(writer)s set the legal hold %(object)s.", **names),
    "legal_hold_lifted": lambda env, names: env._("%(writer)s lifted the legal hold %(object)s.", **names),
    "retention": _counted(
        lambda env, names: env._(
            "%(writer)s removed entries of the ledger that had been kept long enough (%(object)s): %(count)s.", **names
        )
    ),
    "erasure": _counted(
        lambda env, names: env._("%(writer)s erased personal data. Entries that held it: %(count)s.", **names)
    ),
    "home": _home,
}


def unknown(env, names):
    """Of an entry whose addon was uninstalled since."""
    return env._("%(writer)s did something to %(object)s that no installed addon can put in words.", **names)


def fact(env, name):
    """Title of one of an entry's other facts."""
    titles = {
        "taken": env._("Taken"),
        "proposed": env._("Proposed"),
        "product": env._("Product"),
        "operation": env._("Operation type"),
        "unit": env._("Unit"),
        "file": env._("File"),
        "check": env._("Check"),
        "files": env._("SHA-256 of the files"),
        "revision": env._("Revision"),
        "sha256": env._("SHA-256 of the file"),
        "first": env._("From number"),
        "number": env._("Number"),
        "hash": env._("Hash"),
        "sound": env._("Whole"),
        "wrong": env._("Findings"),
        "count": env._("Entries"),
        "holds": env._("Holds"),
        "stops": env._("On their way"),
        "goods": env._("Goods"),
        "ranges": env._("Numbers"),
        "entries": env._("Entries"),
        "until": env._("Until"),
        "domain": env._("Filter"),
        "database": env._("Database"),
        "server": env._("Server"),
        "uuid": env._("Identifier"),
        "rows": env._("Components"),
        "problem": env._("Because"),
        "document": env._("Document"),
        "quantity": env._("Quantity"),
        "from": env._("From"),
        "to": env._("To"),
        "meaning": env._("Meaning"),
        "version": env._("Version"),
        "signer": env._("Signed by"),
        "signed_at": env._("Signed on"),
        "content_hash": env._("SHA-256 of what was signed"),
        "method": env._("Proved by"),
        "login": env._("User name"),
        "reason": env._("Why"),
        "user_id": env._("Number of the account"),
        "zone": env._("Time zone"),
        "zone_minutes": env._("Minutes ahead of UTC"),
    }
    return titles.get(name, name.replace("_", " "))


def problem(env, code):
    """Why signing was refused, from the codes of ``lot_signing``."""
    words = {
        "archived": env._("the account is archived"),
        "not_internal": env._("not an account of the company"),
        "no_session": env._("not by a person in their own browser session"),
        "no_pin": env._("no signing PIN was set"),
        "wrong_entry": env._("user name, password or PIN was wrong"),
        "wrong_code": env._("the code for the PIN was wrong"),
        "locked": env._("signing was locked after wrong entries"),
        "changed": env._("the object had changed since it was shown"),
        "clock": env._("the server's clock was behind an earlier signature"),
        "no_reason": env._("no reason was given"),
        "refused": env._("the object or the right to sign did not allow it"),
    }
    return words.get(code, code)


def origin(env, session):
    """Where the call came from."""
    kinds = {
        "web": env._("Web browser"),
        "api": env._("Program (API)"),
        "cron": env._("Scheduled action"),
        "server": env._("Server"),
    }
    parts = [kinds.get(session.get("kind"), session.get("kind")), session.get("ip")]
    if session.get("import"):
        parts.append(env._("Import"))
    if session.get("session"):
        parts.append(env._("session of account %(number)s", number=session["session"]))
    return ", ".join(part for part in parts if part)


def with_reason(env, sentence, reason):
    return env._("%(sentence)s Reason: %(reason)s", sentence=sentence, reason=reason) if reason else sentence


def object_gone(env, label):
    return env._("%(object)s is no longer there, or you may not see it.", object=label)


def unknown_object(env):
    return env._("There is no such object, or you may not see it.")
