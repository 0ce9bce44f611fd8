"""Sentences for people, one function per message.

Models translate codes of the kernels into these; nobody glues sentences together elsewhere.
"""

MOST_SHOWN = 80  # characters of a scan inside a sentence


def shown(scan):
    """A scan as a sentence can hold it: no line ends and control characters, not longer than two lines."""
    text = "".join(sign if sign.isprintable() else "␣" for sign in scan)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def some(env, names, count=None, most=5, glue=", "):
    """The first few of these names inside a sentence; ``count``: of all there are, when ``names`` are the first."""
    names = list(names)
    listed, more = glue.join(names[:most]), (len(names) if count is None else count) - len(names[:most])
    return env._("%(names)s and %(count)s more", names=listed, count=more) if more > 0 else listed


def scan_empty(env):
    return env._("Nothing was scanned. Scan or type a lot or serial number.")


def scan_none(env, scan):
    return env._(
        "No lot or serial number matches “%(scan)s”. Check the number, or search by product.", scan=shown(scan)
    )


def scan_several(env, scan, count):
    return env._("%(count)s lots match “%(scan)s”. Choose the right one.", count=count, scan=shown(scan))


def scan_other_company(env, scan):
    return env._(
        "“%(scan)s” belongs to one of your companies that is not selected. "
        "Select it in the company menu and scan again.",
        scan=shown(scan),
    )


def scan_expiry_conflict(env, lot, label_date, lot_date):
    return env._(
        "The label of %(lot)s says it expires on %(label_date)s, but the lot is recorded with %(lot_date)s. "
        "Check which date is right before you use it.",
        lot=lot,
        label_date=label_date,
        lot_date=lot_date,
    )


def delivered_unnamed(env):
    """Stands for customers behind "Delivered to"."""
    return env._("a customer who is not named here")


def trace_for_staff(env):
    return env._("Only people of the company may see where lots came from and went.")


def font_missing(env):
    return env._(
        "The PDF needs the font DejaVu Sans, which is not installed on the server. "
        "Install the package fonts-dejavu-core, or set the system parameter lot_traceability.font_folder."
    )


def letters_lacking(env):
    return env._(
        "[U+…] stands for a letter that no font on the server has. For Chinese, Japanese and Korean install the "
        "package fonts-wqy-microhei there."
    )
