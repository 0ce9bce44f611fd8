from . import lot_label_layout, lot_label_print
