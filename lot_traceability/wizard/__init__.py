from . import lot_declared_import
from . import lot_declared_import_issue
from . import lot_as_built_editor
from . import lot_as_built_editor_line
from . import lot_as_built_editor_component
from . import lot_as_built_editor_unit
