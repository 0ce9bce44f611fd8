"""Whom to write to at a customer when goods are called back."""

from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_recall_contact = fields.Boolean(
        "Recall contact", help="Recall notices to this company go here first, before any other address."
    )
