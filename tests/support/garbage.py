"""pytest plugin: what is there before the first test stays for the whole run; nobody looks through it for garbage."""

import gc

import pytest

# The young often: Odoo looks for an environment among all of a transaction, dead ones that nobody collected included.
AT_ONCE = 1_000, 10, 300  # new objects until the young are looked through, and how often before the older ones are
_is_frozen = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item):
    if not _is_frozen:  # by now Odoo's registry is there
        _is_frozen.append(True)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*AT_ONCE)
