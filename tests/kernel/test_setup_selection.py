"""What setup/test makes of its arguments; a mistake is told in one sentence, from the files alone."""

import re
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import selection  # noqa: E402 (needs the path above)
from support.say import SetupError  # noqa: E402

EXPORTS = "lot_recall/tests/test_exports.py"


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch):
    monkeypatch.chdir(REPO)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nosuch"], "no test, addon or group nosuch; see setup/test --help"),
        (["lot_recal"], "see lot_recall"),
        (["lot_recall/tests/test_export.py"], f"see {EXPORTS}"),
        (["lot_recall/models"], "there are no tests in lot_recall/models"),
        (["README.md"], "neither one of the addons nor tests/kernel"),
        (["/etc/hostname"], "neither one of the addons nor tests/kernel"),
        ([""], "there is no test"),
        (["lot_recall", "-k", "nosuchword"], "has nosuchword in its name"),
        (["lot_recall", "-k", "downloads or nosuchword"], "has nosuchword in its name"),
        (["-k"], "-k needs a word"),
        (["lot_recall", "--verbose"], "no option --verbose"),
        ([f"{EXPORTS}::Nothing"], "no test Nothing in"),
        ([f"{EXPORTS}::TestDownloads::test_nothing"], "no test TestDownloads::test_nothing in"),
        (["lot_recall::TestDownloads"], "no test TestDownloads in lot_recall"),
        (["tests/kernel/test_scan.py::test_nothing[1]"], "no test test_nothing[1] in"),
        (["browser", "kernel"], "browser stands alone"),
        (["vectors"], "needs the files"),
        (["vectors", "nosuch.jsonl"], "no file nosuch.jsonl"),
    ],
)
def test_mistakes_are_told(args, sentence):
    with pytest.raises(SetupError, match=re.escape(sentence)) as told:
        selection.parse(args)
    assert "\n" not in str(told.value)


def test_without_arguments_everything_runs():
    wanted = selection.parse([])
    assert wanted.whole
    assert wanted.upgrade
    assert wanted.kernel == ["tests/kernel"]
    assert {"lot_recall", "tests/addons/test_lot_house"} <= set(wanted.addons)
    assert selection.with_browser(wanted.addons)


def test_kernel_files_and_addon_files_are_told_apart(monkeypatch):
    monkeypatch.chdir(REPO / "lot_recall")
    wanted = selection.parse(["tests/test_exports.py::TestDownloads", "tests/kernel/test_scan.py", "-k", "downloads"])
    assert wanted.addons == [f"{EXPORTS}::TestDownloads"]
    assert wanted.kernel == ["tests/kernel/test_scan.py"]
    assert not wanted.whole
    assert not selection.with_browser(wanted.addons)


def test_a_word_that_only_kernel_tests_hold_needs_no_database():
    wanted = selection.parse(["-k", "abandoned_names"])
    assert wanted == (["tests/kernel"], [], False, [], "abandoned_names", False)


def test_browser_tests_are_found_in_every_addon():
    wanted = selection.parse(["browser"])
    assert wanted.word == "Browser"
    assert {"lot_recall", "lot_traceability"} <= set(wanted.addons)
