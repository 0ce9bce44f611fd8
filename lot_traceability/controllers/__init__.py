from . import lot_audit_export
