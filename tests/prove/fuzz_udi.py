"""No carrier of a UDI makes its reader fail, hang or lose data; what was read builds the same (same arguments)."""

import sys

from . import _fuzzing

REQUIREMENTS = "requirements-fuzz.lock"  # setup/prove makes an environment with it, without Odoo

if __name__ == "__main__":
    sys.exit(_fuzzing.main("udi", sys.argv[1:]))
