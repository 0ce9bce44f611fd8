"""Which Python runs Odoo and the tests: the called one, or the system's own of the same version if that is faster.

The same version differs by a third and more from build to build: version managers compile it without the optimization
by profile that distributions use. Most of a test run is Python, so this is asked once per cache, by measuring.
"""

import subprocess
import sys
from pathlib import Path

from .paths import cache_dir, fingerprint, locked
from .say import note

SYSTEM = "/usr/bin/python3"
FASTER = 0.85  # a smaller gain may be chance
# What ordinary code does: calls, attributes, dictionaries, small objects, texts. Prints version and best of seven.
_WORK = """
import ensurepip, sys, time, venv

class Kept:
    def __init__(self):
        self.values = {}

    def get(self, key):
        try:
            return self.values[key]
        except KeyError:
            self.values[key] = key * 2
            return key * 2

def work():
    kept, found = Kept(), {}
    for number in range(60_000):
        value = kept.get(number % 5_000)
        found[value] = (number, value)
        text = f"{number}-{value}"
        if text.startswith("9") and isinstance(value, int):
            found.pop(value, None)

def timed():
    begun = time.process_time()
    work()
    return time.process_time() - begun

print("%d.%d" % sys.version_info[:2], min(timed() for _round in range(7)))
"""


def interpreter():
    """Path of the Python to make environments from; of one that runs in an environment, what that was made from."""
    called, system = _real(sys._base_executable), _real(SYSTEM)
    if called == system or not Path(system).exists():
        return called
    with locked("interpreter"):
        kept = cache_dir() / f"interpreter-{fingerprint(called, sys.version, system)}"
        if not kept.exists():
            kept.write_text(_chosen(called, system), encoding="utf-8")
        path = kept.read_text(encoding="utf-8")
    return path if Path(path).is_file() else called


def _real(path):
    return str(Path(path).resolve())


def _chosen(called, system):
    ours, theirs = _measured(called), _measured(system)
    if not ours or not theirs or ours[0] != theirs[0] or theirs[1] > ours[1] * FASTER:
        return called
    note(f"{system} runs Python {ours[1] / theirs[1]:.1f} times as fast as {called}: environments are made from it")
    return system


def _measured(python):
    """(version, seconds) of a fixed piece of work; None where it cannot make environments."""
    done = subprocess.run([python, "-c", _WORK], capture_output=True, text=True)
    if done.returncode:
        return None
    version, seconds = done.stdout.split()
    return version, float(seconds)
