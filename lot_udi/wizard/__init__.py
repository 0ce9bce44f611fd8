from . import lot_udi_file, lot_udi_import
