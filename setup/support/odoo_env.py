"""The prepared Odoo: source, Python environment, configuration file, environment variables."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import debian
from .interpreter import interpreter
from .paths import REPO, TEST_ADDONS, cache_dir, fingerprint, locked, require_space
from .say import SetupError, last_words, run, step

LOCK = REPO / "setup" / "requirements.lock"
LINT_LOCK = REPO / "setup" / "requirements-lint.lock"


def odoo_path():
    """The folder to put on Python's path so that ``import odoo`` finds Odoo 19.0."""
    source = os.environ.get("ODOO_SOURCE")
    if not source:
        return debian.unpack_odoo()
    path = Path(source).expanduser().resolve()
    release = path / "odoo" / "release.py"
    if not release.exists():
        raise SetupError(f"ODOO_SOURCE={source} holds no odoo/release.py; point it at an Odoo 19.0 source tree")
    if "version_info = (19, 0" not in release.read_text(encoding="utf-8"):
        raise SetupError(f"ODOO_SOURCE={source} is not Odoo 19.0")
    if not any((folder / "mrp" / "__manifest__.py").exists() for folder in _core_folders(path)):
        raise SetupError(f"ODOO_SOURCE={source} holds no addon mrp; point it at a complete Odoo 19.0 source tree")
    return path


def _core_folders(source):
    """Where Odoo's own addons lie: in a source tree beside the package, in Debian's package inside it."""
    return [source / "addons", source / "odoo" / "addons"]


def make_venv(lock, name, extra=""):
    """A virtual environment with exactly the packages of ``lock``; made once per content of the lock file."""
    if sys.version_info < (3, 11):
        raise SetupError(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    version = ".".join(map(str, sys.version_info[:2]))
    python = interpreter()
    path = cache_dir() / f"{name}-{version}-{fingerprint(lock, extra, str(python))}"
    with locked(name):
        if (path / "ready").exists():
            return path
        require_space(500, "the Python environment")
        step(f"Making the Python environment from {lock.name} (once)")
        shutil.rmtree(path, ignore_errors=True)
        try:
            run([python, "-m", "venv", path], quiet=True)
        except SetupError:
            shutil.rmtree(path, ignore_errors=True)
            debian.system_packages("Python's venv module", f"python{version}-venv", "python3-venv")
            run([python, "-m", "venv", path], quiet=True)
        try:
            run([path / "bin/python", "-m", "pip", "install", "-q", "--no-deps", "-r", lock], quiet=True)
        except SetupError as error:
            raise SetupError(
                f"pip could not install {lock.name}; check the network and the room on the disk", error.details
            ) from None
        (path / "ready").touch()
    return path


def prepare_python():
    """Return (interpreter, folder of the ``odoo`` package); Odoo is visible in the interpreter through a .pth file."""
    source = odoo_path()
    venv = make_venv(LOCK, "venv", extra=str(source))
    site = next((venv / "lib").glob("python3.*/site-packages"))
    pth = site / "odoo19.pth"
    if not pth.exists() or pth.read_text() != f"{source}\n":
        pth.write_text(f"{source}\n")
    return venv / "bin" / "python", source


def prepare_libraries():
    """The C libraries that some of the Python packages load."""
    if sys.version_info >= (3, 13) and not ctypes.util.find_library("cairo"):
        debian.system_packages("libcairo (draws barcodes)", "libcairo2")
    if not ctypes.util.find_library("dmtx"):
        debian.system_packages("libdmtx (reads and writes Data Matrix symbols)", "libdmtx0b", "libdmtx0t64")


def prepare_chromium():
    """Browser tests need a Chromium; returns its path."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    debian.system_packages("Chromium (browser tests)", "chromium")
    return shutil.which("chromium")


def write_configuration(source, ours=(REPO, TEST_ADDONS)):
    """Write the Odoo configuration that every verb uses; returns its path."""
    folders = [*_core_folders(source), *ours]
    addons_path = ",".join(str(folder) for folder in folders if any(folder.glob("*/__manifest__.py")))
    data_dir = cache_dir() / "odoo-data"
    data_dir.mkdir(exist_ok=True)
    path = cache_dir() / f"odoo-{fingerprint(addons_path, data_dir)}.conf"
    text = f"""[options]
addons_path = {addons_path}
data_dir = {data_dir}
screenshots = {cache_dir() / "screenshots"}
http_interface = 127.0.0.1
max_cron_threads = 0
list_db = True
without_demo = True
"""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return path


def check_python_imports(python):
    """Fail early, in one sentence, when the prepared Odoo cannot be imported."""
    done = subprocess.run([str(python), "-c", "import odoo.release"], capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"the prepared Odoo cannot be imported: {last_words(done.stderr)}")
