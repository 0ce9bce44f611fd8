"""The database of the last release: made by that revision's own code, kept in the cache, upgraded by the tests."""

import shutil
import subprocess

from .database import PREFIX
from .paths import ADDONS, REPO, cache_dir, fingerprint, locked
from .say import SetupError, run, step

BASELINE = REPO / "setup" / "release_baseline"
RECIPE = REPO / "tests" / "upgrade" / "recipe.py"


def commit(revision=None):
    """Full id of a revision of this clone, default: of the last release.

    Raises:
        SetupError: it is not here (a clone without history, a folder without git); nothing is skipped for that.
    """
    recorded = revision is None
    revision = BASELINE.read_text(encoding="utf-8").strip() if recorded else revision
    name = f"the last release ({revision[:12]}, setup/release_baseline)" if recorded else f"the revision {revision}"
    if not shutil.which("git"):
        raise SetupError(f"git is missing; without it {name} cannot be taken from the history")
    found = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not found.returncode:
        return found.stdout.decode().strip()
    shallow = _git("rev-parse", "--is-shallow-repository")
    if shallow.returncode:
        raise SetupError(f"{name} is needed, but this folder is no clone that git can read; clone the repository")
    if shallow.stdout.strip() == b"true":
        raise SetupError(f"{name} is not in this shallow clone; fetch its history first: git fetch --unshallow")
    raise SetupError(f"{name} is not in this clone; fetch it first: git fetch --all --tags")


def record(commit_id):
    """Make this commit the last release."""
    BASELINE.write_text(f"{commit_id}\n", encoding="utf-8")


def changed_addons(commit_id):
    """Addons whose installed state may differ from the release: tests, sentences and papers do not count."""
    outside = [f":(exclude)*/{name}" for name in ("tests/*", "static/tests/*", "i18n/*", "README.md", "CHANGELOG.md")]
    return [addon for addon in ADDONS if _git("diff", "--quiet", commit_id, "--", addon, *outside).returncode]


def sources(commit_id):
    """Folder with the addons as they were at this commit."""
    folder = cache_dir() / "releases" / commit_id
    with locked("releases"):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            archive = unfinished.with_suffix(".tar")
            run(["git", "-C", REPO, "archive", "-o", archive, commit_id, *ADDONS], quiet=True)
            run(["tar", "-x", "-f", archive, "-C", unfinished], quiet=True)
            archive.unlink()
            unfinished.rename(folder)
    return folder


def prepared(odoo, commit_id):
    """Name of the template database of a release; made when missing."""
    base = odoo.base_template()
    old = odoo.with_addons(sources(commit_id))
    family = f"{PREFIX}_release_"
    name = f"{family}{fingerprint(base, commit_id, RECIPE)}"

    def build(database):
        step(f"Making the database of release {commit_id[:12]} with its own code (once)")
        old.forget_others(family, keep=2)
        log = old.log(f"{name}.log", new=True)
        old.copy(base, database)
        old.install(database, ADDONS, log)
        run([old.python, "-m", "tests.upgrade.recipe", database], env=old.environment, cwd=REPO, log=log)

    return old.prepared(name, build)


def _git(*args):
    return subprocess.run(["git", "-C", str(REPO), *args], capture_output=True)
