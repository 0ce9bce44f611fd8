from . import lot_as_built
from . import stock_lot_scan
from . import lot_declared_batch
from . import lot_declared_link
from . import lot_demo_story
