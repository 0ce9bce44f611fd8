from . import test_verbs
from . import test_as_built
from . import test_scan
