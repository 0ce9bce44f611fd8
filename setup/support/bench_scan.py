"""setup/bench scan: from the last key of a scan to the painted line in Chromium, beside a plain save of that line."""

import json
import statistics
import tempfile
from pathlib import Path

from . import bench_databases
from .say import step
from .serving import served

LINES = (5, 500)
SCANS = 60
MUST_RATIO, MUST_P95 = 1.5, 500.0  # of the medians; milliseconds
NAMES = {"screen": "scan screen", "form": "strip on the form", "in": "receipt", "out": "delivery"}


def measured(odoo):
    """[{"surface", "lines", "kind", "pairs": [[ms of a scan, of a plain save, of the scan's call], …]}, …]"""
    copy = odoo.scratch(odoo.template())
    try:
        with tempfile.TemporaryDirectory() as folder:
            worlds, result = Path(folder) / "worlds.json", Path(folder) / "result.json"
            step("Making transfers of 5 and of 500 lines")
            told = bench_databases.module(odoo, "scan_world", copy, *LINES, capture=True).splitlines()[-1]
            worlds.write_text(told)
            step("Scanning in Chromium, each scan beside a plain save (minutes)")
            log = odoo.log("bench_scan.log", new=True)
            with served(odoo, copy, log, None, "--max-cron-threads=0") as (address, _server):
                bench_databases.module(odoo, "scan", address, worlds, SCANS, result)
            return json.loads(result.read_text())
    finally:
        odoo.drop(copy)


def figures(cell):
    """{"median", "p95", "plain", "plain_p95", "ratio", "met"} of one cell; milliseconds."""
    scanned, written, called = ([pair[side] for pair in cell["pairs"]] for side in range(3))
    median, plain = statistics.median(scanned), statistics.median(written)
    p95, plain_p95 = (statistics.quantiles(values, n=20)[-1] for values in (scanned, written))
    ratio = median / plain
    met = ratio <= MUST_RATIO and p95 <= MUST_P95
    call = statistics.median(called)
    return {
        "median": median,
        "p95": p95,
        "call": call,
        "plain": plain,
        "plain_p95": plain_p95,
        "ratio": ratio,
        "met": met,
    }


def is_met(result):
    return all(figures(cell)["met"] for cell in result)


def table(result):
    """The figures as text, with what they must reach."""
    lines = [
        f"last key to painted line, {len(result[0]['pairs'])} scans each, beside Odoo's save of the same line;"
        f" must: median {MUST_RATIO:g} times at most, 95 % within {MUST_P95:g} ms",
        f"{'':40}{'scan ms':>9}{'95 %':>8}{'its call':>10}{'save ms':>10}{'95 %':>8}{'times':>8}",
    ]
    for cell in result:
        found = figures(cell)
        name = f"{NAMES[cell['surface']]}, {NAMES[cell['kind']]}, {cell['lines']} lines"
        lines.append(
            f"{name:40}{found['median']:9.0f}{found['p95']:8.0f}{found['call']:10.0f}{found['plain']:10.0f}{found['plain_p95']:8.0f}"
            f"{found['ratio']:8.2f}  {'met' if found['met'] else 'NOT MET'}"
        )
    return "\n".join(lines)
