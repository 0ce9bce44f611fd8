from . import (
    test_gs1_camera,
    test_gs1_label,
    test_gs1_scan,
    test_gs1_scan_package,
    test_gs1_scan_transfer,
    test_gs1_settings,
    test_gtin_check,
    test_lot_paste,
    test_print_at_once,
    test_print_queue,
    test_scan_door,
)
