"""Databases of the benchmark: generated once per size and state of the generator, addons put on top."""

import contextlib
import subprocess

from .database import PREFIX
from .paths import ADDONS, REPO, fingerprint, tree_fingerprint
from .say import SetupError, step

GENERATOR = ("prototype", "clone", "sizes", "plan_orders", "plan_moves", "documents", "holdings", "generate")


def module(odoo, name, *args, capture=False):
    """Run ``python -m tests.benchmark.NAME`` inside the prepared Odoo."""
    command, where = _call(odoo, name, args)
    done = subprocess.run(command, **where, stdout=subprocess.PIPE if capture else None)
    if done.returncode:
        raise _failed(command, done.returncode)
    return done.stdout


@contextlib.contextmanager
def asked(odoo, name, *args):
    """Start ``python -m tests.benchmark.NAME``; yields a function that sends it a line and gives its line back."""
    command, where = _call(odoo, name, args)
    with subprocess.Popen(command, **where, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def ask():
            process.stdin.write("\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                raise _failed(command, process.wait())
            return answer

        try:
            yield ask
        finally:
            process.kill()


def _call(odoo, name, args):
    command = [str(odoo.python), "-m", f"tests.benchmark.{name}", *map(str, args)]
    return command, {"cwd": REPO, "env": {**odoo.environment, "PYTHONPATH": str(REPO)}, "text": True}


def _failed(command, code):
    return SetupError(f"{' '.join(command[2:])} failed (exit {code})")


def generated(odoo, size):
    """The factory of this size in a database with Odoo's own modules only; made when missing."""
    base = odoo.base_template()
    files = [REPO / "tests" / "benchmark" / f"{name}.py" for name in GENERATOR]
    name = f"{PREFIX}_benchdata_{size.lower()}_{fingerprint(base, *files)}"

    def build(database):
        step(f"Generating the factory of size {size} (once; S takes seconds, L some minutes)")
        odoo.forget_others(f"{PREFIX}_benchdata_{size.lower()}_", keep=0)
        odoo.copy(base, database)
        module(odoo, "generate", database, size)

    return odoo.prepared(name, build)


def prepared(odoo, size):
    """The factory with our addons installed on top of the data, as on a company's live database."""
    data = generated(odoo, size)
    state = tree_fingerprint(*(REPO / addon for addon in ADDONS if (REPO / addon).is_dir()))
    name = f"{PREFIX}_bench_{size.lower()}_{fingerprint(data, state)}"

    def build(database):
        step(f"Installing the four addons into the factory of size {size}")
        odoo.forget_others(f"{PREFIX}_bench_{size.lower()}_", keep=0)
        odoo.copy(data, database)
        odoo.install(database, ADDONS, odoo.log(f"{name}.log", new=True))
        odoo.query("VACUUM ANALYZE", database=database)

    return odoo.prepared(name, build)
