from . import lot_as_built
from . import stock_lot_scan
