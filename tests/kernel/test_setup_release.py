"""The last release must be in the clone: a history that is missing is told, never skipped."""

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support import release  # noqa: E402 (needs the path above)
from support.say import SetupError  # noqa: E402


def git(folder, *args):
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    done = subprocess.run(["git", "-C", str(folder), *identity, *args], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def history(tmp_path, monkeypatch):
    """A repository of two commits whose first is the last release; returns that commit's id."""
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    git(origin, "commit", "-q", "--allow-empty", "-m", "release")
    first = git(origin, "rev-parse", "HEAD")
    (origin / "lot_udi").mkdir()
    (origin / "lot_udi" / "README.md").write_text("words\n", encoding="utf-8")
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "later")
    recorded = tmp_path / "release_baseline"
    recorded.write_text(f"{first}\n", encoding="utf-8")
    monkeypatch.setattr(release, "BASELINE", recorded)
    monkeypatch.setattr(release, "REPO", origin)
    return first


def test_the_recorded_release_is_found(history):
    assert release.commit() == history
    assert release.commit("HEAD~1") == history


def test_shallow_clone_is_told(history, tmp_path, monkeypatch):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{release.REPO}", "shallow")
    monkeypatch.setattr(release, "REPO", tmp_path / "shallow")
    with pytest.raises(SetupError, match=r"the last release \(.{12}, .*shallow clone; .*git fetch --unshallow"):
        release.commit()


def test_unknown_revision_is_told(history):
    with pytest.raises(SetupError, match="the revision v9.9 is not in this clone"):
        release.commit("v9.9")


def test_folder_without_history_is_told(history, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "unpacked").mkdir()
    monkeypatch.setattr(release, "REPO", tmp_path / "unpacked")
    with pytest.raises(SetupError, match="no clone that git can read"):
        release.commit()


def test_papers_do_not_ask_for_a_higher_version(history):
    assert release.changed_addons(history) == []
    (release.REPO / "lot_udi" / "models.py").write_text("x = 1\n", encoding="utf-8")
    git(release.REPO, "add", ".")
    assert release.changed_addons(history) == ["lot_udi"]
