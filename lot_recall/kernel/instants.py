"""Instants of an answer: as lot_traceability reads them."""

from odoo.addons.lot_traceability.kernel.instants import read_instant

__all__ = ["read_instant"]
