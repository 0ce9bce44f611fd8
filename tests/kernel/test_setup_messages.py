"""What the verbs in setup/ say when they cannot go on: one clear sentence, no traceback, an exit code."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import paths  # noqa: E402 (needs the path above)
from support.say import SetupError, last_words  # noqa: E402


def refused(tmp_path, *command, **environment):
    """The one line with which a command refuses."""
    done = subprocess.run(
        [sys.executable, *command], cwd=REPO, capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), **environment},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_source_that_is_no_odoo(tmp_path):
    assert "holds no odoo/release.py" in refused(tmp_path, "setup/odoo", "shell", ODOO_SOURCE="/nonsense")


def test_source_of_another_version(tmp_path):
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    release.write_text("version_info = (18, 0, 0, FINAL, 0, '')\n", encoding="utf-8")
    assert "is not Odoo 19.0" in refused(tmp_path, "setup/odoo", "shell", ODOO_SOURCE=str(tmp_path))


def test_machine_without_debian_packages(tmp_path):
    assert "set ODOO_SOURCE=" in refused(tmp_path, "setup/odoo", "shell", PATH=str(tmp_path))


def test_unknown_names(tmp_path):
    assert "no proof nonsense" in refused(tmp_path, "setup/prove", "nonsense")
    assert "no such file: nonsense" in refused(tmp_path, "setup/lint", "nonsense")
    assert "--only takes one of" in refused(tmp_path, "setup/lint", "--only", "nonsense")


@pytest.mark.parametrize("name", ["template1", "lotsuite_x", 'a"b', "x" * 64, "\u0664"])
def test_names_that_no_demo_database_can_have(tmp_path, name):
    assert "is no usable name" in refused(tmp_path, "setup/run", "--no-serve", LOT_DATABASE=name)


TRACEBACK = """Traceback (most recent call last):
  File "<string>", line 6, in <module>
PermissionError: [Errno 13] Permission denied: 'x'
Exception ignored in atexit callback
Traceback (most recent call last):
ValueError: later
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TRACEBACK, "PermissionError: [Errno 13] Permission denied: 'x'"),
        ("could not connect\n\tIs the server running?\n", "could not connect Is the server running?"),
        ("", ""),
    ],
)
def test_last_words_are_the_first_error_on_one_line(text, words):
    assert last_words(text) == words


def test_verbs_without_work_say_what_they_want(tmp_path):
    assert "say what Odoo shall do" in refused(tmp_path, "setup/odoo")
    assert "no argument nonsense" in refused(tmp_path, "setup/icons", "nonsense")
    assert "no argument --fresh" in refused(tmp_path, "setup/i18n", "--fresh")
    assert "invalid choice: 'Q'" in refused(tmp_path, "setup/bench", "trace", "--size", "Q")
    assert "cannot be written" in refused(tmp_path, "setup/bench", "trace", "--json", "/nonsense/x.json")
    assert "no test, addon or group nonsense" in refused(tmp_path, "setup/test", "nonsense")
    assert "unknown argument nonsense" in refused(tmp_path, "setup/run", "nonsense")
    assert not list(tmp_path.iterdir()), "nothing was prepared"


def test_help_is_the_head_of_the_script(tmp_path):
    for verb in ("bench", "i18n", "icons", "lint", "prove", "run", "test"):
        done = subprocess.run([sys.executable, f"setup/{verb}", "--help"], cwd=REPO, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"setup/{verb}" in done.stdout


def test_incomplete_source(tmp_path):
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    release.write_text("version_info = (19, 0, 0, FINAL, 0, '')\n", encoding="utf-8")
    assert "holds no addon mrp" in refused(tmp_path, "setup/odoo", "shell", ODOO_SOURCE=str(tmp_path))


@pytest.mark.parametrize(("host", "port"), [("/nonsense", "5432"), ("127.0.0.1", "1"), ("127.0.0.1", "99999")])
def test_postgresql_that_does_not_answer(tmp_path, host, port):
    assert "cannot be reached" in refused(tmp_path, "setup/test", "lot_udi", PGHOST=host, PGPORT=port)
    assert not list(tmp_path.iterdir()), "told before anything was fetched"


def test_cache_folder_that_cannot_be_used(tmp_path):
    file = tmp_path / "file"
    file.touch()
    assert "cannot be used (Not a directory)" in refused(tmp_path, "setup/odoo", "shell", XDG_CACHE_HOME=str(file))


def test_names_and_ports_that_cannot_be_used(tmp_path):
    assert "is no usable name" in refused(tmp_path, "setup/run", LOT_DATABASE="lotsuite_run")
    assert "is no port number" in refused(tmp_path, "setup/run", LOT_PORT="65536")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert f"port {taken} is taken" in refused(tmp_path, "setup/run", LOT_PORT=str(taken))


def test_full_disk_is_told_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    paths.require_space(1, "a small thing")
    with pytest.raises(SetupError, match="a big thing needs about 1000000000 MB"):
        paths.require_space(10**9, "a big thing")


FAILING = """
import sys
sys.path.insert(0, "setup")
from support.say import main
def work(args):
    {body}
main(work)
"""


@pytest.mark.parametrize(
    ("body", "code", "sentence"),
    [
        ("raise OSError(28, 'No space left on device', '/x/y')", 1, "No space left on device: /x/y"),
        ("import os; os.kill(os.getpid(), 15); import time; time.sleep(9)", 130, "interrupted; start it again"),
        ("from support.say import run; run(['false'], quiet=True)", 1, "false failed (exit 1)"),
    ],
)
def test_failures_end_in_one_sentence(body, code, sentence):
    done = subprocess.run(
        [sys.executable, "-c", FAILING.format(body=body)], cwd=REPO, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == code
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_abandoned_names_are_those_of_dead_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    held = paths.hold("run_alive")
    paths.hold("run_dead").close()
    assert paths.abandoned("run_") == ["run_dead"]
    assert paths.abandoned("run_") == [], "told once"
    held.close()
    paths.forget("run_alive")
    assert not list(paths.cache_dir().iterdir())
