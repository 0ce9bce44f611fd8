from . import (
    lot_as_built_editor,
    lot_as_built_editor_component,
    lot_as_built_editor_line,
    lot_as_built_editor_unit,
    lot_declared_import,
    lot_declared_import_issue,
)
from . import lot_batch_reopen
from . import lot_check_skip
from . import lot_disposition_change
from . import lot_gate_pass
from . import lot_hold_lift
from . import lot_hold_set
from . import lot_expiry_note
from . import lot_rename
from . import lot_signature_amend
from . import lot_signature_help
from . import lot_unlock
from . import lot_audit_check
from . import lot_audit_export
from . import lot_audit_erasure
from . import lot_audit_retention_run
from . import mrp_production_serials_number
