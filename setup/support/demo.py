"""The demo database: made once under another name, renamed when it is complete, updated when the addons change."""

import os

from .database import BUNDLE, PREFIX, refuse_warnings
from .paths import ADDONS, BRIDGES, REPO, locked, tree_fingerprint
from .say import SetupError, note, run, step

STATE = "lot_suite.demo_state"  # system parameter: which state of our addons the database holds
MAX_NAME = 63
UNFINISHED = f"{PREFIX}_demo_unfinished"
TELL = """
from odoo.addons.lot_traceability.demo.story import tell
from odoo.addons.lot_traceability.demo.users import ask_for_signatures, make_people
from odoo.addons.lot_recall.demo.running import launch_recall
story = tell(env)
make_people(env, story)
launch_recall(env, story)
ask_for_signatures(story)
env.cr.commit()
"""


class Demo:
    """The demo database on a prepared Odoo."""

    def __init__(self, odoo, name):
        self.odoo = odoo
        self.name = name
        self.state = tree_fingerprint(*(REPO / addon for addon in ADDONS + BRIDGES), skip=("tests", "__pycache__"))
        self.log = odoo.log(f"{name}.log")

    def prepare(self, fresh=False):
        """Make the database, or bring it up to the addons' present state; repeatable at any point."""
        with locked("demo"):
            there = self.name in self.odoo.databases()
            held = self._held_state() if there else None
            if there and held is None:
                raise SetupError(
                    f"there is a database {self.name} that setup/run did not make; rename it, or choose another "
                    f"name: LOT_DATABASE={self.name}_2 setup/run"
                )
            if there and fresh:
                step(f"Dropping the demo database {self.name}")
                self.odoo.drop(self.name)
                there = False
            if not there:
                self._create()
            elif held != self.state:
                self._update()
            else:
                note(f"the demo database {self.name} is up to date")

    def bad_lot(self):
        """Id of the lot that the story is about, for the printed address."""
        rows = self.odoo.query(
            "SELECT res_id FROM ir_model_data WHERE module = '__lot_story__' AND name = 'stock_lot.CAN-2407-B'",
            database=self.name,
        )
        return rows[0][0]

    def _held_state(self):
        try:
            rows = self.odoo.query("SELECT value FROM ir_config_parameter WHERE key = %s", STATE, database=self.name)
        except SetupError:  # no such table: not even an Odoo database
            return None
        return rows[0][0] if rows else None

    def _create(self):
        base = self.odoo.base_template(optional=True)
        step("Installing the four addons into the demo database (about a minute)")
        self.log.unlink(missing_ok=True)
        self.odoo.drop(UNFINISHED)
        self.odoo.copy(base, UNFINISHED)
        self.odoo.install(UNFINISHED, ADDONS, self.log)
        step("Telling the demo story: ninety days of receipts, production and deliveries (about a minute)")
        self.odoo.shell(UNFINISHED, TELL, self.log)
        # the first click in the demo is not the slow one
        self.odoo.shell(UNFINISHED, BUNDLE, self.log)
        self._mark(UNFINISHED)
        self.odoo.rename(UNFINISHED, self.name)

    def _update(self):
        step("The addons changed since the demo database was made: updating it")
        self.log.unlink(missing_ok=True)
        names = ["-u", ",".join(ADDONS + BRIDGES), "-i", ",".join(BRIDGES)]
        command = self.odoo.command("server", "-d", self.name, *names, "--stop-after-init", "--no-http")
        try:
            run(command, env=self.odoo.environment, log=self.log)
            refuse_warnings(self.log)
        except SetupError as error:
            raise SetupError(
                f"the demo database could not be updated ({error}); make it anew with: setup/run --fresh", error.details
            ) from None
        self.odoo.shell(self.name, BUNDLE, self.log)
        self._mark(self.name)

    def _mark(self, database):
        self.odoo.query("DELETE FROM ir_config_parameter WHERE key = %s", STATE, database=database)
        self.odoo.query(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)", STATE, self.state, database=database
        )


def database_name():
    """Name of the demo database: ``LOT_DATABASE``, else lot_demo."""
    name = os.environ.get("LOT_DATABASE") or "lot_demo"
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    # PostgreSQL has its own template databases and cuts longer names
    if not plain or name.startswith((PREFIX, "template")) or len(name) > MAX_NAME:
        raise SetupError(
            f"LOT_DATABASE={name} is no usable name; take at most {MAX_NAME} letters, digits and _, not starting with "
            f"{PREFIX} or template"
        )
    return name


def port_number():
    """The port to serve on: ``LOT_PORT``, else 8069."""
    port = os.environ.get("LOT_PORT") or "8069"
    if not (port.isascii() and port.isdigit()) or not 1 <= int(port) <= 65535:
        raise SetupError(f"LOT_PORT={port} is no port number (1 to 65535)")
    return int(port)
