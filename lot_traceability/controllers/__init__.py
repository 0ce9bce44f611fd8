from . import lot_audit_export
from . import lot_batch
from . import lot_signing
from . import webmanifest
from . import lot_procedure
