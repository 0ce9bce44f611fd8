from . import (
    test_access,
    test_case,
    test_case_company,
    test_clock,
    test_exports,
    test_launch,
    test_plan,
    test_preview,
    test_recall_tour,
    test_scope,
    test_signed_case,
    test_trace_access_recall,
)
