"""How setup/test shares the addons' tests out: everything once, files whole, parts of about the same weight."""

import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import selection, shards  # noqa: E402 (needs the path above)


def test_every_test_file_runs_once():
    paths = selection.parse([]).addons
    parts = shards.split(paths, 2)
    files = [file for part in parts for file in part]
    wanted = [file.relative_to(REPO).as_posix() for path in paths for file in (REPO / path).rglob("test_*.py")]
    assert sorted(files) == sorted(wanted)
    assert len(parts) == 2


def test_parts_weigh_about_the_same():
    parts = shards.split(selection.parse([]).addons, 2)
    first, second = (sum(map(shards._weight, part)) for part in parts)
    assert abs(first - second) <= 0.1 * (first + second)


def test_the_same_arguments_give_the_same_parts():
    paths = selection.parse([]).addons
    assert shards.split(paths, 2) == shards.split(paths, 2)


def test_a_few_tests_stay_together():
    paths = ["lot_recall/tests/test_exports.py::TestDownloads"]
    assert shards.split(paths, 2) == [paths]
    assert shards.split(selection.parse([]).addons, 1) == [selection.parse([]).addons]
