"""Telling PostgreSQL's planner to take the trace's questions as they are written, and to plan small ones once only.

They name their joins in the order in which they should run, so searching for a better order costs more than
running them (measured: planning 1.8 ms down to 0.7 ms, running 0.3 ms); compiling them (jit) never pays, nor does
remembering rows looked up by their own id (memoize: a line's move and transfer hardly ever come twice, 15 %).

Even so, planning a small question costs more than answering it: of the 13 ms of a backward trace it was half. Small
questions are therefore prepared statements, whose plan the session keeps; it expects arrays of some ten ids. A big
question is planned for the ids that it brings. Odoo empties a session (DISCARD ALL) whenever a request or job borrows
it: the first trace of each plans its questions, those after it need not.

Putting the text of a question together is not free either. ``written_once`` keeps it; a call only brings its ids.
"""

from functools import lru_cache, wraps
from hashlib import blake2b
from typing import NamedTuple

from odoo.tools import SQL

_WANTED = {
    "jit": "off",
    "join_collapse_limit": "1",
    "max_parallel_workers_per_gather": "0",
    "enable_memoize": "off",
    "plan_cache_mode": "force_generic_plan",
}
_SINCE = {"enable_memoize": 140000}
FEW_IDS = 1000
_PREFIX = "lot_trace_"
_BEFORE = "lot_trace.before"  # a setting of our own: the values of the others before
MANY_STATEMENTS = 200


class _Array(NamedTuple):
    """Stands in the text of a question for an array that each call brings: the first, the second …"""

    at: int
    many: bool


_ARRAYS = {many: tuple(_Array(at, many) for at in range(8)) for many in (False, True)}


class Text:
    """The text of a question with what is the same in all its calls; compared by identity, which costs nothing."""

    def __init__(self, query: SQL):
        self.code, self.params = query.code, query.params


class Question(NamedTuple):
    """A text and the arrays of this call (ids, or whether; never words)."""

    text: Text
    arrays: list[list]

    def query(self) -> SQL:
        """The whole question, to be planned for the ids that it brings."""
        given = [_literal(array) for array in self.arrays]
        return SQL(self.text.code, *(given[part.at] if type(part) is _Array else part for part in self.text.params))

    @property
    def is_big(self) -> bool:
        return _is_big(self.arrays)


def _is_big(arrays):
    return sum(map(len, arrays)) > FEW_IDS


def are_many(array: _Array | SQL) -> bool:
    """Whether a question is written for thousands of ids; what another query answers is taken for few."""
    return type(array) is _Array and array.many


def written_once(build):
    """Decorator of a function that answers the SQL of a question: its lists are what differs from call to call.

    Whatever else it is given decides on the text and must be hashable. The function must not look into the lists; it
    may ask whether they bring thousands of ids (``are_many``), and is then called for each of both.
    """

    @lru_cache(maxsize=256)
    def write(*given):
        return Text(build(*given))

    @wraps(build)
    def ask(*given):
        arrays = [part for part in given if type(part) is list]
        marks = iter(_ARRAYS[_is_big(arrays)])
        return Question(write(*[next(marks) if type(part) is list else part for part in given]), arrays)

    return ask


def _wanted(server_version: int) -> dict[str, str]:
    return {name: value for name, value in _WANTED.items() if server_version >= _SINCE.get(name, 0)}


@lru_cache
def take_as_written(server_version: int) -> SQL:
    """Set for the transaction, in a session of which nothing is known.

    Answers with the number of the session's process, the names of its prepared statements, and the values before.
    """
    wanted = _wanted(server_version)
    before = SQL(", ").join(SQL("current_setting(%s)", name) for name in wanted)
    return SQL(
        "WITH before AS MATERIALIZED (SELECT pg_backend_pid(), ARRAY(SELECT name FROM pg_prepared_statements), %s)"
        " SELECT before.*, %s FROM before",
        before,
        _set(wanted.items()),
    )


@lru_cache
def restore(server_version: int, values: tuple[str, ...]) -> SQL:
    """An expression that sets back the values which ``take_as_written`` answered; of type text."""
    return SQL("concat(%s)", _set(zip(_wanted(server_version), values, strict=False)))


@lru_cache
def begin(server_version: int) -> SQL:
    """As ``take_as_written`` for a session that is known: stands before the first question and answers nothing."""
    wanted = _wanted(server_version)
    before = SQL(", ").join(SQL("current_setting(%s)", name) for name in wanted)
    return SQL("SELECT set_config(%s, concat_ws(' ', %s), TRUE); SELECT %s", _BEFORE, before, _set(wanted.items()))


@lru_cache
def end(server_version: int) -> SQL:
    """An expression that sets back what ``begin`` set; of type text."""
    names = _wanted(server_version)
    values = [SQL("split_part(current_setting(%s), ' ', %s)", _BEFORE, at) for at in range(1, len(names) + 1)]
    return SQL("concat(%s)", _set(zip(names, values, strict=True)))


def _set(settings):
    return SQL(", ").join(SQL("set_config(%s, %s, TRUE)", name, value) for name, value in settings)


def planned_once(question: Question, generation: int, known: set[str]) -> tuple[SQL, str]:
    """The question as a call of its prepared statement, made before the first call; as it is when it brings many ids.

    Args:
        generation: number of the state of the tables. A plan whose columns changed their type would be refused.
        known: names of the session's prepared statements.

    Returns:
        What to execute, and the name of the prepared statement that is known once it ran ("" = none).
    """
    if question.is_big:
        return question.query(), ""
    name, prepare, call = _statement(question.text, generation)
    arrays = [_literal(array) for array in question.arrays]
    if name in known:
        return SQL(call, *arrays), name
    constants = [part for part in question.text.params if type(part) is not _Array]
    return SQL(f"{prepare}; {call}", *constants, *arrays), name


def forget(known: set[str], generation: int) -> tuple[SQL | None, set[str]]:
    """(what drops prepared statements that nobody calls any more, None = nothing; the names that stay known).

    Statements of another state of the tables are never called again. Within one state a new location outside the
    warehouse makes new texts, so from a certain number on all are dropped and made again when they are needed.
    """
    ours = {name for name in known if name.startswith(_PREFIX)}
    current = {name for name in ours if name.startswith(f"{_PREFIX}{generation}_")}
    stale = ours - current if len(current) <= MANY_STATEMENTS else ours
    if not stale:
        return None, known
    return SQL("; ").join(SQL("DEALLOCATE %s", SQL.identifier(name)) for name in sorted(stale)), known - stale


def _literal(array: list) -> str:
    """One literal of PostgreSQL: it reads 20,000 numbers of one in a tenth of the time that ARRAY[…] takes."""
    return f"{{{','.join(map(int.__repr__, array))}}}"  # refuses whatever is not a number


@lru_cache(maxsize=512)
def _statement(text: Text, generation: int) -> tuple[str, str, str]:
    """(name of the prepared statement, how it is prepared, how it is called); constants are part of the statement."""
    numbers = [f"${part.at + 1}" if type(part) is _Array else "%s" for part in text.params]
    numbered = text.code.replace("%%", "%%%%") % tuple(numbers)
    count = len(set(numbers) - {"%s"})
    name = f"{_PREFIX}{generation}_{blake2b(f'{text.code}{text.params}'.encode(), digest_size=8).hexdigest()}"
    return name, f'PREPARE "{name}" AS {numbered}', f'EXECUTE "{name}" ({", ".join(["%s"] * count)})'
