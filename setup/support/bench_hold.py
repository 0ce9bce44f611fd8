"""setup/bench hold: how fast a hold is, and what the gate costs beside Odoo's own reserving and validating."""

import json

from . import bench_databases
from .say import step

ROUNDS = 3
WORDS = {
    "reserve": "reservation of one line",
    "validate": "validation of 100 lines",
    "reserve_expiring": "reservation of one line, product that expires",
    "validate_expiring": "validation of 100 lines, products that expire",
}
MUST = {"commit": 2.0, "sweep": 60.0, "ratio": 1.15}


def measured(odoo):
    """{"hold": …, "odoo": …, "ours": …}; Odoo and ours in turns, each on throw-away copies of its own."""
    ours, plain = odoo.template(), odoo.base_template(exits=True)
    rows = {"odoo": [], "ours": []}
    for number in range(ROUNDS):
        for title, template in (("odoo", plain), ("ours", ours)):
            step(f"Reserving and validating, {title}, round {number + 1} of {ROUNDS}")
            rows[title].append(on_copy(odoo, template, "cost"))
    step("A hold over 10,000 quants")
    best = {title: {name: min(row[name] for row in found) for name in WORDS} for title, found in rows.items()}
    return {"hold": on_copy(odoo, ours, "sweep"), **best}


def on_copy(odoo, template, what):
    database = odoo.scratch(template)
    try:
        return json.loads(bench_databases.module(odoo, "hold", what, database, capture=True).splitlines()[-1])
    finally:
        odoo.drop(database)


def table(result):
    """The figures as text, with what they must reach."""
    hold, odoo, ours = result["hold"], result["odoo"], result["ours"]
    lines = [
        f"hold over {hold['quants']} quants, {hold['reserved']} reservations: committed in {hold['commit']:.2f} s"
        f" (must {MUST['commit']:g}), swept in {hold['sweep']:.1f} s (must {MUST['sweep']:g}), {hold['left']} left"
    ]
    for name, words in WORDS.items():
        ratio = ours[name] / odoo[name]
        lines.append(
            f"{words}: Odoo {odoo[name]:.1f} ms, ours {ours[name]:.1f} ms, {ratio:.2f} times (must {MUST['ratio']:g})"
        )
    return "\n".join(lines)
