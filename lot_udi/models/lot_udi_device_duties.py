"""What follows from the four flags of a device: each has duties of its own."""

from odoo import api, fields, models

from .. import messages_tracking as messages
from ..kernel.attributes import YES


class LotUdiDevice(models.Model):
    _inherit = "lot.udi.device"

    duties = fields.Text(compute="_compute_duties")
    duty_gaps = fields.Text("Stands against them", compute="_compute_duties")

    def _is_followed(self):
        """Whether units are followed to the user: where they go is asked for, and the reports are there."""
        return self.is_fda_tracked or self.is_implant or self.is_life_supporting

    @api.depends(
        "is_fda_tracked",
        "fda_order",
        "is_implant",
        "is_life_supporting",
        "is_class_iii",
        "implantable",
        "di_ids.product_id",
    )
    @api.depends_context("lang")
    def _compute_duties(self):
        for device in self:
            told = [
                (device.is_fda_tracked, messages.duty_tracked(self.env, device.fda_order)),
                (device.is_implant, messages.duty_implant(self.env)),
                (device.is_life_supporting, messages.duty_life(self.env)),
                (device.mdr_class == "3" and device.implantable == YES, messages.duty_class_iii(self.env)),
            ]
            device.duties = "\n".join(sentence for is_so, sentence in told if is_so) or False
            products = device.di_ids.product_id if device._is_followed() else device.di_ids.product_id.browse()
            loose = [
                messages.not_tracked(self.env, product.display_name)
                for product in products
                if product.tracking == "none"
            ]
            if device.is_fda_tracked:
                loose += [
                    messages.not_by_serial(self.env, product.display_name)
                    for product in products
                    if product.tracking == "lot"
                ]
            device.duty_gaps = "\n".join(loose) or False
