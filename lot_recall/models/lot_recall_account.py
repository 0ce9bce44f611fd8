"""Reconciliation, one row per lot: what went out and what became of it, and why something is missing.

Worked out by ``kernel/account.py`` and kept here to be listed, explained and signed. A figure that changes makes the
signature under its explanation void.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_traceability import messages_signing
from odoo.addons.lot_traceability.kernel import audit_chain
from odoo.addons.lot_traceability.kernel.signing import Signing

from ..kernel import account as kernel
from ..kernel.balance import Part
from ..sql import account as sql
from . import messages_close as messages
from .lot_recall_consignee_lot import _exact

NUMBERS = tuple(f"{name}_qty" for name in (*kernel.OWN_NAMES, *kernel.PART_NAMES))


class LotRecallAccount(models.Model):
    _name = "lot.recall.account"
    _inherit = ["lot.signature.mixin"]
    _description = "Reconciliation of a lot of a recall"
    _order = "recall_id desc, is_open desc, product, lot, id"
    _rec_name = "lot"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    recall_state = fields.Selection(related="recall_id.state", string="State of the recall")
    key = fields.Char(required=True, readonly=True)
    lot_id = fields.Many2one("stock.lot", "Lot in stock", index="btree_not_null", ondelete="set null", readonly=True)
    lot = fields.Char(readonly=True)
    product = fields.Char(readonly=True)
    uom = fields.Char("Unit", readonly=True)
    made_qty = fields.Float("Made or received", digits="Product Unit", readonly=True)
    on_hand_qty = fields.Float("On hand now", digits="Product Unit", readonly=True)
    held_qty = fields.Float("Held now", digits="Product Unit", readonly=True)
    shipped_qty = fields.Float("Shipped", digits="Product Unit", readonly=True)
    returned_qty = fields.Float("Came back by the revision", digits="Product Unit", readonly=True)
    own_residual_qty = fields.Float(
        "Not explained by our records", digits="Product Unit", readonly=True, help="By the accepted revision."
    )
    net_qty = fields.Float("With consignees", digits="Product Unit", readonly=True, help="When the notice went out.")
    unanswered_qty = fields.Float("Not answered for", digits="Product Unit", readonly=True)
    had_qty = fields.Float(
        "They had", digits="Product Unit", readonly=True, help="As they answered, and at least what came back."
    )
    used_qty = fields.Float("Used", digits="Product Unit", readonly=True)
    sold_on_qty = fields.Float(
        "Sold on", digits="Product Unit", readonly=True, help="And not sent back by people who are no consignees."
    )
    destroyed_qty = fields.Float("Destroyed there", digits="Product Unit", readonly=True)
    corrected_qty = fields.Float("Corrected", digits="Product Unit", readonly=True)
    announced_qty = fields.Float("Announced", digits="Product Unit", readonly=True)
    received_qty = fields.Float("Received back", digits="Product Unit", readonly=True)
    unaccounted_qty = fields.Float("Not accounted for", digits="Product Unit", readonly=True)
    outstanding_qty = fields.Float("Still there", digits="Product Unit", readonly=True)
    recovered_qty = fields.Float("Recovered", digits="Product Unit", readonly=True)
    residual_qty = fields.Float(
        "Without an end",
        digits="Product Unit",
        readonly=True,
        help="Delivered, and neither used nor recovered: not answered for, not accounted for, sold on or still there.",
    )
    is_within = fields.Boolean("Within tolerance", readonly=True)
    is_open = fields.Boolean("To explain", compute="_compute_is_open", store=True)
    explanation = fields.Char(help="Where the rest is, or why it cannot be found.")
    explained_by_id = fields.Many2one("res.users", "Written by", readonly=True, ondelete="restrict")
    is_approved = fields.Boolean("Signed as explained", readonly=True)

    _key_unique = models.Constraint("UNIQUE (recall_id, key)", "A recall has each lot once.")

    @api.depends("is_within", "is_approved")
    def _compute_is_open(self):
        for row in self:
            row.is_open = not row.is_within and not row.is_approved

    @api.depends("lot", "product")
    def _compute_display_name(self):
        for row in self:
            row.display_name = " ".join(filter(None, (row.lot, row.product)))

    # --- rights ---

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise messages.rows_by_program_only(self.env)
        return super().create(vals_list)

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        if vals.keys() - {"explanation"}:
            raise messages.rows_by_program_only(self.env)
        for recall in self.recall_id:
            recall._check_reconciles()
        result = super().write(vals)
        rows_sudo = self.sudo()  # sudo: who wrote it is the program's to say
        super(LotRecallAccount, rows_sudo).write({"explained_by_id": self.env.uid})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise messages.rows_by_program_only(self.env)

    # --- filling ---

    @api.model
    def _refresh(self, recall):
        """Bring the rows of a case up to date; what did not change is not written."""
        rows_sudo = self.sudo().search([("recall_id", "=", recall.id)])  # sudo: rows are the program's
        tolerance = recall._get_tolerance()
        wanted = {lot.key: lot.to_row(tolerance) for lot in self._read_lots(recall)}
        nothing = kernel.Lot("", "", "", "").to_row(tolerance)  # of lots that a later revision leaves out
        for row in rows_sudo.with_context(lot_reason=messages.figures_changed(self.env)):
            values = wanted.pop(row.key, None) or {name: nothing[name] for name in (*NUMBERS, "is_within")}
            changed = {name: value for name, value in _plain(values).items() if row._is_other(name, value)}
            if changed:
                row.write(changed)
        there = self.env["stock.lot"].browse(int(key) for key in wanted if key.isdigit()).exists()
        lot_ids = {str(lot_id): lot_id for lot_id in there.ids}
        common = {"recall_id": recall.id, "company_id": recall.company_id.id}
        rows_sudo.create([{**_plain(row), **common, "lot_id": lot_ids.get(key)} for key, row in wanted.items()])
        return self.search([("recall_id", "=", recall.id)])

    def _is_other(self, name, value):
        return _exact(self[name]) != _exact(value) if name in NUMBERS else (self[name] or "") != (value or "")

    @api.model
    def _read_lots(self, recall):
        """The lots of a case as ``kernel.account.Lot``."""
        self.env.flush_all()
        lots = {}
        for number, lot, product, uom, *quantities in self.env.execute_query(sql.own(recall.revision_id.id)):
            made, shipped, returned, residual, on_hand, held = (_exact(float(value)) for value in quantities)
            own = {"made": made, "on_hand": on_hand, "held": held, "shipped": shipped, "returned": returned}
            key = str(number)
            lots[key] = (key, lot or "", product or "", uom or "", {**own, "own_residual": residual}, Part())
        for key, lot, product, uom, *quantities in self.env.execute_query(sql.parts(recall.id)):
            *sums, strange = (_exact(float(value)) for value in quantities)
            own = lots[key][4] if key in lots else {}
            lots[key] = (key, lot or "", product or "", uom or "", own, Part(*sums).with_strangers(strange))
        return [kernel.Lot(*lots[key]) for key in sorted(lots, key=lambda key: (*lots[key][2:0:-1], key))]

    # --- explaining ---

    def action_sign_explanation(self):
        """Sign that what is missing of this lot is explained."""
        self.ensure_one()
        self.recall_id._check_reconciles()
        return self._action_sign("approval")

    def _check_still_as_signed(self):
        approved = self.filtered("is_approved")  # no question for the others: a case has thousands
        result = super(LotRecallAccount, approved)._check_still_as_signed() if approved else None
        approved._look_at_signature()
        return result

    def _look_at_signature(self):
        """Whether the explanation is signed, as it stands now."""
        valid = set(self and self._get_signatures_sudo(valid_only=True).mapped("res_id"))
        for row_sudo in self.sudo():  # sudo: rows are the program's
            row_sudo.is_approved = row_sudo.id in valid

    def _signed_content(self):
        self.ensure_one()
        values = {name: format(_exact(self[name]), "f") for name in messages.SIGNED_NUMBERS}
        return {"case": self.recall_id.name, "key": self.key, "explanation": self.explanation or "", **values}

    @api.model
    def _signed_fields(self):
        return {"explanation", *messages.SIGNED_NUMBERS}

    def _get_signature_authors(self):
        return self.explained_by_id

    def _get_explanations(self):
        """What closes each row, by its key: the explanation, who wrote it and who signed it."""
        signed_sudo = self._get_signatures_sudo(valid_only=True).grouped("res_id")
        return {
            row.key: {
                "explanation": row.explanation or "",
                "explained_by": row.explained_by_id.name or "",
                "signatures": [
                    {"signer": one.signer, "sha256": one.content_hash} for one in signed_sudo.get(row.id, ())
                ],
            }
            for row in self
        }

    def _check_may_sign(self, meaning, params):
        self.recall_id._check_may_confirm()
        return super()._check_may_sign(meaning, params)

    def _prepare_signing(self, meaning, params):
        self.recall_id._check_reconciles()
        if meaning != "approval" or self.is_within:
            raise UserError(messages_signing.no_such_object(self.env))
        if not self.explanation:
            raise messages.explain_first(self)
        labels = {name: self._fields[name]._description_string(self.env) for name in messages.SIGNED_NUMBERS}
        facts = [(label, f"{self[name]:g} {self.uom}") for name, label in labels.items()]
        facts = [(self.env._("Lot"), self.display_name), *facts, (self.env._("Explanation"), self.explanation)]
        return Signing(
            title=f"{self.recall_id.name}: {self.display_name}",
            statement=messages.explained_statement(self.env),
            facts=tuple(facts),
            seen_hash=audit_chain.content_hash(audit_chain.canonical(self._signed_content())).hex(),
        )

    def _do_signed(self, meaning, params, reason, work):
        row_sudo = self.sudo()  # sudo: rows are the program's; the signature was checked
        row_sudo.is_approved = True
        self.env["lot.audit.entry"]._ledger_write(
            "recall_explained", self.recall_id, reason=reason, extra={"lot": self.display_name}
        )
        return False

    def _void_signatures(self, reason):
        result = super()._void_signatures(reason)
        self._look_at_signature()
        return result


def _plain(row):
    """Quantities as columns hold them."""
    return {name: float(value) if name in NUMBERS else value for name, value in row.items()}
