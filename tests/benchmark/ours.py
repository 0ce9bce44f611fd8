"""Our answers, each as its caller asks for it."""

from .odoo_tools import lot_form

TRACE, EXPOSURE = "trace", "_trace_exposure"


def available(env):
    """Names of our methods that this database has (a database without our addons has none)."""
    return {name for name in (TRACE, EXPOSURE) if hasattr(type(env["stock.lot"]), name)}


def whole(env, lot_id, direction="downstream"):
    """The complete answer with every row."""
    return env["stock.lot"].browse(lot_id).trace(direction)


def aggregated(env, lot_id):
    """Only customers and places with their sums."""
    return env["stock.lot"].browse(lot_id)._trace_exposure()


def form(env, lot_id):
    """The lot form with our deliveries and customers."""
    return lot_form(env, lot_id)


def size_of(answer):
    """How many rows of each kind an answer has."""
    if not isinstance(answer, dict):
        return {}
    return {key: len(rows) for key, rows in answer.items() if isinstance(rows, list | dict)}


def deliveries_of(answer):
    """Transfers to customers in a whole answer."""
    return len({(row["model"], row["res_id"]) for row in answer["shipments"] if row["kind"] != "return"})
