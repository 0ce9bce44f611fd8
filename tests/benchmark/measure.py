"""How one thing is measured: best of several runs, statements sent, extra memory at the peak."""

import gc
import re
import time
from pathlib import Path
from typing import NamedTuple

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
REPEATS = 5
ENOUGH_S = 12  # no further repetition once this much was spent


class Measure(NamedTuple):
    """``ms`` of the fastest run, ``sql`` statements of the last, ``mb`` extra at its peak (-1 = not known)."""

    ms: float
    sql: int
    mb: float
    answer: object


def _memory_mb(word):
    found = re.search(rf"^{word}:\s+(\d+) kB", STATUS.read_text(), re.MULTILINE)
    return int(found.group(1)) / 1024


def _reset_peak():
    """Ask the kernel to forget the highest memory use so far; False where that is not possible."""
    try:
        RESET.write_text("5")
    except OSError:
        return False
    return True


def measure(env, call, repeats=REPEATS, memory=False):
    """Measure ``call(env)`` from an empty record cache each time (as a web request has), pages warm."""
    times, mb, began = [], -1.0, time.monotonic()
    for run in range(repeats + 1):
        env.invalidate_all()
        gc.collect()
        before = _memory_mb("VmRSS") if memory and _reset_peak() else None
        statements, started = env.cr.sql_log_count, time.perf_counter()
        answer = call(env)
        times.append((time.perf_counter() - started) * 1000)
        statements = env.cr.sql_log_count - statements
        if before is not None:
            mb = max(mb, _memory_mb("VmHWM") - before)
        if run and time.monotonic() - began > ENOUGH_S:
            break
    # the first run warms pages and registry; it counts only when it was the only one
    return Measure(min(times[1:] or times), statements, mb, answer)
