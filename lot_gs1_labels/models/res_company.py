from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_settings as messages
from ..kernel.check_digits import is_digits


class ResCompany(models.Model):
    _inherit = "res.company"

    gs1_company_prefix = fields.Char(
        "GS1 company prefix",
        size=12,
        help="The 4 to 12 digits that GS1 gave the company. Barcodes of products then show whether they are the "
        "company's own.",
    )

    @api.constrains("gs1_company_prefix")
    def _check_gs1_company_prefix(self):
        for company in self:
            prefix = company.gs1_company_prefix
            if prefix and not (is_digits(prefix) and 4 <= len(prefix) <= 12):
                raise ValidationError(messages.company_prefix(self.env, prefix))

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "gs1_company_prefix"]
