from . import test_udi
