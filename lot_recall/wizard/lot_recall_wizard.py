"""New recall: say what is wrong and what you know, look at what it reaches, confirm.

Two steps. *Scope*: title, reason and how the lots are chosen. *Preview*: read live from the trace, nothing stored;
lots can be left out with a reason. Confirming makes the case and freezes revision 1; those who may not confirm save
a draft.
"""

from odoo import api, fields, models

from ..kernel.scope import FIELDS as SCOPE_FIELDS
from ..kernel.scope import is_choices, is_reasons, missing, storable
from ..models import messages
from ..models.lot_recall import CLASSES, KINDS
from ..models.lot_recall_scope import METHODS, RECORDS

CASE_FIELDS = ("title", "reason", "kind", "hazard_class")


class LotRecallWizard(models.TransientModel):
    _name = "lot.recall.wizard"
    _description = "New recall"

    recall_id = fields.Many2one("lot.recall", "Draft", readonly=True, help="The draft that is being reviewed.")
    step = fields.Selection([("scope", "What and why"), ("preview", "What it reaches")], required=True, default="scope")
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        domain="[('id', 'in', allowed_company_ids)]",
        help="The company that runs the recall. The case follows the goods into the other companies, but its people "
        "read the customers of those under a number, not by name.",
    )
    title = fields.Char(help="A few words by which everybody knows what is meant, for example: Cannula leaks.")
    reason = fields.Text(help="What is wrong and how it was found, in the words that an auditor may read.")
    kind = fields.Selection(
        KINDS,
        required=True,
        default="recall",
        help="Recall: goods come back. Withdrawal: no law is broken, goods come back all the same. "
        "Correction: goods are mended where they are. Field safety corrective action: what the European Union calls "
        "either of medical devices. Stock recovery: nothing has left the house yet. Drill: an exercise, nobody outside "
        "is told.",
    )
    hazard_class = fields.Selection(CLASSES, "Class", help="How bad it would be; leave empty until judged.")
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )

    scope_method = fields.Selection(METHODS, "What do you know?", required=True, default="lots")
    lot_ids = fields.Many2many("stock.lot", "lot_recall_wizard_lot_rel", string="Lots")
    pasted = fields.Text("List", help="One number per line, as many as 10,000. Lines that nobody knows are listed.")
    choices = fields.Json()
    supplier_lot = fields.Char("Supplier's lot number")
    partner_id = fields.Many2one("res.partner", "Supplier")
    picking_id = fields.Many2one(
        "stock.picking", "Receipt", domain="[('picking_type_code', '=', 'incoming'), ('state', '=', 'done')]"
    )
    production_id = fields.Many2one("mrp.production", "Manufacturing order")
    component_product_id = fields.Many2one("product.product", "Component")
    component_lot_ids = fields.Many2many(
        "stock.lot",
        "lot_recall_wizard_component_rel",
        string="Only these lots of it",
        help="Leave empty for every lot of the component.",
    )
    product_id = fields.Many2one("product.product", domain="[('tracking', '!=', 'none')]")
    date_from = fields.Date("First day")
    date_to = fields.Date("Last day")
    exclusions = fields.Json(help="Reason by lot, for lots that are left out.")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._cleaned(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._cleaned(vals))

    @api.model
    def _cleaned(self, vals):
        """Refuse JSON of the wrong shape. PostgreSQL takes no NUL in a text; it stays as an unknown character."""
        if not is_reasons(vals.get("exclusions")):
            raise messages.scope_malformed(self.env, "exclusions")
        if vals.get("choices") and not is_choices(vals["choices"]):
            raise messages.scope_malformed(self.env, "choices")
        return {key: storable(value) if isinstance(value, str) else value for key, value in vals.items()}

    @api.depends("recall_id", "scope_method", *RECORDS)
    def _compute_company_id(self):
        """The company of what was chosen, if it is one; else as it was, at first the one that the user works in."""
        for wizard in self:
            named = self.env["res.company"]
            for name in RECORDS.keys() & SCOPE_FIELDS.get(wizard.scope_method, {}).keys():
                named |= wizard[name]._origin._filtered_access("read").company_id
            chosen = named if len(named) == 1 else wizard.company_id
            wizard.company_id = wizard.recall_id.company_id or chosen or self.env.company

    def _in_company(self):
        """This wizard as the case will be read: with its company alone."""
        self.ensure_one()
        company = self.recall_id.company_id or self.company_id
        if company not in self.env.companies:
            raise messages.company_not_yours(self.env)
        for name in SCOPE_FIELDS[self.scope_method]:
            if RECORDS.get(name) == "stock.lot":
                readable = self[name]._filtered_access("read")
                others = readable.filtered(lambda lot: lot.company_id not in (company, company.browse()))
                if others:
                    raise messages.lots_of_other_company(self.env, others[:10].mapped("name"), company.name)
        return self.with_context(allowed_company_ids=company.ids)

    # --- scope ---

    def _scope(self):
        """The scope as a plain dict, see ``lot.recall.scope``."""
        self.ensure_one()
        scope = {"method": self.scope_method}
        # Sudo, and read anew: numbers only. A relation leaves out what may not be read and says nothing, and would
        # make the recall smaller; the scope refuses it in a sentence.
        wizard_sudo = self.sudo()
        wizard_sudo.invalidate_recordset(SCOPE_FIELDS[self.scope_method])
        for name in SCOPE_FIELDS[self.scope_method]:
            value, kind = wizard_sudo[name], self._fields[name].type
            if kind == "many2many":
                value = value.ids
            elif kind == "many2one":
                value = value.id
            elif kind == "date":
                value = value.isoformat() if value else False
            scope[name] = value
        if "date_from" in scope:
            scope["tz"] = self.env.user.tz or "UTC"
        return scope

    def _frozen_scope(self):
        """The scope with the lots that it means now, so that the case still says them when the records change."""
        scope = self._scope()
        scopes = self._in_company().env["lot.recall.scope"]
        return {**scope, "lot_ids": scopes._origins(scope).ids}

    @api.model
    def _vals_of_case(self, recall):
        """Values of a wizard that reviews a draft."""
        scope = recall.scope or {"method": "lots", "lot_ids": []}
        names = SCOPE_FIELDS[scope["method"]]
        return {
            "recall_id": recall.id,
            "step": "preview",
            "company_id": recall.company_id.id,
            "user_id": recall.user_id.id,
            "scope_method": scope["method"],
            "exclusions": recall.exclusions,
            **{name: recall[name] for name in CASE_FIELDS},
            **{name: scope.get(name) for name in names},
        }

    # --- actions ---

    def action_preview(self):
        """Go on to what the scope reaches; refuse an empty scope at once."""
        self._check_filled()
        if self.scope_method != "pasted":
            # A pasted list shows its unknown and ambiguous lines on the next page even when none is known.
            self._frozen_scope()
        self.step = "preview"
        return self._action_show()

    def action_back(self):
        """Change the scope again."""
        self.ensure_one()
        self.step = "scope"
        return self._action_show()

    def action_save_draft(self):
        """Keep the case without freezing anything."""
        return self._save_case()._action_form()

    def action_confirm(self):
        """Make the case and freeze revision 1; where that is signed, keep a draft and ask for the signature."""
        recall = self._save_case()
        asked = recall.action_confirm()
        self.recall_id = recall
        return asked if isinstance(asked, dict) else recall._action_form()

    def _check_filled(self):
        """Refuse, naming everything that is missing at once."""
        self.ensure_one()
        empty = [] if (self.title or "").strip() else ["title"]
        empty += filter(None, [missing(self._scope())])
        if empty:
            raise messages.fill_in_first(self.env, empty)

    def _save_case(self):
        self._check_filled()
        scope = self._frozen_scope()
        values = {
            **{name: self[name] for name in CASE_FIELDS},
            "user_id": self.user_id.id,
            "scope": scope,
            "exclusions": self.exclusions or {},
        }
        if not self.recall_id:
            return self.env["lot.recall"].create({**values, "company_id": self.company_id.id})
        if self.recall_id.state != "draft":
            raise messages.not_a_draft(self.recall_id)
        self.recall_id.write(values)
        return self.recall_id

    def _action_show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Recall"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
