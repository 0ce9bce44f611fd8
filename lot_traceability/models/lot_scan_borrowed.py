"""Documents of applications that may be missing: batch transfers and repair orders take scans where they are installed.

We do not depend on these applications: once all models are loaded, theirs are lent the methods of
``lot.scan.document``.
"""

import inspect

from odoo import api, models

from .lot_scan_batch import BatchScan
from .lot_scan_repair import RepairScan

BORROWERS = {"stock.picking.batch": BatchScan, "repair.order": RepairScan}


class LotScan(models.Model):
    _inherit = "lot.scan"

    def _register_hook(self):
        super()._register_hook()
        for name, methods in BORROWERS.items():
            if name in self.env:
                _lend(self.env.registry[name], self.env.registry["lot.scan.document"], methods)

    @api.model
    def _get_kinds(self):
        return [*super()._get_kinds(), *(self.env[name] for name in BORROWERS if name in self.env)]


def _lend(model_class, *sources):
    for source in sources:
        for name in dir(source):
            if name.startswith("_scan_"):
                setattr(model_class, name, inspect.getattr_static(source, name))
