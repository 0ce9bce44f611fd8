from . import lot_label, lot_scan_door
