"""Databases of the benchmark: generated once per size and state of the generator, addons put on top."""

import subprocess

from .database import PREFIX
from .paths import ADDONS, REPO, fingerprint, tree_fingerprint
from .say import SetupError, step

GENERATOR = ("prototype", "clone", "sizes", "plan_orders", "plan_moves", "documents", "holdings", "generate")


def module(odoo, name, *args, capture=False):
    """Run ``python -m tests.benchmark.NAME`` inside the prepared Odoo."""
    command = [str(odoo.python), "-m", f"tests.benchmark.{name}", *map(str, args)]
    environment = {**odoo.environment, "PYTHONPATH": str(REPO)}
    done = subprocess.run(command, cwd=REPO, env=environment, text=True, stdout=subprocess.PIPE if capture else None)
    if done.returncode:
        raise SetupError(f"tests.benchmark.{name} {' '.join(map(str, args))} failed (exit {done.returncode})")
    return done.stdout


def generated(odoo, size):
    """The factory of this size in a database with Odoo's own modules only; made when missing."""
    base = odoo.base_template()
    files = [REPO / "tests" / "benchmark" / f"{name}.py" for name in GENERATOR]
    name = f"{PREFIX}_benchdata_{size.lower()}_{fingerprint(base, *files)}"

    def build(database):
        step(f"Generating the factory of size {size} (once; S takes seconds, L some minutes)")
        _forget(odoo, f"{PREFIX}_benchdata_{size.lower()}_", name)
        odoo.copy(base, database)
        module(odoo, "generate", database, size)

    return odoo._prepared(name, build)


def prepared(odoo, size):
    """The factory with our addons installed on top of the data, as on a company's live database."""
    data = generated(odoo, size)
    state = tree_fingerprint(*(REPO / addon for addon in ADDONS if (REPO / addon).is_dir()))
    name = f"{PREFIX}_bench_{size.lower()}_{fingerprint(data, state)}"

    def build(database):
        step(f"Installing the four addons into the factory of size {size}")
        _forget(odoo, f"{PREFIX}_bench_{size.lower()}_", name)
        odoo.copy(data, database)
        odoo.install(database, ADDONS, odoo.log(f"{name}.log", new=True))
        odoo.query("VACUUM ANALYZE", database=database)

    return odoo._prepared(name, build)


def _forget(odoo, family, wanted):
    """Drop older states of the same database, unless somebody is connected to one."""
    rows = odoo.query(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND NOT starts_with(datname, %s)"
        " AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL)",
        family, wanted,
    )  # fmt: skip
    for (old,) in rows:
        odoo.drop(old)
