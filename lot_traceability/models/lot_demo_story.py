"""Door through which Odoo's demo data tells the story (``demo/story.py``)."""

from odoo import api, models
from odoo.exceptions import AccessError


class LotDemoStory(models.AbstractModel):
    """No record and no table: only the method that a data file can call."""

    _name = "lot.demo.story"
    _description = "Demo story of a maker of infusion sets"

    @api.model
    def _tell(self):
        """Tell the demo story once; only the superuser may, since it makes companies and transfers."""
        if not self.env.su:
            raise AccessError(self.env._("Only the system itself can create the demo story."))
        # Imported here: a database without demo data never loads the story.
        from ..demo.story import tell

        tell(self.env)
