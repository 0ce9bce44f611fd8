"""The JavaScript tools of setup/lint and of the tests, kept in the cache folder."""

import shutil

from . import debian
from .paths import REPO, cache_dir, fingerprint, locked
from .say import SetupError, run, step

SOURCE = REPO / "setup" / "node"
FILES = ("package.json", "package-lock.json")


def prepare_node():
    """Return (node, folder of node_modules) with exactly the packages of setup/node/package-lock.json."""
    for command, package in (("node", "nodejs"), ("npm", "npm")):
        if not shutil.which(command):
            debian.system_packages(f"{command} (checks JavaScript, renders labels in the tests)", package)
    folder = cache_dir() / f"node-{fingerprint(*(SOURCE / name for name in FILES))}"
    with locked("node"):
        if not (folder / "ready").exists():
            step("Fetching prettier, eslint and zpl-renderer-js (once)")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in FILES:
                shutil.copy(SOURCE / name, folder / name)
            try:
                run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, quiet=True)
            except SetupError as error:
                raise SetupError(
                    "the JavaScript tools could not be fetched; check the network", error.details
                ) from None
            (folder / "ready").touch()
    return shutil.which("node"), folder / "node_modules"
