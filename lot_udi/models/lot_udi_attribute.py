"""What registration databases ask about devices: one row for each question, from a table of facts."""

from odoo import api, fields, models
from odoo.tools import ormcache

from ..kernel import attributes

_COLUMNS = (
    "code", "kind", "choices", "units", "longest", "is_repeated", "required_us", "required_eu", "trigger_us",
    "trigger_eu", "gudid", "eudamed",
)  # fmt: skip


class LotUdiAttribute(models.Model):
    _name = "lot.udi.attribute"
    _description = "Question about a device"
    _order = "sequence, id"

    name = fields.Char("Question", required=True, readonly=True, translate=True)
    help = fields.Char("What is meant", readonly=True, translate=True)
    sequence = fields.Integer(readonly=True)
    code = fields.Char(required=True, readonly=True)
    section = fields.Selection(
        [
            ("identity", "Identity"),
            ("labeler", "Labeler and contacts"),
            ("market", "Market and class"),
            ("characteristics", "Characteristics"),
            ("sizes", "Sizes"),
            ("storage", "Storage"),
            ("marking", "Marking"),
        ],
        required=True,
        readonly=True,
    )
    kind = fields.Char(required=True, readonly=True, help="Form of the answer, see kernel/attributes.py.")
    choices = fields.Char(readonly=True, help="Answers that may be given, divided by |.")
    units = fields.Char(readonly=True, help="Units that may be given, divided by |.")
    longest = fields.Integer("Characters", readonly=True)
    is_repeated = fields.Boolean("Several answers", readonly=True)
    required_us = fields.Char("Needed by GUDID", readonly=True, help="1 always, else the condition.")
    required_eu = fields.Char("Needed by EUDAMED", readonly=True, help="1 always, else the condition.")
    trigger_us = fields.Boolean("New identifier in the United States", readonly=True)
    trigger_eu = fields.Boolean("New identifier in the European Union", readonly=True)
    gudid = fields.Char("Place in the GUDID file", readonly=True)
    eudamed = fields.Char("Place in the EUDAMED file", readonly=True)
    field = fields.Char(readonly=True, help="The device's own field that answers it; empty: a row of answers.")

    _code_uniq = models.UniqueIndex("(code)")

    @api.model
    @ormcache()
    def _get_definitions(self):
        """All definitions in order, as a tuple of ``kernel.attributes.Attribute``."""
        # Sudo: the table is the same for everybody.
        return tuple(attributes.definition(row) for row in self.sudo().search([]).read(_COLUMNS))

    @api.model
    @ormcache()
    def _get_own_fields(self):
        """``((code, field of the device), …)``: questions that devices answer by a field of their own."""
        # Sudo: the table is the same for everybody.
        return tuple((one.code, one.field) for one in self.sudo().search([("field", "!=", False)]))

    @api.model
    @ormcache("self.env.lang")
    def _get_names(self):
        """``{code: question}`` in the user's language; nobody changes the dict."""
        # Sudo: the table is the same for everybody.
        return {row.code: row.name for row in self.sudo().search([])}

    def _get_definition(self):
        self.ensure_one()
        return next(one for one in self._get_definitions() if one.code == self.code)

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
