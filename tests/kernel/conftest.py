"""Kernel tests run without Odoo, and on a busy machine as well."""

from hypothesis import settings

from tests.kernel import bare_packages  # noqa: F401  kernels are importable without Odoo

# A busy machine makes no test fail: nothing in the tests measures time.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
