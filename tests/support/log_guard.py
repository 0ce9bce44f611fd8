"""pytest plugin: a warning in Odoo's log fails the test during which it was written.

Tests that provoke a warning on purpose say so with ``assertLogs`` or Odoo's ``mute_logger``, which keep
the record from reaching the root logger.
"""

import logging

import pytest

# Noise of the machine, not of the product.
ALLOWED = ("wkhtmltopdf", "Chrome", "longpolling", "gevent")


class _Collector(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        text = record.getMessage()
        if not any(word in text for word in ALLOWED):
            self.lines.append(f"{record.levelname} {record.name}: {text}")


_collector = _Collector()


def pytest_sessionstart(session):
    logging.getLogger().addHandler(_collector)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    _collector.lines.clear()
    outcome = yield
    lines = list(_collector.lines)
    if lines and outcome.excinfo is None:
        outcome.force_exception(AssertionError("the server log holds warnings:\n" + "\n".join(lines[:10])))
