"""The font of papers: as lot_traceability has it."""

from odoo.addons.lot_traceability.report.fonts import FAMILY, find_folder, lacking, register

__all__ = ["FAMILY", "find_folder", "lacking", "register"]
