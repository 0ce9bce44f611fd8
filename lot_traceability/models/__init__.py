from . import lot_as_built
from . import stock_lot_scan
from . import lot_declared_batch
from . import lot_declared_link
from . import lot_demo_story
from . import stock_lot
from . import stock_move_line
from . import stock_move_line_as_built
