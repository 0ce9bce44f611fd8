"""Our kernel without Odoo, as the benchmark of readers imports it."""

from tests.kernel import bare_packages  # noqa: F401  kernels are importable without Odoo

from odoo.addons.lot_gs1_labels.kernel import digital_link, element_string, reader  # noqa: F401  # isort: skip
