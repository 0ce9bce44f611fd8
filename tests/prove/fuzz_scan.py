"""No scan makes the reader fail, hang, lose data or take long: guided fuzzing (inputs, first seed, fuzzers)."""

import sys

from . import _fuzzing

REQUIREMENTS = "requirements-fuzz.lock"  # setup/prove makes an environment with it, without Odoo

if __name__ == "__main__":
    sys.exit(_fuzzing.main("scan", sys.argv[1:]))
