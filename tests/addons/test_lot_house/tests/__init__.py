from . import test_benchmark_shape
