from . import test_sale_promise
from . import test_sale_invoice_lots
