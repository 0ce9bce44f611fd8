"""What changed since a device was last registered, which changes make another device of it, and until when to tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .attributes import EUDAMED, GUDID, Attribute, Value
from .record import Record
from .tracking import working_days_after

_DAYS = {GUDID: 10, EUDAMED: 30}  # working days (21 CFR 830.330(b)); calendar days (MDR Annex VI C 5.8)
_GRACE_DAYS = 7  # after publication in GUDID nothing is locked yet


@dataclass(frozen=True, slots=True)
class Change:
    """``about``: attribute, ``basic_udi``, or a device identifier; ``needs_di``: it makes another device of it."""

    about: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    needs_di: bool = False


def changes(before: Record, after: Record, attributes: Iterable[Attribute], target: str) -> list[Change]:
    """Every difference that the database is told of, attributes in their order, then identifiers."""
    found = []
    for attribute in attributes:
        if not attribute.column[target]:
            continue
        old, new = (_told(record.facts.get(attribute.code, ())) for record in (before, after))
        if old != new:
            # What was not known before, or does not apply, is told, and changes nothing of the device.
            found.append(Change(attribute.code, old, new, bool(old and new) and target in attribute.triggers))
    if target == EUDAMED and before.basic_udi != after.basic_udi:
        found.append(Change("basic_udi", (before.basic_udi,), (after.basic_udi,), bool(before.basic_udi)))
    return found + _of_identifiers(before, after)


def is_locked(published: date, today: date, target: str) -> bool:
    """Whether a published device can no longer become another one under its identifier."""
    return target != GUDID or (today - published).days > _GRACE_DAYS


def due(changed: date, target: str) -> date:
    """The last day to tell a change.

    Working days are Monday to Friday: federal holidays would only make it later.
    """
    if target == EUDAMED:
        return changed + timedelta(days=_DAYS[target])
    return working_days_after(changed, _DAYS[target])


def _told(values: Iterable[Value]):
    return tuple(sorted(" ".join(part for part in (value.text, value.upto, value.unit) if part) for value in values))


def _of_identifiers(before, after):
    old, new = ({one.di: one for one in record.identifiers} for record in (before, after))
    found = []
    for di in sorted(old.keys() | new.keys()):
        was, now = old.get(di), new.get(di)
        if was == now:
            continue
        sides = tuple((_spelt(one),) if one else () for one in (was, now))
        # A package that holds another number of something else is another package.
        is_other = bool(was and now) and (was.contains, was.quantity, was.level) != (
            now.contains,
            now.quantity,
            now.level,
        )
        found.append(Change(di, *sides, is_other))
    return found


def _spelt(one):
    inside = f"{one.quantity} × {one.contains}" if one.contains else ""
    return ", ".join(part for part in (one.kind, one.level, one.agency, inside, one.end) if part)
