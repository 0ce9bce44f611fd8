"""How one thing is measured: best of several runs, processor time, statements sent, extra memory at the peak."""

import gc
import os
import re
import time
from pathlib import Path
from typing import NamedTuple

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
REPEATS = 5
SHORT_S, MANY = 1, 40  # a call of milliseconds is repeated for so long, at most so often: few runs tell mostly chance
ENOUGH_S = 12  # no further repetition once this much was spent


class Measure(NamedTuple):
    """``ms`` of the fastest run, ``sql`` statements of the last, ``mb`` extra at its peak (-1 = not known).

    ``cpu_ms``: mean processor time of this process and its database session (-1 = the server is elsewhere). On a
    busy machine it tells more than the clock.
    """

    ms: float
    cpu_ms: float
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


class Processor:
    """Processor time used by this process and by the database session that serves it."""

    def __init__(self, cr):
        cr.execute("SELECT pg_backend_pid(), inet_server_addr()")
        pid, address = cr.fetchone()
        self.session = Path(f"/proc/{pid}/stat")
        # a session over the network may run on another machine, where the same number is another process
        self.known = address is None and self.session.exists()

    def ms(self):
        if not self.known:
            return 0.0
        ticks = self.session.read_text().rsplit(")", 1)[1].split()[11:13]
        return time.process_time() * 1000 + sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(env, call, repeats=REPEATS, memory=False):
    """Measure ``call(env)`` from an empty record cache each time (as a web request has), pages warm."""
    times, cpu, mb, began = [], [], -1.0, time.monotonic()
    processor = Processor(env.cr)
    for run in range(max(repeats, MANY) + 1):
        env.invalidate_all()
        gc.collect()
        before = _memory_mb("VmRSS") if memory and _reset_peak() else None
        used, statements, started = processor.ms(), env.cr.sql_log_count, time.perf_counter()
        answer = call(env)
        times.append((time.perf_counter() - started) * 1000)
        cpu.append(processor.ms() - used)
        statements = env.cr.sql_log_count - statements
        if before is not None:
            mb = max(mb, _memory_mb("VmHWM") - before)
        spent = time.monotonic() - began
        if run and spent > (ENOUGH_S if run < repeats else SHORT_S):
            break
    # the first run warms pages and registry; it counts only when it was the only one
    counted = cpu[1:] or cpu
    cpu_ms = sum(counted) / len(counted) if processor.known else -1.0
    return Measure(min(times[1:] or times), cpu_ms, statements, mb, answer)


def measure_alone(env, call, repeats=10):
    """The same where ``call`` is the first of its request, as a user's is: Odoo empties the session before each."""
    times, statements, answer = [], 0, None
    for _time in range(repeats):
        with env.registry.cursor() as cr:
            own = env(cr=cr)
            own.user.has_group("base.group_user")  # a request has looked at its user already
            sent, started = cr.sql_log_count, time.perf_counter()
            answer = call(own)
            times.append((time.perf_counter() - started) * 1000)
            statements = cr.sql_log_count - sent
    return Measure(min(times), -1.0, statements, -1.0, answer)
