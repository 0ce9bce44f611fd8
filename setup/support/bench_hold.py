"""setup/bench hold: how fast a hold is, and what the gate costs beside Odoo's own reserving and validating."""

import contextlib
import json
import statistics

from . import bench_databases
from .say import step

ROUNDS, TURNS = 12, 11  # of each kind of product; a round is ten turns of reserving and one of validating
WORDS = {
    "reserve": "reservation of one line",
    "validate": "validation of 100 lines",
    "reserve_expiring": "reservation of one line, product that expires",
    "validate_expiring": "validation of 100 lines, products that expire",
}
MUST = {"commit": 2.0, "sweep": 60.0, "ratio": 1.15}


def measured(odoo):
    """{"hold": …, "cost": {figure: [[Odoo's ms, ours], …]}}, each pair measured within seconds."""
    ours, plain = odoo.template(), odoo.base_template(exits=True)
    step("Reserving and validating, Odoo and ours in turns")
    with _copy(odoo, plain) as first, _copy(odoo, ours) as second:
        cost = _cost(odoo, first, second)
    step("A hold over 10,000 quants")
    with _copy(odoo, ours) as database:
        hold = bench_databases.module(odoo, "hold", "sweep", database, capture=True)
    return {"hold": json.loads(hold.splitlines()[-1]), "cost": cost}


@contextlib.contextmanager
def _copy(odoo, template):
    """A throw-away copy of a template database."""
    database = odoo.scratch(template)
    try:
        yield database
    finally:
        odoo.drop(database)


def _cost(odoo, plain, ours):
    """{figure: pairs of milliseconds}. A machine changes its speed within minutes; so the two take turns of seconds,
    whoever is first changing. The first round of each kind does not count.
    """
    pairs = {name: [] for name in WORDS}
    with (
        bench_databases.asked(odoo, "hold", "cost", plain) as ask_odoo,
        bench_databases.asked(odoo, "hold", "cost", ours) as ask_ours,
    ):
        for turn in range(2 * ROUNDS * TURNS):
            order = (ask_odoo, ask_ours) if turn % 2 else (ask_ours, ask_odoo)
            answers = [json.loads(ask()) for ask in order]
            (name, odoos), (_name, our) = answers if turn % 2 else answers[::-1]
            if turn >= 2 * TURNS:
                pairs[name].append([odoos, our])
    return pairs


def table(result):
    """The figures as text, with what they must reach."""
    hold = result["hold"]
    lines = [
        f"hold over {hold['quants']} quants, {hold['reserved']} reservations: committed in {hold['commit']:.2f} s"
        f" (must {MUST['commit']:g}), swept in {hold['sweep']:.1f} s (must {MUST['sweep']:g}), {hold['left']} left"
    ]
    for name, words in WORDS.items():
        pairs = result["cost"][name]
        odoo, ours = (statistics.median(part) for part in zip(*pairs, strict=True))
        low, ratio, high = statistics.quantiles((our / odoos for odoos, our in pairs), n=4)
        lines.append(
            f"{words}: Odoo {odoo:.1f} ms, ours {ours:.1f} ms, {ratio:.2f} times (must {MUST['ratio']:g};"
            f" half of {len(pairs)} pairs within {low:.2f} to {high:.2f})"
        )
    return "\n".join(lines)
