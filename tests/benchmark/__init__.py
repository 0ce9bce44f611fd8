"""Benchmark of the trace: generated factories of several sizes, Odoo's own tools and the limit beside ours."""
