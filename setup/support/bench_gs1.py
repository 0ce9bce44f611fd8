"""setup/bench gs1: our reader beside biip, python-stdnum and Odoo's own nomenclature, one after another."""

import json
import os
import subprocess

from . import bench_databases
from .odoo_env import make_venv
from .paths import REPO
from .say import SetupError, step

LOCK = REPO / "setup" / "requirements-bench.lock"
OTHERS = ("ours", "biip", "stdnum")
# row → what it must reach
MUST = {"ours, the whole reading of a scan": {"per_second": 20_000, "import_ms": 50}}


def measured(odoo):
    """{row: {"per_second": float, "import_ms": float}} of every reader."""
    python, rows = make_venv(LOCK, "bench") / "bin" / "python", {}
    for name in OTHERS:
        step(f"Measuring {name}")
        done = subprocess.run(
            [str(python), "-m", "tests.benchmark.gs1", name],
            cwd=REPO,
            env=os.environ,
            text=True,
            stdout=subprocess.PIPE,
        )
        if done.returncode:
            raise SetupError(f"measuring {name} failed (exit {done.returncode})")
        rows.update(json.loads(done.stdout))
    database = odoo.base_template()
    step(f"Measuring Odoo's nomenclature on {database}, changing nothing")
    rows.update(json.loads(bench_databases.module(odoo, "gs1", "odoo", database, capture=True)))
    return rows


def table(rows):
    """The figures as text."""
    ours = next(iter(rows.values()))["per_second"]
    width = max(map(len, rows))
    head = ("messages a second", "ours is … times", "import, CPU ms")
    lines = ["== GS1: four elements a message (01, 17, 10, 21), one core", f"{'':{width}}  " + "  ".join(head)]
    for name, row in rows.items():
        cells = f"{row['per_second']:,.0f}", f"{ours / row['per_second']:.1f}", f"{row.get('import_ms', 0):.0f}"
        cells = (*cells[:2], cells[2] if "import_ms" in row else "")
        lines.append(f"{name:{width}}  " + "  ".join(cell.rjust(len(title)) for cell, title in zip(cells, head)))
    for name, wanted in MUST.items():
        row = rows[name]
        enough, light = row["per_second"] >= wanted["per_second"], row["import_ms"] < wanted["import_ms"]
        lines.append(f"at least {wanted['per_second']:,} messages a second: {'reached' if enough else 'MISSED'}")
        lines.append(f"import below {wanted['import_ms']} ms: {'reached' if light else 'MISSED'}")
    return "\n".join(lines)
