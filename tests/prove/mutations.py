"""Every trap of tracing has a test that fails when the line handling it is gone (arguments: words of traps to try).

Works on a temporary copy of the checkout and one scratch database; ``_mutation_table.py`` names the lines. A
mutation that no test notices, or whose text is no longer in its file, makes the proof fail.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.append(str(REPO / "setup"))
from support.database import Odoo, free_port  # noqa: E402 (needs the path above)

from ._mutation_table import MUTATIONS  # noqa: E402

REASON = re.compile(r"^E\s+(\S.*)$", re.MULTILINE)
COPIED = ("lot_*", "tests", "pyproject.toml")


class Copy:
    """A copy of the checkout whose tests run on a scratch database."""

    def __init__(self, odoo, folder):
        self.odoo = odoo
        self.folder = folder
        for pattern in COPIED:
            for path in REPO.glob(pattern):
                if path.is_dir():
                    shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(path, folder / path.name)
        configuration = odoo.configuration.read_text(encoding="utf-8").replace(str(REPO), str(folder))
        (folder / "odoo.conf").write_text(configuration, encoding="utf-8")
        self.database = odoo.scratch(odoo.template())

    def run(self, *tests):
        """(exit code of pytest, its output) of these tests."""
        environment = {
            **self.odoo.environment, "ODOO_RC": str(self.folder / "odoo.conf"), "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1", "LOT_SUITE_DATABASE": self.database,
        }  # fmt: skip
        command = [
            str(self.odoo.python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short",
            f"--rootdir={self.folder}", f"--odoo-database={self.database}", "--odoo-log-level=error", "--odoo-http",
            f"--odoo-extra=http-port={free_port()}", f"--odoo-extra=gevent-port={free_port()}", *tests,
        ]  # fmt: skip
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def mutate(self, name, edits):
        """Change the file; returns its old text, or None when a line is not there."""
        path = self.folder / name
        text = changed = path.read_text(encoding="utf-8")
        for old, new in edits:
            if old not in changed:
                return None
            changed = changed.replace(old, new)
        path.write_text(changed, encoding="utf-8")
        return text

    def restore(self, name, text):
        """Write the old text back."""
        (self.folder / name).write_text(text, encoding="utf-8")


def judge(copy, mutation):
    """(verdict, first line of the failure) for one mutation."""
    before = copy.mutate(mutation.file, mutation.edits)
    if before is None:
        return "STALE", "the line is not in the file"
    try:
        code, output = copy.run(mutation.test)
    finally:
        copy.restore(mutation.file, before)
    reason = REASON.search(output)
    if code == 1 and reason:
        return "noticed", reason[1][:90]
    return ("SURVIVED", "") if code == 0 else ("BROKEN", output.strip().splitlines()[-1][:90])


def main(args):
    """Try the mutations whose trap holds one of the words (default: all)."""
    chosen = [one for one in MUTATIONS if not args or any(word in one.trap for word in args)]
    if not chosen:
        print(f"no trap is called {' or '.join(args)}; see tests/prove/_mutation_table.py", file=sys.stderr)
        return 2
    odoo, bad, started = Odoo(), 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        os.chmod(folder, 0o755)
        copy = Copy(odoo, Path(folder))
        try:
            code, output = copy.run(*sorted({one.test for one in chosen}))
            if code:
                print(f"The tests fail without any mutation:\n{output}")
                return 1
            for one in chosen:
                verdict, reason = judge(copy, one)
                bad += verdict != "noticed"
                print(f"{verdict:9} {one.trap:42} {one.test.rpartition('::')[2]:58} {reason}", flush=True)
        finally:
            odoo.drop(copy.database)
    print(f"{len(chosen)} mutations, {len(chosen) - bad} noticed, {bad} not ({time.monotonic() - started:.0f} s)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
