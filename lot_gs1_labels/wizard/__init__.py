from . import lot_label_layout, lot_label_print, lot_print_account, lot_print_reason, lot_print_scan
