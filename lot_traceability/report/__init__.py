from . import audit_table
