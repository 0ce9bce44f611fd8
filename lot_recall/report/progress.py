"""What happened since a case was launched, as the papers print it behind the frozen content.

Facts are pairs as in ``summary``; parts are lists with columns of their own. Both papers write the same ones, so their
figures cannot differ. The instant at which it was read is part of it: unlike the frozen part it changes every day.
"""

from decimal import Decimal
from typing import NamedTuple

from odoo.tools.misc import format_date

from .columns import Column


class Part(NamedTuple):
    """One list. ``rows``: dicts by the keys of the columns; codes as codes, instants as ISO text."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: list[dict]


class Progress(NamedTuple):
    """Facts, the plan, lists and what the end froze ([] before), as of an instant (ISO text)."""

    as_of: str
    facts: list[tuple[str, dict]]
    plan: list[tuple[str, dict]]
    parts: list[Part]
    end: list[tuple[str, dict]]


def read_part(records, key, title, columns):
    """The rows of records, in their order, with the values that papers write."""
    names = [column.key for column in columns]
    return Part(key, title, columns, [_plain(row) for row in records.read(names)])


def read_rows(rows, key, title, columns):
    """Rows that were worked out, with the values that papers write."""
    return Part(key, title, columns, [{column.key: _value(row[column.key]) for column in columns} for row in rows])


def read_facts(record, names):
    """What a record says of itself, as pairs of ``summary``; empty fields are left out."""
    return [
        (record._fields[name]._description_string(record.env), _fact(record, name)) for name in names if record[name]
    ]


def _fact(record, name):
    field, value = record._fields[name], record[name]
    if field.type == "datetime":
        return {"instant": str(value)}
    if field.type == "date":
        return {"text": format_date(record.env, value)}
    if field.type == "float":
        return {"number": value}
    if field.type == "selection":
        return {"text": dict(field._description_selection(record.env))[value]}
    return {"text": ", ".join(value.mapped("display_name")) if field.relational else value}


def _plain(row):
    """Values as the papers know them: names instead of records, texts instead of datetimes."""
    return {name: _value(value) for name, value in row.items()}


def _value(value):
    if isinstance(value, tuple):  # a record by number and name
        return value[1]
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if hasattr(value, "year") else value
