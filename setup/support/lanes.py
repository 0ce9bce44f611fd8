"""Test runs of setup/test: pytest processes in lanes beside each other, shown as they go, counted at their end."""

import re
import signal
import subprocess
import threading

from .paths import REPO
from .say import note, stop_children

SUMMARY = re.compile(r"(\d+) (passed|failed|error|errors|skipped)")
NOTHING_LEFT = re.compile(r"no tests ran in ")
PYTEST = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "--strict-markers"]
PYTEST += ["-W", "ignore:'crypt' is deprecated:DeprecationWarning"]  # of a library below Odoo, in every run


class Counts(dict):
    """passed, failed and skipped over all runs."""

    def add(self, output):
        found = dict.fromkeys(("passed", "failed", "skipped"), 0)
        lines = output.splitlines()
        last = [line for line in lines if SUMMARY.search(line) and " in " in line][-1:]
        for number, word in SUMMARY.findall(last[0]) if last else ():
            found["failed" if word.startswith("error") else word] += int(number)
        for word, number in found.items():
            self[word] = self.get(word, 0) + number
        # a lane that comes late may find every file taken
        return bool(last) or any(map(NOTHING_LEFT.match, lines[-1:]))


class Pytest:
    """One pytest run."""

    def __init__(self, python, args, environment, name, mark=""):
        self.name, self.mark, self.output = name, mark, []
        self.process = subprocess.Popen(
            [str(python), *PYTEST, *map(str, args)],
            cwd=REPO, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,  # Ctrl+C reaches us alone; stop() hands it on once
        )  # fmt: skip

    def show(self):
        """Print what it says until it ends."""
        for line in self.process.stdout:
            print(f"{self.mark}{line}", end="", flush=True)
            self.output.append(line)
        self.process.wait()

    def count(self, counts):
        code = self.process.returncode
        counted = counts.add("".join(self.output))
        if code == 5:
            note(f"{self.name}: no test has such a name")
        elif code not in (0, 1) or not counted:
            counts["failed"] = counts.get("failed", 0) + 1
            note(f"{self.name}: pytest ended with exit {code}")

    def stop(self):
        """End a run that was interrupted: its browser and its server end with it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()


class Lanes:
    """Jobs beside each other. A job is a function of the lane's number, which starts runs with ``pytest``."""

    def __init__(self):
        self._runs, self._stopped, self._many = [], False, False
        self._errors = []

    def pytest(self, lane, python, args, environment, name):
        """Run pytest to its end."""
        if self._stopped:
            return
        run = Pytest(python, args, environment, name, f"{lane}| " if self._many else "")
        self._runs.append(run)
        run.show()

    def follow(self, *lanes):
        """Do each lane's jobs one after the other, all lanes at once; answers the ``Counts``.

        Raises:
            Exception: the first that a job raised; the other lanes are stopped.
        """
        self._many = len(lanes) > 1
        threads = [
            threading.Thread(target=self._lane, args=(at, jobs), daemon=True) for at, jobs in enumerate(lanes, 1)
        ]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        except KeyboardInterrupt:
            self._stop()
            for thread in threads:
                thread.join(timeout=30)  # they drop their databases
            raise
        if self._errors:
            raise self._errors[0]
        counts = Counts()
        for run in self._runs:
            run.count(counts)
        return counts

    def _lane(self, at, jobs):
        try:
            for job in jobs:
                if not self._stopped:
                    job(at)
        except BaseException as error:
            if not self._stopped:
                self._errors.append(error)
                self._stop()

    def _stop(self):
        self._stopped = True
        stop_children()
        for run in self._runs:
            run.stop()
