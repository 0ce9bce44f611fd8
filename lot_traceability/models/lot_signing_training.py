"""Signing waits for the training of whoever signs, where the company asks for it."""

from odoo import api, models

from .. import messages_training as messages
from .lot_procedure_sign import TRAINING
from .lot_signing import SigningRefused


class LotSigning(models.AbstractModel):
    _inherit = "lot.signing"

    @api.model
    def _prepare(self, record, meaning, params):
        asked = super()._prepare(record, meaning, params)
        # Sudo: the setting holds for everybody who signs.
        company_sudo = record._get_signing_company().sudo()
        # A reading is signed in any case: it is what mends this.
        if meaning != TRAINING and company_sudo.lot_training_signing:
            names = self.env["lot.training"]._get_overdue(company_sudo)
            if names:
                raise SigningRefused("training", messages.signing_stopped(self.env, names))
        return asked
