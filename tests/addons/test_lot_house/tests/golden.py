"""Makes an answer of ``trace()`` the same in every database: ids, document numbers and dates become relative.

Ids are numbered per model in order of appearance, document numbers per prefix; instants move so that the
story ends on ``STORY_ENDS``.
"""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "golden"
STORY_ENDS = date(2026, 6, 30)
INSTANT = "%Y-%m-%dT%H:%M:%SZ"
# column -> model of the id in it
COLUMNS = {
    "lot_id": "stock.lot",
    "product_id": "product.product",
    "move_line_id": "stock.move.line",
    "company_id": "res.company",
    "partner_id": "res.partner",
    "commercial_partner_id": "res.partner",
    "owner_id": "res.partner",
    "location_id": "stock.location",
    "package_id": "stock.package",
}
NUMBERED = re.compile(r"(?<![\w-])([A-Z][\w ]*(?:/[A-Z]\w*)*/)(\d{3,})")
KEY = re.compile(r"(lot|order:[\w.]+|untracked:move):(\d+)")


class Normal:
    """One answer, told from ``today`` as the last day of the story."""

    def __init__(self, today):
        self.shift = timedelta(days=(STORY_ENDS - today).days)
        self.seen = {}

    def answer(self, answer):
        """A copy of the answer without anything of this database or day."""
        normal = {key: self.value(key, value) for key, value in answer.items()}
        return {**normal, "as_of": STORY_ENDS.strftime("%Y-%m-%dT12:00:00Z")}

    def value(self, column, value):
        if isinstance(value, dict):
            row = {key: self.value(key, item) for key, item in value.items()}
            if row.get("res_id"):
                row["res_id"] = self.number(value["model"], value["res_id"])
            return row
        if isinstance(value, list):
            return [self.value(column, item) for item in value]
        if value and column in COLUMNS:
            return self.number(COLUMNS[column], value)
        return self.text(column, value) if isinstance(value, str) else value

    def text(self, column, value):
        if column in ("from_key", "to_key", "key", "origin_keys"):
            return KEY.sub(self._key, value)
        if column in ("date", "since", "expiration_date"):
            return (datetime.strptime(value, INSTANT) + self.shift).strftime(INSTANT)
        if column not in ("document", "message", "location"):
            return value
        return NUMBERED.sub(lambda found: f"{found[1]}{self.number(found[1], found[2]):05d}", value)

    def _key(self, found):
        model = {"lot": "stock.lot", "untracked:move": "stock.move"}.get(found[1]) or found[1].partition(":")[2]
        return f"{found[1]}:{self.number(model, int(found[2]))}"

    def number(self, model, res_id):
        known = self.seen.setdefault(model, {})
        return known.setdefault(res_id, len(known) + 1)


def as_text(answer):
    """JSON with one row per line, so that a change of the contract reads as a change of few lines."""
    parts = []
    for key in sorted(answer, key=lambda key: (isinstance(answer[key], list), list(answer).index(key))):
        value = answer[key]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f'  "{key}": [\n    {rows}\n  ]')
        else:
            parts.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"
