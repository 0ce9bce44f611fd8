"""The trace kernel against the brute-force oracle on many random supply graphs (arguments: count, first seed).

Seeds start where ``tests/kernel/test_trace_oracle.py`` ends, every tenth graph is a long story. Every
disagreement is printed with its seed; ``graphs.build(seed)`` makes that world again.
"""

import os
import sys
import time
import traceback
from multiprocessing import Pool
from pathlib import Path

KERNEL_TESTS = Path(__file__).resolve().parents[1] / "kernel"
COUNT, FIRST = 50_000, 10_000_000
LONG_STORY = 80  # events


def check(seed):
    """Lines that tell where kernel and oracle differ on this seed's graph; a crash is a difference too."""
    try:
        return differences(seed)
    except Exception:  # whatever it is, the seed must be told and the next graph tried
        return [f"seed {seed}: crashed", traceback.format_exc()]


def differences(seed):
    """Ask both the same questions about one graph."""
    import graphs
    from memory_ledger import MemoryLedger
    from oracle_facts import Facts
    from test_trace_oracle import DIRECTIONS, disagreement

    world, origins = graphs.build(seed, size=LONG_STORY if seed % 10 == 0 else None)
    facts, ledger = Facts(world), MemoryLedger(world)
    lines = [line for way in DIRECTIONS for line in disagreement(seed, facts, ledger, origins, way)]
    options = {"max_depth": 1 + seed % 3, "include_open": seed % 2 == 0}
    return lines + disagreement(seed, facts, ledger, origins, DIRECTIONS[seed % 3], **options)


def prepare():
    """Make Odoo's package names bare, as the kernel tests do, in this process."""
    sys.path.insert(0, str(KERNEL_TESTS))
    import conftest  # noqa: F401 (registers the bare packages)


def main(args):
    if len(args) > 2 or not all(arg.isdigit() for arg in args):
        print(f"graphs takes two whole numbers, how many and the first seed; not {' '.join(args)}", file=sys.stderr)
        return 2
    count = int(args[0]) if args else COUNT
    first = int(args[1]) if len(args) > 1 else FIRST
    started, wrong = time.monotonic(), 0
    with Pool(os.cpu_count(), initializer=prepare) as pool:
        for done, lines in enumerate(pool.imap(check, range(first, first + count), chunksize=20), 1):
            if lines:
                wrong += 1
                print("\n".join(lines), flush=True)
            if done % 1000 == 0:
                print(f"    {done} graphs, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{count} graphs from seed {first}: {count - wrong} agree, {wrong} do not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
