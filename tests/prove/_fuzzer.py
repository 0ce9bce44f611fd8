"""Child of a fuzzing proof: coverage-guided fuzzing of one entry; every input goes to standard output as well.

The first argument names the subject, the others are libFuzzer's. An input is its length in four bytes, then itself.
"""

import importlib
import os
import sys

import atheris

# libFuzzer and Python may print; only inputs may reach the pipe.
PIPE = os.dup(1)
os.dup2(2, 1)

# Not atheris's hook for regular expressions: under it a pattern's match() takes no position.
atheris.enabled_hooks.add("str")
ADDONS = ["odoo.addons.lot_gs1_labels", "odoo.addons.lot_traceability", "odoo.addons.lot_udi"]
with atheris.instrument_imports(include=ADDONS):
    subject = importlib.import_module(f"tests.prove._{sys.argv.pop(1)}_property")


def one_input(data):
    # At once, not through a buffer: libFuzzer ends the process without Python's farewell.
    rest = len(data).to_bytes(4, "big") + data
    while rest:
        rest = rest[os.write(PIPE, rest) :]
    scan = subject.scan_of(data)
    subject.check(scan[0], subject.read(*scan))


def main():
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
