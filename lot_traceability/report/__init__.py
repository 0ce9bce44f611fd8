from . import audit_table
from . import stock_forecasted_hold
