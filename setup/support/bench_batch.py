"""setup/bench batch: what closing an order costs beside Odoo's own, and how fast a batch record is printed."""

import json

from . import bench_databases
from .say import step

ROUNDS = 3
MUST = {"ratio": 1.3, "paper": 3.0}


def measured(odoo):
    """{"odoo": ms, "ours": ms, "paper": …}; Odoo and ours in turns, each on throw-away copies of its own."""
    templates = {"odoo": odoo.base_template(exits=True), "ours": odoo.template()}
    found = {title: [] for title in templates}
    for number in range(ROUNDS):
        for title, template in templates.items():
            step(f"Closing an order of 100 components, {title}, round {number + 1} of {ROUNDS}")
            found[title].append(on_copy(odoo, template, "close")["close"])
    step("Printing a record of 300 components, 60 checks, 12 signatures")
    best = {title: min(times) for title, times in found.items()}
    return {**best, "paper": on_copy(odoo, templates["ours"], "print")}


def on_copy(odoo, template, what):
    database = odoo.scratch(template)
    try:
        return json.loads(bench_databases.module(odoo, "batch", what, database, capture=True).splitlines()[-1])
    finally:
        odoo.drop(database)


def is_met(result):
    """Whether everything that must be reached is."""
    paper = result["paper"]
    is_fast = max(paper["pdf"], paper["xlsx"]) <= MUST["paper"]
    return result["ours"] <= MUST["ratio"] * result["odoo"] and is_fast and paper["pdf_same"] and paper["xlsx_same"]


def table(result):
    """The figures as text, with what they must reach."""
    paper, ratio = result["paper"], result["ours"] / result["odoo"]
    return "\n".join(
        [
            f"closing an order of 100 components: Odoo {result['odoo']:.0f} ms, ours with checks, batch record and all"
            f" settings {result['ours']:.0f} ms, {ratio:.2f} times (must {MUST['ratio']:g})",
            f"record of 300 components, 60 checks, 12 signatures: read {paper['read']:.2f} s, PDF of {paper['pages']}"
            f" pages {paper['pdf']:.2f} s, workbook {paper['xlsx']:.2f} s (must {MUST['paper']:g}); made again the same"
            f" bytes: {'yes' if paper['pdf_same'] and paper['xlsx_same'] else 'NO'}",
        ]
    )
