"""What the production identifier of a UDI must hold, market by market.

Sources: 21 CFR 801.30(d), 801.40(b); Reg. (EU) 2017/745 Annex VI C 3.5 and 6.1.2.
"""

from .attributes import EUDAMED, GUDID, YES
from .record import Record

OFF, LABEL, UDI = "no", "label", "udi"  # where a production identifier stands
PARTS = ("lot", "serial", "made", "expiry", "software")
_FROM_LABEL = {GUDID: ("lot", "serial", "made", "expiry"), EUDAMED: ("lot", "serial", "expiry", "software")}
CLASS_I = "1"


def breaches(record: Record, target: str) -> list[tuple[str, str]]:
    """(rule, part) for every rule that a device breaks.

    Rules: ``from_label`` (on the label, so it has to be in the UDI), ``only_made`` (the only date or number there is),
    ``no_pi`` (nothing at all), ``active_implant`` (needs its serial number), ``implant`` (serial or lot number).
    """
    where = {part: record.first(f"pi_{part}") for part in PARTS}
    if target == GUDID and record.first("fda_class") == CLASS_I:
        return []  # class I needs no production identifier in the United States
    found = [("from_label", part) for part in _FROM_LABEL[target] if where[part] == LABEL]
    if target == EUDAMED:
        found += _european(record, where)
    return found


def _european(record, where):
    in_udi = [part for part in PARTS if where[part] == UDI]
    answered = any(where.values())
    if record.first("implantable") == YES and record.first("active_device") == YES:
        return [] if where["serial"] == UDI else [("active_implant", "serial")]
    if record.first("implantable") == YES and not {"lot", "serial"} & set(in_udi):
        return [("implant", "lot")]
    if in_udi or not answered:
        return []
    return [("only_made", "made")] if where["made"] == LABEL else [("no_pi", "")]
