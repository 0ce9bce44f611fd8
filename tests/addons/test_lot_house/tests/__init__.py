from . import test_benchmark_shape
from . import test_identifiers
from . import test_told_story
from . import test_trace_golden
