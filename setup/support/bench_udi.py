"""setup/bench udi: how many carriers of UDIs our reader takes a second, agency by agency."""

import json
import os
import subprocess

from .bench_gs1 import LOCK
from .odoo_env import make_venv
from .paths import REPO
from .say import SetupError, step

MUST = {"per_second": 15_000, "import_ms": 50}
ALL = "all agencies in turn"


def measured(_odoo=None):
    """{row: {"per_second": float}, the last with "import_ms"}."""
    step("Measuring carriers of UDIs")
    python = make_venv(LOCK, "bench") / "bin" / "python"
    command = [str(python), "-m", "tests.benchmark.udi"]
    done = subprocess.run(command, cwd=REPO, env=os.environ, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        raise SetupError(f"measuring failed (exit {done.returncode})")
    return json.loads(done.stdout)


def table(rows):
    """The figures as text."""
    lines = ["== UDI: carriers with device, expiry, lot and serial, read into one result, one core"]
    lines += [f"{name:22}{row['per_second']:>10,.0f} a second" for name, row in rows.items()]
    slowest, light = min(row["per_second"] for row in rows.values()), rows[ALL]["import_ms"]
    enough = slowest >= MUST["per_second"]
    lines.append(
        f"at least {MUST['per_second']:,} carriers a second of any agency: {'reached' if enough else 'MISSED'}"
    )
    is_light = "reached" if light < MUST["import_ms"] else "MISSED"
    lines.append(f"import below {MUST['import_ms']} ms: {is_light} ({light:.0f} ms)")
    return "\n".join(lines)
