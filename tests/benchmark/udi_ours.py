"""Our kernel without Odoo, as the benchmark of UDI carriers imports it."""

from tests.kernel import bare_packages  # noqa: F401  kernels are importable without Odoo

from odoo.addons.lot_gs1_labels.kernel import reader as gs1_reader  # noqa: F401  # isort: skip
from odoo.addons.lot_udi.kernel import checks, reader, udi, writer  # noqa: F401  # isort: skip
from odoo.addons.lot_udi.kernel.udi import Udi  # noqa: F401  # isort: skip
