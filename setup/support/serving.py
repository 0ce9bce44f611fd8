"""An Odoo server for as long as somebody needs it."""

import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from .database import free_port
from .say import SetupError


def wait_until_served(server, address, log):
    """Return when the login page answers; stop with the log's end when the server dies first."""
    for _attempt in range(240):
        if server.poll() is not None:
            tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
            raise SetupError(f"the server ended at once; whole log: {log}", tail)
        try:
            with urllib.request.urlopen(f"{address}/web/login", timeout=60):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SetupError(f"the server does not answer at {address}; its log: {log}")


@contextmanager
def served(odoo, database, log, port=None, *options):
    """Serve a database on the loopback interface; yields (address, server process)."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = odoo.command(
        "server", "-d", database, f"--db-filter=^{database}$", "--no-database-list",
        f"--http-port={port}", f"--gevent-port={free_port()}", *options,
    )  # fmt: skip
    with open(log, "a", encoding="utf-8") as out:
        server = subprocess.Popen(command, env=odoo.environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until_served(server, address, log)
        yield address, server
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
