"""The design as it will be printed, beside its fields while they are edited."""

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_label as messages
from ..kernel.label import check, place, raster
from ..kernel.label.errors import LabelError
from .lot_label_design import LAYOUT_FIELDS
from .lot_label_design_line import LAYOUT_FIELDS as LINE_FIELDS


class LotLabelDesign(models.Model):
    _inherit = "lot.label.design"

    sample_lot_id = fields.Many2one(
        "stock.lot", "Show with", store=False, help="A lot to try the design with. Empty: made-up data."
    )
    preview = fields.Binary(compute="_compute_preview")
    problem = fields.Char(compute="_compute_preview")

    @api.depends(*LAYOUT_FIELDS, "sample_lot_id", *(f"line_ids.{name}" for name in LINE_FIELDS))
    def _compute_preview(self):
        for design in self:
            design.preview = design.problem = False
            try:
                page = design._preview_page()
                design.preview = base64.b64encode(raster.png(page))
                check.check(design._design())
                design._check_sheet()
            except LabelError as error:
                design.problem = messages.refusal(self.env, error, design.name or "")
            except UserError as error:
                design.problem = str(error)

    def _preview_page(self):
        for line in self.line_ids:
            line._check_words()
        lot = self.sample_lot_id
        values = next(self._labels(lot._origin)) if lot and self.model == "stock.lot" else self._sample()
        return place.place(self._design(), values, fields.Date.context_today(self))
