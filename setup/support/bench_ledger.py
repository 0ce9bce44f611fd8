"""setup/bench ledger: verification of a million entries, and what recording costs while transfers are validated."""

import json
import tempfile
from pathlib import Path

from . import bench_databases
from .say import step

# what must be reached
VERIFY_S_PER_MILLION = 30
OVERHEAD = 0.10


def measured(odoo, rows):
    """The figures of ``tests.benchmark.ledger`` on a copy that is thrown away."""
    copy = odoo.scratch(odoo.template())
    step(f"Validating transfers of 100 lines, then filling and verifying a ledger of {rows:,} entries (minutes)")
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "result.json"
            bench_databases.module(odoo, "ledger", copy, file, rows)
            return json.loads(file.read_text())
    finally:
        odoo.drop(copy)


def table(result):
    """The figures as text, with what must be reached."""
    whole = result["verification"]
    limit = VERIFY_S_PER_MILLION * whole["rows"] / 1e6
    lines = [
        f"verify {whole['rows']:,} entries   {whole['verify_s']:8.1f} s   (must: {limit:.1f} s, "
        f"{'met' if whole['verify_s'] <= limit else 'NOT MET'}; of it Python {whole['verify_cpu_s']:.1f} s)",
        f"seal them all              {whole['seal_s']:8.1f} s   ({whole['rows'] / whole['seal_s']:,.0f} a second)",
        f"check the guards           {whole['guards_s'] * 1000:8.1f} ms",
    ]
    for name in ("receipt", "delivery"):
        row = result[name]
        verdict = "met" if row["overhead"] <= OVERHEAD else "NOT MET"
        lines.append(
            f"validate a {name + ' of 100 lines':25s} {row['with_s'] * 1000:6.0f} ms with, "
            f"{row['without_s'] * 1000:6.0f} ms without the ledger: {row['overhead']:+.1%} "
            f"(must: {OVERHEAD:.0%}, {verdict})"
        )
    return "\n".join(lines)
