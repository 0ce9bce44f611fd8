"""Child of fuzz_scan: coverage-guided fuzzing of the scan entry; every input goes to standard output as well.

Arguments are libFuzzer's. An input is its length in four bytes, then itself.
"""

import os
import sys

import atheris

# libFuzzer and Python may print; only inputs may reach the pipe.
PIPE = os.dup(1)
os.dup2(2, 1)

# Not atheris's hook for regular expressions: under it a pattern's match() takes no position.
atheris.enabled_hooks.add("str")
with atheris.instrument_imports(include=["odoo.addons.lot_gs1_labels", "odoo.addons.lot_traceability"]):
    from tests.prove import _scan_property


def one_input(data):
    # At once, not through a buffer: libFuzzer ends the process without Python's farewell.
    rest = len(data).to_bytes(4, "big") + data
    while rest:
        rest = rest[os.write(PIPE, rest) :]
    scan = _scan_property.scan_of(data)
    _scan_property.check(scan[0], _scan_property.read(*scan))


def main():
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
