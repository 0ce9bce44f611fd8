from . import lot_udi_file, lot_udi_import, lot_udi_look, lot_udi_whereabouts
