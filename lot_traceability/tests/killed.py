"""Work in a process of its own that is ended by SIGKILL in the middle: what was not committed never happened."""

import os
import select
import signal
import time
import warnings

from odoo import sql_db


def killed_in_the_middle(test, work):
    """Do ``work(stand_still)`` in another process and kill that as soon as it stands still.

    Args:
        test: ``odoo.tests.TransactionCase``; the other process has connections of its own.
        work: calls ``stand_still(word)`` where it is to be killed; that never returns.

    Returns:
        The word.
    """
    reader, writer = os.pipe()
    test.addCleanup(os.close, reader)
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; the child uses nothing that they might have locked.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            _inherited, sql_db._Pool = sql_db._Pool, None  # not to be closed by two
            test.registry._db = sql_db.db_connect(test.env.cr.dbname)
            work(lambda word: (os.write(writer, word.encode()), time.sleep(60)))
        finally:
            os._exit(1)
    os.close(writer)
    arrived, _writable, _broken = select.select([reader], [], [], 60)
    word = os.read(reader, 100).decode() if arrived else ""
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    test.assertEqual(os.WTERMSIG(status), signal.SIGKILL)
    return word
