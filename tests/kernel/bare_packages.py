"""Makes kernels importable without Odoo.

Bare package objects stand in for ``odoo``, ``odoo.addons`` and each addon, so that
``odoo.addons.lot_x.kernel.y`` imports the very file that production runs while the addon's
``__init__`` never does; a kernel that reaches for ``odoo.models`` fails at once.
"""

import os
import sys
from types import ModuleType

# os.path, because the benchmark times an import of a kernel behind this one, and pathlib would hide what that loads
REPO = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _bare(name, path):
    module = ModuleType(name)
    module.__path__ = [path]
    sys.modules[name] = module


_bare("odoo", os.path.join(REPO, "does-not-exist"))
_bare("odoo.addons", REPO)
for _addon in ("lot_traceability", "lot_recall", "lot_gs1_labels", "lot_udi"):
    _bare(f"odoo.addons.{_addon}", os.path.join(REPO, _addon))
