"""setup/bench labels: labels a second, bytes and memory of our labels, beside Odoo's own on the same lots."""

import json

from . import bench_databases
from .say import step

COUNT = 10_000
# what must be reached
PER_SECOND, BYTES, MEMORY_MB = 400, 4096, 300
FIRST = "ours, PDF, from the records"


def measured(odoo):
    """The figures of ``tests.benchmark.labels`` on a copy that is thrown away."""
    copy = odoo.scratch(odoo.template())
    try:
        step(f"Writing {COUNT:,} lots")
        bench_databases.module(odoo, "labels", "make", copy, COUNT)
        step("Printing their labels")
        return json.loads(bench_databases.module(odoo, "labels", "measure", copy, capture=True).splitlines()[-1])
    finally:
        odoo.drop(copy)


def table(result):
    """The figures as text, with what must be reached."""
    rows = result["rows"]
    width = max(map(len, rows))
    lines = [
        "== Labels of 100 × 50 mm (ours: GS1 DataMatrix, two GS1-128, five texts), one core, CPU time",
        f"{'':{width}}  labels  a second  bytes a label",
    ]
    for name, row in rows.items():
        lines.append(f"{name:{width}}  {row['labels']:6,}  {row['per_second']:8,.0f}  {row['bytes']:13,.0f}")
    added = result["peak_mb"] - result["memory_mb"]
    lines.append(
        f"memory: {result['peak_mb']:.0f} MB at most with {result['count']:,} labels in one file, "
        f"of it {added:.0f} MB for printing"
    )
    ours = rows[FIRST]
    for text, holds in (
        (f"at least {PER_SECOND} labels a second in one PDF", ours["per_second"] >= PER_SECOND),
        (f"at most {BYTES:,} bytes a label", ours["bytes"] <= BYTES),
        (f"below {MEMORY_MB} MB for {result['count']:,} labels", result["peak_mb"] < MEMORY_MB),
    ):
        lines.append(f"{text}: {'reached' if holds else 'MISSED'}")
    return "\n".join(lines)
