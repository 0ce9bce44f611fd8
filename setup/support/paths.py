"""Where things are kept. Nothing is ever written into the checkout."""

import contextlib
import fcntl
import hashlib
import os
import stat
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
ADDONS = ("lot_traceability", "lot_recall", "lot_gs1_labels", "lot_udi")
TEST_ADDONS = REPO / "tests" / "addons"


def others_may_enter(path):
    """Whether every user may walk into the folder."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in [path, *path.parents] if parent.exists())


def cache_dir():
    """The cache folder (made when missing).

    As root the embedded PostgreSQL runs as a user of its own, which must be able to walk into the
    cache; a closed /root therefore sends the default to /var/cache.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    if not base:
        base = Path.home() / ".cache"
        if os.geteuid() == 0 and not others_may_enter(Path.home()):
            base = "/var/cache"
    path = Path(base).expanduser().resolve() / "odoo-lot-suite"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextlib.contextmanager
def locked(name):
    """Hold a lock of this name, so that two runs never prepare the same thing at once."""
    with open(cache_dir() / f".{name}.lock", "w", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def fingerprint(*parts):
    """Short stable hash of texts and files."""
    digest = hashlib.sha256()
    for part in parts:
        is_file = isinstance(part, Path) and part.is_file()
        digest.update(part.read_bytes() if is_file else str(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:12]


def tree_fingerprint(*folders, skip=("tests", "static", "i18n", "__pycache__")):
    """Hash of the files that decide what an installed database looks like."""
    files = []
    for folder in folders:
        for path in folder.rglob("*"):
            inside = path.relative_to(folder).parts
            if path.is_file() and not set(inside) & set(skip) and path.suffix != ".md":
                files.append(path)
    return fingerprint(*(item for path in sorted(files) for item in (str(path.relative_to(REPO)), path)))
