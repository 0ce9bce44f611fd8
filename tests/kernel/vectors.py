"""Check files of conformance vectors against the kernels: ``python -m tests.kernel.vectors FILE…``.

One JSON object per line: id, op, input, expect or error. Prints every failing id with what came instead, and closes
with ``N passed, N failed``. An op that no kernel serves yet counts as failed. Needs neither Odoo nor a database.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from . import vectors_gs1, vectors_udi
from .vectors_base import Rejected

from odoo.addons.lot_gs1_labels.kernel.label import errors  # isort: skip

OPS = {**vectors_gs1.OPS, **vectors_udi.OPS}


def check(vector):
    """None when the kernel does what the vector says, else what it did instead."""
    run = OPS.get(vector["op"])
    if run is None:
        return f"{vector['op']}: not supported yet"
    try:
        got = run(vector)
    except (Rejected, ValueError, errors.LabelError) as rejection:
        return None if "error" in vector else f"rejected as {rejection}"
    except Exception as error:  # one broken vector must not hide the others
        return f"crashed with {error!r}"
    if "error" in vector:
        return f"accepted as {got!r}, should be rejected as {vector['error']}"
    return None if got == vector["expect"] else f"{got!r} instead of {vector['expect']!r}"


def run(paths):
    """Counts of passed and failed vectors; prints the failing ids."""
    counts = Counter(passed=0, failed=0)
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            vector = json.loads(line)
            failure = check(vector)
            counts["failed" if failure else "passed"] += 1
            if failure:
                print(f"{vector['id']}: {failure}")
    return counts


def main():
    paths = sys.argv[1:]
    missing = [path for path in paths if not Path(path).is_file()]
    if not paths or missing:
        print(f"no such file: {', '.join(missing)}" if missing else __doc__)
        return 2
    counts = run(paths)
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
