from . import test_verbs
from . import test_as_built
from . import test_scan
from . import test_declared_link
from . import test_story
from . import test_lot_kept
from . import test_declared_import
from . import test_as_built_editor
