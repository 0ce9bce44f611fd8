from . import test_gs1_label, test_gs1_scan
