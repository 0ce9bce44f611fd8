"""pytest plugin: several runs over the same files share them out while they go; each takes the next one nobody has.

``LOT_SUITE_TURNS`` names a folder of theirs. A file is never divided: its classes share what their first one sets up.
Each file leaves a mark in the folder that holds, when it is done, the seconds that it took.
"""

import os
import time
from pathlib import Path

import pytest


class Turns:
    """The files of one run."""

    def __init__(self, folder, root):
        self.folder, self.root = Path(folder), root
        self._marks = {}  # file → its mark, None = another run has it
        self._since = time.monotonic()

    def items(self, items):
        """The tests of the files that this run takes, each file taken when it is reached."""
        for item in items:
            if item.path not in self._marks:
                self._marks[item.path] = self._take(item.path)
            if self._marks[item.path]:
                yield item

    def _take(self, path):
        mark = self.folder / path.relative_to(self.root).as_posix().replace("/", "__")
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return None
        return mark

    def done(self, path):
        """All tests of this file ran."""
        now = time.monotonic()
        self._marks[path].write_text(f"{now - self._since:.1f}")
        self._since = now


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    folder = os.environ.get("LOT_SUITE_TURNS")
    if not folder or session.testsfailed or session.config.option.collectonly:
        return None  # pytest's own loop; it also tells what could not be collected
    turns = Turns(folder, session.config.rootpath)
    ahead = turns.items(session.items)
    item = next(ahead, None)
    while item:
        following = next(ahead, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if following is None or following.path != item.path:
            turns.done(item.path)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True
