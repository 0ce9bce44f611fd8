from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        if "/lot/scan" in endpoint.routing["routes"]:
            # Odoo passes the keys of a body as arguments; this one would be taken for the controller itself.
            request.params.pop("self", None)
        return super()._dispatch(endpoint)
