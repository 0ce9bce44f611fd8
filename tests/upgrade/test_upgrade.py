"""A database of the last release, upgraded by this checkout, keeps its data (setup/test upgrade makes and names it)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from tests.benchmark.session import environment
from tests.upgrade import recipe, state

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import release  # noqa: E402 (needs the path above)
from support.database import refuse_warnings  # noqa: E402
from support.paths import ADDONS  # noqa: E402

DATABASE = os.environ["LOT_SUITE_DATABASE"]
RELEASE = release.commit()
# Columns and keys that a release took away or gave another sense, with the reason and the migration that does it.
MOVED_COLUMNS = {}
CHANGED_ANSWERS = {}


def held():
    """What the database holds now: (own tables, own columns, answers kept by the release, versions)."""
    connection = psycopg2.connect(dbname=DATABASE)
    try:
        with connection.cursor() as cursor:
            tables, columns = state.own_tables(cursor), state.own_columns(cursor, ADDONS)
            cursor.execute("SELECT value FROM ir_config_parameter WHERE key = %s", [recipe.ANSWERS])
            answers = json.loads(cursor.fetchone()[0])
            cursor.execute("SELECT name, latest_version FROM ir_module_module WHERE name = ANY(%s)", [list(ADDONS)])
            return tables, columns, answers, dict(cursor.fetchall())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def before():
    return held()


@pytest.fixture(scope="session")
def after(before):
    """The database after ``-u`` of all four addons; a warning in the log is a failure."""
    log = Path(os.environ["LOT_SUITE_LOG"])
    command = [sys.executable, "-m", "odoo", "server", "-d", DATABASE, "-u", ",".join(ADDONS)]
    with open(log, "w", encoding="utf-8") as out:
        done = subprocess.run([*command, "--stop-after-init", "--no-http"], stdout=out, stderr=subprocess.STDOUT)
    assert done.returncode == 0, log.read_text(encoding="utf-8", errors="replace")[-3000:]
    refuse_warnings(log)
    return held()


def version(manifest):
    """The version in a manifest's text, as numbers."""
    line = next(line for line in manifest.splitlines() if '"version"' in line)
    return tuple(int(part) for part in line.split('"')[3].split("."))


def test_the_release_filled_every_table(before):
    tables, _columns, answers, _versions = before
    assert not [name for name, rows in tables.items() if not rows], "tests/upgrade/recipe.py must tell of these"
    assert all(answer["downstream"]["nodes"] for answer in answers.values())


def test_the_addons_are_at_their_present_version(after):
    present = {addon: version((REPO / addon / "__manifest__.py").read_text(encoding="utf-8")) for addon in ADDONS}
    assert {addon: tuple(map(int, text.split("."))) for addon, text in after[3].items()} == present


@pytest.mark.parametrize("addon", ADDONS)
def test_a_changed_addon_has_a_higher_version(addon):
    """Else Odoo runs no migration script, and nobody sees that a database is behind."""
    then = version((release.sources(RELEASE) / addon / "__manifest__.py").read_text(encoding="utf-8"))
    now = version((REPO / addon / "__manifest__.py").read_text(encoding="utf-8"))
    assert now > then if addon in release.changed_addons(RELEASE) else now >= then


def test_every_row_of_our_tables_is_still_there_as_it_was(before, after):
    for table, rows in before[0].items():
        assert set(rows) <= set(after[0].get(table, {})), table
        for key, row in rows.items():
            now = after[0][table][key]
            assert {name: now.get(name) for name in row if (table, name) not in MOVED_COLUMNS} == {
                name: value for name, value in row.items() if (table, name) not in MOVED_COLUMNS
            }, table


def test_our_columns_in_odoos_tables_keep_their_values(before, after):
    for column, values in before[1].items():
        if column not in MOVED_COLUMNS:
            assert after[1].get(column) == values, column


def test_traces_answer_as_the_release_did(before, after):
    with environment(DATABASE) as env:
        lots = env["stock.lot"].browse(map(int, before[2]))
        now = json.loads(json.dumps(recipe.answers(lots)))
    for lot, said in before[2].items():
        for way, answer in said.items():
            for key in set(answer) - set(CHANGED_ANSWERS):
                assert now[lot][way][key] == answer[key], (lot, way, key)


def test_a_confirmed_case_is_still_its_fingerprint_and_its_papers(after):
    with environment(DATABASE) as env:
        from odoo.addons.lot_recall.kernel.canonical import digest

        revisions = env["lot.recall.revision"].search([])
        assert revisions
        for revision in revisions:
            assert digest(revision.content) == revision.sha256
            assert revision.recall_id.lot_ids


def test_a_draft_of_the_release_can_be_confirmed(after):
    with environment(DATABASE) as env:
        draft = env["lot.recall"].search([("state", "=", "draft")])
        draft.action_confirm()
        assert draft.state == "confirmed"


def test_imports_of_the_release_count_as_whole(after):
    batches = after[0]["lot_declared_batch"].values()
    assert {(row["state"], row["wanted_count"] - row["link_count"]) for row in batches} == {("done", 0)}
