"""What the verbs in setup/ say when they cannot go on: one clear sentence, no traceback, an exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.say import last_words  # noqa: E402 (needs the path above)


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
    assert "holds no odoo/release.py" in refused(tmp_path, "setup/odoo", ODOO_SOURCE="/nonsense")


def test_source_of_another_version(tmp_path):
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    release.write_text("version_info = (18, 0, 0, FINAL, 0, '')\n", encoding="utf-8")
    assert "is not Odoo 19.0" in refused(tmp_path, "setup/odoo", ODOO_SOURCE=str(tmp_path))


def test_machine_without_debian_packages(tmp_path):
    assert "set ODOO_SOURCE=" in refused(tmp_path, "setup/odoo", PATH=str(tmp_path))


def test_unknown_names(tmp_path):
    assert "no proof nonsense" in refused(tmp_path, "setup/prove", "nonsense")
    assert "no such file: nonsense" in refused(tmp_path, "setup/lint", "nonsense")
    assert "--only takes one of" in refused(tmp_path, "setup/lint", "--only", "nonsense")


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
