"""Prepared databases: a bare Odoo, our addons on top of it, copies per run."""

import copy
import json
import os
import re
import shutil
import socket
import subprocess
import uuid
from pathlib import Path

from . import odoo_env, postgres, shape
from .paths import (
    ADDONS,
    BRIDGES,
    REPO,
    TEST_ADDONS,
    abandoned,
    cache_dir,
    fingerprint,
    forget,
    hold,
    kept_bytecode,
    locked,
    require_space,
    tree_fingerprint,
)
from .say import SetupError, last_words, note, run, step

# What our addons need, and what else the tests trace through. The optional applications are never dependencies.
CORE_MODULES = ("stock", "product_expiry", "mrp", "mrp_product_expiry", "portal", "mail")
OPTIONAL_MODULES = (
    "sale_stock",
    "purchase_stock",
    "sale_mrp",
    "repair",
    "mrp_repair",
    "stock_dropshipping",
    "point_of_sale",
)
# More ways on which goods leave. Only the tests need them: the benchmarks' factories are older and large.
EXIT_MODULES = ("stock_picking_batch", "mrp_subcontracting")
PREFIX = "lotsuite"
# Bundles the browser's code now; else the first page would, in a test within the transaction that the test takes back.
BUNDLE = """
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
"""
# The same for the pages of tests only, in half of the time.
BUNDLE_TESTED = """
for name in (
    "web.assets_web", "web.assets_web_print", "web.assets_frontend", "web.assets_frontend_lazy",
    "web.assets_frontend_minimal", "web.assets_tests", "web.assets_unit_tests", "web.assets_unit_tests_setup",
    "bus.websocket_worker_assets",
):
    bundle = env["ir.qweb"]._get_asset_bundle(name)
    bundle.js()
    bundle.css()
env.cr.commit()
"""
# Lines that Odoo itself logs as warnings on the prepared machine, whatever addon is installed.
KNOWN_WARNINGS = ("wkhtmltopdf", "Without demo data", "unaccent", "pg_trgm")


