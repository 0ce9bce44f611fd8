"""Telling PostgreSQL's planner to take the trace's questions as they are written, and to plan small ones once only.

They name their joins in the order in which they should run, so searching for a better order costs more than
running them (measured: planning 1.8 ms down to 0.7 ms, running 0.3 ms); compiling them (jit) never pays, nor does
remembering rows looked up by their own id (memoize: a line's move and transfer hardly ever come twice, 15 %).

Even so, planning a small question costs more than answering it: of the 13 ms of a backward trace it was half. Small
questions are therefore prepared statements, whose plan the session keeps; it expects arrays of some ten ids. A big
question is planned for the ids that it brings.
"""

from functools import lru_cache
from hashlib import blake2b

from odoo.tools import SQL

_WANTED = {
    "jit": "off",
    "join_collapse_limit": "1",
    "max_parallel_workers_per_gather": "0",
    "enable_memoize": "off",
    "plan_cache_mode": "force_generic_plan",
}
_SINCE = {"enable_memoize": 140000}
_FEW_IDS = 1000


def _wanted(server_version: int) -> dict[str, str]:
    return {name: value for name, value in _WANTED.items() if server_version >= _SINCE.get(name, 0)}


@lru_cache
def take_as_written(server_version: int) -> SQL:
    """Set for the transaction; answers with the names of the prepared statements, then with the values before.

    The names are asked for in each transaction: behind a connection pooler it may be another session than last time.
    """
    wanted = _wanted(server_version)
    before = SQL(", ").join(SQL("current_setting(%s)", name) for name in wanted)
    after = SQL(", ").join(SQL("set_config(%s, %s, TRUE)", name, value) for name, value in wanted.items())
    return SQL(
        "WITH before AS MATERIALIZED (SELECT ARRAY(SELECT name FROM pg_prepared_statements), %s)"
        " SELECT before.*, %s FROM before",
        before,
        after,
    )


@lru_cache
def restore(server_version: int, values: tuple[str, ...]) -> SQL:
    """Set back the values that ``take_as_written`` answered."""
    settings = zip(_wanted(server_version), values, strict=False)
    return SQL("SELECT %s", SQL(", ").join(SQL("set_config(%s, %s, TRUE)", name, value) for name, value in settings))


def planned_once(query: SQL, generation: int, known: set[str]) -> SQL:
    """The query as a call of its prepared statement, made before the first call; as it is when it brings many ids.

    Args:
        generation: number of the state of the tables. A plan whose columns changed their type would be refused.
        known: names of the session's prepared statements; a new one is added.
    """
    params = query.params
    if not params or sum(len(ids) for ids in params if isinstance(ids, list)) > _FEW_IDS:
        return query
    name, prepare, call = _statement(query.code, generation)
    if name in known:
        return SQL(call, *params)
    known.add(name)
    return SQL(f"{prepare}; {call}", *params)


@lru_cache(maxsize=512)
def _statement(code: str, generation: int) -> tuple[str, str, str]:
    """(name of the prepared statement, how it is prepared, how it is called) for a query's text."""
    count = code.replace("%%", "").count("%s")
    name = f"lot_trace_{generation}_{blake2b(code.encode(), digest_size=8).hexdigest()}"
    numbered = code % tuple(f"${number}" for number in range(1, count + 1))
    prepare = f'PREPARE "{name}" AS {numbered}'.replace("%", "%%")
    return name, prepare, f'EXECUTE "{name}" ({", ".join(["%s"] * count)})'
