from . import lot_label_print
