"""Kernel tests run without Odoo.

Bare package objects stand in for ``odoo``, ``odoo.addons`` and each addon, so that
``odoo.addons.lot_x.kernel.y`` imports the very file that production runs while the addon's
``__init__`` never does; a kernel that reaches for ``odoo.models`` fails at once.
"""

import sys
from pathlib import Path
from types import ModuleType

from hypothesis import settings

# A busy machine makes no test fail: nothing in the tests measures time.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

REPO = Path(__file__).resolve().parents[2]


def _bare(name, path):
    module = ModuleType(name)
    module.__path__ = [str(path)]
    sys.modules[name] = module


_bare("odoo", REPO / "does-not-exist")
_bare("odoo.addons", REPO)
for _addon in ("lot_traceability", "lot_recall", "lot_gs1_labels", "lot_udi"):
    _bare(f"odoo.addons.{_addon}", REPO / _addon)
