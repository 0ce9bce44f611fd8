from . import (
    lot_gtin_mixin,
    lot_gtin_check,
    lot_scan_device,
    product_product,
    product_template,
    product_uom,
    res_company,
    res_config_settings,
    stock_lot,
    stock_lot_door,
    stock_lot_target,
    stock_move_paste,
)
