# ruff: noqa: I001 (order matters: a model is defined before those that inherit it)
from . import stock_lot
from . import lot_recall_scope
from . import lot_recall_frozen
from . import lot_recall
from . import lot_recall_content
from . import lot_recall_revision
from . import lot_recall_screen
from . import lot_recall_row
from . import lot_recall_row_lot
from . import lot_recall_lot
from . import lot_recall_edge
from . import lot_recall_stock
from . import lot_recall_open
from . import lot_recall_delivery
from . import lot_recall_customer
from . import lot_recall_supplier
from . import lot_recall_gap
