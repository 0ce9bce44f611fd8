from . import lot_scan_door
