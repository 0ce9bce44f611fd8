from . import lot_declared_import
from . import lot_declared_import_issue
