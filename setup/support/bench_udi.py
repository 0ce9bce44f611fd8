"""setup/bench udi: carriers of UDIs a second, and answers to their scans beside those to plain GS1 codes."""

import json
import os
import statistics
import subprocess

from . import bench_databases
from .bench_gs1 import LOCK
from .odoo_env import make_venv
from .paths import REPO
from .say import SetupError, step

MUST = {"per_second": 15_000, "import_ms": 50, "times": 1.5}
ALL = "all agencies in turn"
PLAIN = "GS1, no device"
KINDS = (PLAIN, "GS1", "HIBCC", "ICCBBA", "IFA")
MODES = ("receive", "pick")
ROUNDS = 60


def measured(odoo):
    """{"carriers": {row: {"per_second": float}, the last with "import_ms"}, "scans": {what: {kind: [ms, …]}}}."""
    return {"carriers": carriers(), "scans": scans(odoo)}


def carriers():
    step("Measuring carriers of UDIs")
    python = make_venv(LOCK, "bench") / "bin" / "python"
    command = [str(python), "-m", "tests.benchmark.udi"]
    done = subprocess.run(command, cwd=REPO, env=os.environ, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        raise SetupError(f"measuring failed (exit {done.returncode})")
    return json.loads(done.stdout)


def scans(odoo):
    copy = odoo.scratch(odoo.template())
    try:
        step("Measuring answers to scans of every agency")
        return json.loads(bench_databases.module(odoo, "scan_udi", copy, ROUNDS, capture=True).splitlines()[-1])
    finally:
        odoo.drop(copy)


def table(result):
    """The figures as text."""
    rows = result["carriers"]
    lines = ["== UDI: carriers with device, expiry, lot and serial, read into one result, one core"]
    lines += [f"{name:22}{row['per_second']:>10,.0f} a second" for name, row in rows.items()]
    slowest, light = min(row["per_second"] for row in rows.values()), rows[ALL]["import_ms"]
    enough = slowest >= MUST["per_second"]
    lines.append(
        f"at least {MUST['per_second']:,} carriers a second of any agency: {'reached' if enough else 'MISSED'}"
    )
    is_light = "reached" if light < MUST["import_ms"] else "MISSED"
    lines.append(f"import below {MUST['import_ms']} ms: {is_light} ({light:.0f} ms)")
    return "\n".join([*lines, "", *scan_lines(result["scans"])])


def scan_lines(spent):
    """Medians of answers, how many times those to a plain GS1 code, and scans beside Odoo's save of the same line."""
    median = {what: {kind: statistics.median(rows[kind]) for kind in KINDS} for what, rows in spent.items()}
    lines = [
        f"== answers of the server, median ms of {ROUNDS} (times that to a plain GS1 code)",
        " " * 22 + "".join(f"{kind:>18}" for kind in KINDS),
    ]
    for what, row in median.items():
        cells = (f"{row[kind]:.1f} ({row[kind] / row[PLAIN]:.2f})" for kind in KINDS)
        lines.append(f"{what:22}" + "".join(f"{cell:>18}" for cell in cells))
    highest = max(median[mode][kind] / median[f"save, {mode}"][kind] for mode in MODES for kind in KINDS)
    is_met = "reached" if highest <= MUST["times"] else "MISSED"
    return [*lines, f"a scan at most {MUST['times']:g} times Odoo's save of the same line: {is_met} ({highest:.2f})"]
