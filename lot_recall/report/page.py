"""The pages of papers: as lot_traceability has them."""

from odoo.addons.lot_traceability.report.page import NumberedCanvas

__all__ = ["NumberedCanvas"]
