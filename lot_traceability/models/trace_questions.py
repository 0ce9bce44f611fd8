"""Asks the database the questions of one trace: as they are written, small ones planned once per session."""

from contextlib import contextmanager

from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from ..sql import planner


class TraceQuestions:
    """``ask`` runs one question. Made by ``questions``."""

    def __init__(self, env, prepared):
        # Sudo: no access is checked in raw SQL; who asks says what of the answer may be shown.
        self.env_sudo = env(su=True)
        self._generation = env.registry.registry_sequence
        drop, self._prepared = planner.forget(set(prepared), self._generation)
        if drop:
            env.cr.execute(drop)

    def ask(self, question):
        """Rows of a ``planner.Question``, [] for none."""
        if question is None:
            return []
        query, name = planner.planned_once(question, self._generation, self._prepared)
        rows = self.env_sudo.execute_query(query)
        self._prepared.add(name)
        return rows


@contextmanager
def questions(env):
    """The questions of one trace; other queries of the transaction are not touched."""
    version = env.cr.connection.server_version
    [(prepared, *values)] = env.execute_query(planner.take_as_written(version))
    try:
        yield TraceQuestions(env, prepared)
    finally:
        # after a failed query the transaction takes no more commands, and undoes the setting itself
        if env.cr.connection.get_transaction_status() != TRANSACTION_STATUS_INERROR:
            env.execute_query(planner.restore(version, tuple(values)))
