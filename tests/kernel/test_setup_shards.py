"""How setup/test shares the addons' tests out: every file once, whole, the heaviest first, nothing lost."""

import os
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import lanes, selection, shards  # noqa: E402 (needs the path above)

FILE = """
import pytest
@pytest.mark.parametrize("number", range(3))
def test_{name}(number):
    with open({told!r}, "a") as told:
        print("{name}", number, file=told)
"""


@pytest.fixture
def shared(tmp_path):
    """A function that runs eight files of three tests in so many lanes: (counts, the lines that the tests wrote)."""
    told, marks = tmp_path / "told", tmp_path / "marks"
    marks.mkdir()
    files = [tmp_path / f"test_{name}.py" for name in "abcdefgh"]
    for file in files:
        file.write_text(FILE.format(name=file.stem[-1], told=str(told)))

    def run(number):
        suite = lanes.Lanes()
        environment = {**os.environ, "PYTHONPATH": str(REPO), "LOT_SUITE_TURNS": str(marks)}
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # none of them has a part in it; they start in seconds
        args = ["-p", "no:odoo", "-p", "tests.support.turns", f"--rootdir={tmp_path}", *files]
        counts = suite.follow(*[[lambda lane: suite.pytest(lane, sys.executable, args, environment, "x")]] * number)
        return counts, told.read_text().splitlines()

    run.marks = marks
    return run


def test_every_test_file_runs_once():
    paths = selection.parse([]).addons
    wanted = [file.relative_to(REPO).as_posix() for path in paths for file in (REPO / path).rglob("test_*.py")]
    assert sorted(shards.heaviest_first(paths)) == sorted(wanted)


def test_the_heaviest_file_comes_first():
    weights = list(map(shards._weight, shards.heaviest_first(selection.parse([]).addons)))
    assert weights == sorted(weights, reverse=True)
    assert all((REPO / file).is_file() for file in shards.LONG)


def test_a_few_tests_stay_together():
    assert not shards.are_many(["lot_recall/tests/test_exports.py::TestDownloads"])
    assert shards.are_many(selection.parse([]).addons)


@pytest.mark.parametrize("number", [1, 2])
def test_lanes_run_every_test_once_and_files_whole(shared, number):
    counts, told = shared(number)
    assert counts == {"passed": 24, "failed": 0, "skipped": 0}
    assert sorted(told) == [f"{name} {at}" for name in "abcdefgh" for at in range(3)]
    if number == 1:
        assert told == sorted(told)
    assert all(float(mark.read_text()) >= 0 for mark in shared.marks.iterdir())


def test_a_lane_that_comes_late_fails_nothing(shared):
    shared(1)
    counts, told = shared(1)
    assert counts == {"passed": 0, "failed": 0, "skipped": 0}
    assert len(told) == 24


def test_a_lane_that_fails_ends_the_run():
    suite, seen = lanes.Lanes(), []

    def fail(lane):
        raise RuntimeError(f"lane {lane}")

    with pytest.raises(RuntimeError, match="lane 1"):
        suite.follow([fail, lambda lane: seen.append(lane)])
    assert seen == []
