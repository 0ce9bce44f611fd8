"""Where things are kept. Nothing is ever written into the checkout."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import stat
from pathlib import Path

from .say import SetupError, note

REPO = Path(__file__).resolve().parents[2]
ADDONS = ("lot_traceability", "lot_recall", "lot_gs1_labels", "lot_udi")
# Join an addon of ours and an optional application; Odoo installs them by itself where both are.
BRIDGES = ("lot_traceability_sale",)
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
    try:
        path.mkdir(parents=True, exist_ok=True)
        may_write, reason = os.access(path, os.W_OK | os.X_OK), "not writable"
    except OSError as error:
        may_write, reason = False, error.strerror
    if not may_write:
        raise SetupError(f"the cache folder {path} cannot be used ({reason}); set XDG_CACHE_HOME to a folder of yours")
    return path


def kept_bytecode(environment):
    """The environment in which Python keeps what it compiled, in the cache folder: Odoo's start takes half as long."""
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(cache_dir() / "bytecode")}


def require_space(megabytes, what):
    """Refuse now what would fail after minutes for want of room in the cache folder."""
    free = shutil.disk_usage(cache_dir()).free // 1_000_000
    if free < megabytes:
        raise SetupError(
            f"{what} needs about {megabytes} MB in {cache_dir()}, which has {free} MB left; "
            "make room, or set XDG_CACHE_HOME to a folder on another disk"
        )


def _lock_file(name):
    return cache_dir() / f".{name}.lock"


@contextlib.contextmanager
def locked(name):
    """Hold a lock of this name, so that two runs never prepare the same thing at once."""
    with open(_lock_file(name), "w", encoding="utf-8") as handle:
        if not _taken(handle):
            note(f"another run is preparing the same ({name}); waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def hold(name):
    """Mark something as in use for as long as this process lives; returns what must be kept referenced."""
    handle = open(_lock_file(name), "w", encoding="utf-8")  # noqa: SIM115 (open as long as the process lives)
    _taken(handle)
    return handle


def abandoned(prefix):
    """Names with this prefix that were held by a process which is no more; forgets them."""
    names = []
    for path in sorted(cache_dir().glob(f".{prefix}*.lock")):
        with contextlib.suppress(FileNotFoundError), open(path, encoding="utf-8") as handle:
            if _taken(handle):
                names.append(path.name[1:].removesuffix(".lock"))
                path.unlink()
    return names


def forget(name):
    """The thing of this name is gone."""
    _lock_file(name).unlink(missing_ok=True)


def _taken(handle):
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