class Odoo:
    """The prepared Odoo with its PostgreSQL."""

    def __init__(self):
        postgres.check_answers()
        self.python, self.source = odoo_env.prepare_python()
        odoo_env.prepare_libraries()
        odoo_env.check_python_imports(self.python)
        self.configuration = odoo_env.write_configuration(self.source)
        self.environment = kept_bytecode(postgres.postgres_environment(self.python))
        self.environment["ODOO_RC"] = str(self.configuration)
        self._held = {}  # throw-away databases of this run: name → what marks them as in use

    def command(self, *args):
        """The command line of ``odoo ARGS…``."""
        return [str(self.python), "-m", "odoo", *map(str, args)]

    def query(self, statement, *parameters, database="postgres"):
        """Run one statement outside a transaction; returns its rows."""
        script = (
            "import json, sys, psycopg2\n"
            "connection = psycopg2.connect(dbname=sys.argv[1]); connection.autocommit = True\n"
            "cursor = connection.cursor(); cursor.execute(sys.argv[2], json.loads(sys.argv[3]) or None)\n"
            "print(json.dumps(cursor.fetchall() if cursor.description else [], default=str))"
        )
        done = subprocess.run(
            [str(self.python), "-c", script, database, statement, json.dumps(parameters)],
            env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise SetupError(f"PostgreSQL refused a request to database {database}: {last_words(done.stderr)}")
        return json.loads(done.stdout)

    def databases(self):
        return [row[0] for row in self.query("SELECT datname FROM pg_database WHERE NOT datistemplate")]

    def drop(self, name):
        self.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(filestore(name), ignore_errors=True)
        if self._held.pop(name, None):
            forget(name)

    def copy(self, source, target):
        """Copy a database and its filestore (hard links: attachments are never rewritten)."""
        if not os.environ.get("PGHOST"):
            require_space(300, "another database")
        # Twice as fast on the embedded server; older servers of one's own do not know the word.
        strategy = "" if os.environ.get("PGHOST") else "STRATEGY FILE_COPY"
        self.query(f'CREATE DATABASE "{target}" TEMPLATE "{source}" {strategy}')
        if filestore(source).exists():
            run(["cp", "-al", filestore(source), filestore(target)], quiet=True)

    def rename(self, unfinished, name):
        """Give a finished database its name; killed at any point, the next run makes it anew."""
        shutil.rmtree(filestore(name), ignore_errors=True)  # of a database that was dropped by hand
        if filestore(unfinished).exists():
            filestore(unfinished).rename(filestore(name))
        self.query(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')

    def install(self, database, modules, log):
        """Install modules into a database and refuse any warning that the log shows."""
        run(
            self.command("server", "-d", database, "-i", ",".join(modules), "--stop-after-init", "--no-http"),
            env=self.environment, log=log,
        )  # fmt: skip
        refuse_warnings(log)

    def shell(self, database, script, log):
        """Run a script in Odoo's shell."""
        command = self.command("shell", "-d", database, "--log-level=warn", "--no-http")
        run(command, env=self.environment, log=log, given=script)

    def with_addons(self, *folders):
        """The same Odoo on other addons than this checkout's."""
        other = copy.copy(self)
        other.configuration = odoo_env.write_configuration(self.source, folders)
        other.environment = {**self.environment, "ODOO_RC": str(other.configuration)}
        return other

    def prepared(self, name, build):
        """A database that is made once: ``build`` fills it under another name."""
        with locked(name):
            if name in self.databases():
                return name
            unfinished = f"{name}_unfinished"
            self.drop(unfinished)
            build(unfinished)
            self.rename(unfinished, name)
        return name

    def base_template(self, optional=True, exits=False):
        """Database with Odoo's own modules, made once per Odoo and module list.

        It must not know a single addon of ours: other states of the checkout, the last release too, build on it, and
        Odoo would at once install a bridge that it has heard of, though that state has none.
        """
        modules = CORE_MODULES + (OPTIONAL_MODULES if optional else ())
        name = f"{PREFIX}_bare_{fingerprint(self.source, *modules, *(EXIT_MODULES if exits else ()))}"
        bare = self.with_addons()

        def build(database):
            log = self.log(f"{name}.log", new=True)
            if exits:
                self.copy(self.base_template(optional), database)
                bare.install(database, EXIT_MODULES, log)
                return
            require_space(600, "Odoo's database")
            step(f"Installing Odoo's own modules into a template database ({len(modules)} modules, once)")
            run(bare.command("db", "init", database), env=bare.environment, log=log)
            bare.install(database, modules, log)

        return self.prepared(name, build)

    def template(self, optional=True, addons=ADDONS):
        """Database with our addons, made once per state of their code."""
        folders = [REPO / addon for addon in addons]
        folders += [path for path in (*(REPO / name for name in BRIDGES), *sorted(TEST_ADDONS.glob("*"))) if optional]
        folders = [folder for folder in folders if folder.is_dir()]
        base = self.base_template(optional, exits=optional)
        quick = optional and shape.is_wanted()
        state = shape.shape_fingerprint(*folders) if quick else tree_fingerprint(*folders)
        family = f"{PREFIX}_{'quick' if quick else 'full' if optional else 'plain'}_"
        name = f"{family}{fingerprint(base, state)}"

        def build(database):
            step("Installing the four addons into a template database")
            self.forget_others(family, keep=12)
            self.copy(base, database)
            self.install(database, [folder.name for folder in folders], self.log(f"{name}.log", new=True))

        return self.prepared(name, build)

    def bundled(self, template):
        """The same database with the browser's code bundled, for runs of many tests with a browser."""
        code = sorted(path for addon in (*ADDONS, *BRIDGES) for path in (REPO / addon / "static").rglob("*.*"))
        family = f"{PREFIX}_bundled_"
        # a bundle knows its files by name and time
        name = f"{family}{fingerprint(template, *(f'{path} {path.stat().st_mtime}' for path in code))}"

        def build(database):
            step("Bundling the browser's code in a copy of the template database")
            self.forget_others(family, keep=12)
            self.copy(template, database)
            self.shell(database, BUNDLE_TESTED, self.log(f"{name}.log", new=True))

        return self.prepared(name, build)

    def forget_others(self, family, keep):
        """Drop all but the newest templates whose names begin so, unless somebody is connected to one."""
        rows = self.query(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            " AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL) ORDER BY oid DESC",
            family,
        )
        for (old,) in rows[keep:]:
            self.drop(old)

    def scratch(self, template):
        """A throw-away copy of a template; the caller drops it."""
        name = f"{PREFIX}_run_{uuid.uuid4().hex[:10]}"
        with locked(f"{PREFIX}_scratch"):  # or another lane could find the mark before it is held
            for left in abandoned(f"{PREFIX}_run_"):  # by a run that was killed
                self.drop(left)
            self._held[name] = hold(name)
        self.copy(template, name)
        return name

    def log(self, name, new=False):
        folder = cache_dir() / "logs"
        folder.mkdir(exist_ok=True)
        path = folder / name
        if new:
            path.unlink(missing_ok=True)
        return path


def refuse_warnings(log, known=()):
    """A warning in the server log is a failure (an unknown field, a bad view …); not those that hold a known word."""
    pattern = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (WARNING|ERROR|CRITICAL) ")
    lines = Path(log).read_text(encoding="utf-8", errors="replace").splitlines()
    bad = [
        line for line in lines if pattern.match(line) and not any(word in line for word in (*KNOWN_WARNINGS, *known))
    ]
    if bad:
        for line in bad[:20]:
            note(line)
        raise SetupError(f"{len(bad)} warnings in the server log {log}")


def filestore(database):
    """Where Odoo keeps the attachments of a database."""
    return cache_dir() / "odoo-data" / "filestore" / database


def free_port(wanted=None):
    """A free TCP port on the loopback interface; with ``wanted`` exactly that one, or a clear refusal."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted or 0))
        except PermissionError:
            raise SetupError(f"port {wanted} is for root only; choose one from 1024 on: LOT_PORT=8069") from None
        except OSError:
            other = wanted + 1 if wanted < 65535 else 8069
            raise SetupError(
                f"port {wanted} is taken; stop what uses it, or choose another: LOT_PORT={other} setup/run"
            ) from None
        return probe.getsockname()[1]


def free_ports(number):
    """So many free TCP ports, all different."""
    found = set()
    while len(found) < number:
        found.add(free_port())
    return sorted(found)
