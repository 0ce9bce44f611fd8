"""Where it is said how numbers of new lots look; every change of it goes into the audit ledger."""

from odoo import fields, models

FIELDS = {"lot_number_format_id", "supplier_number_format_id"}


class LotNumberMixin(models.AbstractModel):
    _name = "lot.number.mixin"
    _description = "Says how lot numbers look"

    lot_number_format_id = fields.Many2one(
        "lot.number.format",
        "Lot number format",
        domain="[('purpose', '=', 'own')]",
        ondelete="restrict",
        help="How numbers of new lots and serial numbers look. Empty: as the category says, else Odoo's own sequence.",
    )
    supplier_number_format_id = fields.Many2one(
        "lot.number.format",
        "Suppliers' number format",
        domain="[('purpose', '=', 'supplier')]",
        ondelete="restrict",
        help="What suppliers' numbers must look like, so that mistyped ones are refused: those entered beside an own "
        "number or, without own format, the lot numbers themselves. Empty: as the category says.",
    )

    def write(self, vals):
        names = FIELDS & vals.keys()
        if not names:
            return super().write(vals)
        with self.env["lot.audit.entry"]._recording("settings_changed", self, sorted(names)):
            return super().write(vals)
