"""Asks the database the questions of one trace: as they are written, small ones planned once per request or job.

Whatever is asked costs a small trace more than finding the answer. In a session that is known to be the same as last
time the settings are made with the first question and set back with the last.
"""

from contextlib import contextmanager
from weakref import WeakKeyDictionary

from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from odoo.tools import SQL

from ..sql import planner


class _Session:
    """The prepared statements of the session behind a connection."""

    def __init__(self, prepared):
        self.prepared, self.generation = prepared, None


# By cursor: Odoo empties the session before it gives a connection to another one. Behind a connection pooler none is
# here: it may be another session each time.
_SESSIONS = WeakKeyDictionary()


class TraceQuestions:
    """``ask`` runs one question. Made by ``questions``."""

    def __init__(self, env, session, end, begin=None):
        """``end``: the expression that sets back; ``begin``: what the first question sets, None = it is set already."""
        # Sudo: no access is checked in raw SQL; who asks says what of the answer may be shown.
        self.env_sudo = env(su=True)
        self.end, self._begin = end, begin
        self.is_open = not begin  # whether anything is to be set back
        self._session = session
        self._generation = env.registry.registry_sequence
        if session.generation != self._generation or len(session.prepared) > planner.MANY_STATEMENTS:
            session.generation = self._generation
            drop, session.prepared = planner.forget(session.prepared, self._generation)
            if drop:
                env.cr.execute(drop)

    def ask(self, question):
        """Rows of a ``planner.Question``, [] for none."""
        if question is None:
            return []
        query, name = planner.planned_once(question, self._generation, self._session.prepared)
        if self._begin:
            query, self._begin, self.is_open = SQL("%s; %s", self._begin, query), None, True
        rows = self.env_sudo.execute_query(query)
        self._session.prepared.add(name)
        return rows

    def ask_last(self, build, *given):
        """As ``ask`` of ``build(*given, end)``: a question that sets back on its way.

        What is asked later is answered all the same, but planned as any query of the transaction.
        """
        rows = self.ask(build(*given, self.end))
        self.is_open = False
        return rows


@contextmanager
def questions(env):
    """The questions of one trace; other queries of the transaction are not touched."""
    connection = env.cr.connection
    version = connection.server_version
    # taken out: what fails in between may leave statements behind of which nobody heard
    session = _SESSIONS.pop(env.cr, None)
    is_own = bool(session)
    if session:
        asked = TraceQuestions(env, session, planner.end(version), planner.begin(version))
    else:
        [(process, prepared, *values)] = env.execute_query(planner.take_as_written(version))
        is_own, session = _is_own(connection, process), _Session(set(prepared))
        asked = TraceQuestions(env, session, planner.restore(version, tuple(values)))
    try:
        yield asked
        if is_own:
            _SESSIONS[env.cr] = session
    finally:
        # after a failed query the transaction takes no more commands, and undoes the setting itself
        if asked.is_open and connection.get_transaction_status() != TRANSACTION_STATUS_INERROR:
            env.execute_query(SQL("SELECT %s", asked.end))


def _is_own(connection, process):
    """Whether the session is the connection's own: a connection pooler tells a process that there is not."""
    return connection.get_backend_pid() == process
