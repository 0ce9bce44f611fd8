"""Letters in the order in which a page shows them: the paper parts of lot_traceability."""

from odoo.addons.lot_traceability.kernel.visual import has_right_to_left, is_right_to_left, visual, visual_from_right

__all__ = ["has_right_to_left", "is_right_to_left", "visual", "visual_from_right"]
