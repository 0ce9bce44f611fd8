from . import (
    lot_scan,
    lot_udi_device,
    lot_udi_di,
    product_product,
    product_template,
    stock_lot,
    stock_lot_scan,
    stock_lot_target,
)
