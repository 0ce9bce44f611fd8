"""Whom to write to at a customer when goods are called back."""

from odoo import fields, models

RECIPIENTS = [
    ("wholesale", "Wholesaler, distributor"),
    ("retail", "Shop, pharmacy"),
    ("user", "Institution, user"),
    ("government", "Government"),
    ("consumer", "Consumer"),
]


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_recall_contact = fields.Boolean(
        "Recall contact", help="Recall notices to this company go here first, before any other address."
    )
    recall_recipient = fields.Selection(
        RECIPIENTS, "Kind of consignee", help="Authorities ask for it when goods are called back."
    )
