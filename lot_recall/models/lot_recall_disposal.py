"""What becomes of goods that came back: destroyed, mended, sent to the supplier or released, by signature.

    draft ──signature──▶ done: stock is moved in the same transaction
      └──cancel──▶ cancelled

Who prepared it, or wrote anything of it, does not sign it (setting *The author does not approve*). The signature's
reason is the one under which blocked goods pass the gate.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_traceability import messages_signing
from odoo.addons.lot_traceability.kernel import audit_chain
from odoo.addons.lot_traceability.kernel.signing import Signing

from . import messages_disposal as messages
from .lot_recall_disposal_line import prepare_move_line_vals

DRAFT_FIELDS = {"outcome", "note", "line_ids", "location_dest_id"}
OUTCOME = ("done_at", "done_by_id", "picking_ids", "scrap_ids")


class LotRecallDisposal(models.Model):
    _name = "lot.recall.disposal"
    _inherit = ["lot.signature.mixin", "lot.history.mixin"]
    _description = "Disposition of goods of a recall"
    _order = "id desc"
    _check_company_auto = True

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one(related="recall_id.company_id", store=True, precompute=True, index=True)
    outcome = fields.Selection(
        [
            ("destroy", "Destroy"),
            ("rework", "Rework"),
            ("supplier", "Return to supplier"),
            ("release", "Release"),
            ("other", "Dealt with otherwise"),
        ],
        required=True,
        default="destroy",
        help="Destroy: scrapped where it lies. Rework: moved to where it is mended. Return to supplier: a transfer "
        "that is validated when it leaves. Release: the hold of the whole lot is lifted, and the goods go to stock. "
        "Dealt with otherwise: nothing is moved.",
    )
    note = fields.Text(help="How it is done, and by whom.")
    line_ids = fields.One2many("lot.recall.disposal.line", "disposal_id", "Goods")
    location_dest_id = fields.Many2one(
        "stock.location", "To", check_company=True, domain=[("usage", "=", "internal")], help="Where it is mended."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("done", "Carried out"), ("cancelled", "Cancelled")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
    )
    done_at = fields.Datetime("Carried out on", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", "Carried out by", readonly=True, copy=False, ondelete="restrict")
    author_ids = fields.Many2many(
        "res.users", string="Prepared by", readonly=True, copy=False, help="Whoever wrote anything of it."
    )
    recall_state = fields.Selection(related="recall_id.state", string="State of the recall")
    picking_ids = fields.Many2many("stock.picking", string="Transfers", readonly=True, copy=False)
    scrap_ids = fields.Many2many("stock.scrap", string="Scrap orders", readonly=True, copy=False)

    @api.depends("recall_id", "outcome")
    def _compute_display_name(self):
        words = dict(self._fields["outcome"]._description_selection(self.env))
        for disposal in self:
            disposal.display_name = f"{disposal.recall_id.name}: {words.get(disposal.outcome, '')}"

    # --- rights ---

    @api.model_create_multi
    def create(self, vals_list):
        disposals = super().create(vals_list)
        for disposal in disposals:
            disposal.recall_id._check_gets_back()
            # Looked at afterwards: the context can give values, too.
            if not self.env.su and (disposal.state != "draft" or any(disposal[name] for name in OUTCOME)):
                raise messages.by_signature_only(self.env)
        return disposals

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - DRAFT_FIELDS:
                raise messages.by_signature_only(self.env)
            self._note_author()
        return super().write(vals)

    def _note_author(self):
        """The current user changes these drafts, lines included."""
        for disposal_sudo in self.sudo():  # sudo: set here and nowhere else
            disposal_sudo._check_draft()
            if self.env.user not in disposal_sudo.author_ids:
                disposal_sudo.author_ids |= self.env.user

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for disposal in self:
            disposal._check_draft()

    @api.constrains("location_dest_id")
    def _check_destination(self):
        for disposal in self:
            if disposal.location_dest_id and disposal.location_dest_id.usage != "internal":
                raise messages.place_outside(disposal)

    def _check_draft(self):
        if self.state != "draft":
            raise messages.is_decided(self)

    def action_cancel(self):
        """Drop the draft."""
        self.check_access("write")
        for disposal in self:
            disposal._check_draft()
        return self._set_done(state="cancelled")

    def _set_done(self, **values):
        disposals_sudo = self.sudo()  # sudo: closed to every direct write; the caller has checked who may do this
        return disposals_sudo.write(values)

    # --- signing ---

    def action_carry_out(self):
        """Ask for the signature that has it done."""
        self.ensure_one()
        self._check_ready()
        return self._action_sign("approval")

    def _check_ready(self):
        self._check_draft()
        self.recall_id._check_gets_back()
        if not self.line_ids:
            raise messages.no_goods(self)
        if self.outcome == "rework" and not self.location_dest_id:
            raise messages.no_place(self)
        if self.outcome == "release" and not self.env.user.has_group("lot_recall.group_recall_manager"):
            raise messages.only_managers_release(self.env)
        self.line_ids._check_there()
        for line, arrival in self.line_ids._get_arrivals().items():
            if self.outcome in ("rework", "release") and not arrival.location_dest_id.warehouse_id:
                raise messages.no_warehouse(line)

    def _get_signature_authors(self):
        return self.create_uid | self.author_ids

    def _check_may_sign(self, meaning, params):
        # Whoever received the goods may not know of recalls; Quality judges them.
        self.env["stock.lot"]._check_may_judge()
        return super()._check_may_sign(meaning, params)

    def _signed_content(self):
        return {
            "case": self.recall_id.name,
            "outcome": self.outcome,
            "note": self.note or "",
            "to": self.location_dest_id.id,
            "lines": [line._to_plain() for line in self.line_ids.sorted("id")],
        }

    @api.model
    def _signed_fields(self):
        return {"outcome", "note", "location_dest_id", "line_ids"}

    def _prepare_signing(self, meaning, params):
        if meaning != "approval":
            raise UserError(messages_signing.no_such_object(self.env))
        self._check_ready()
        words = dict(self._fields["outcome"]._description_selection(self.env))
        facts = [(self.env._("What becomes of them"), words[self.outcome])]
        facts += [(line.back_id.lot or line.back_id.product, line._get_words()) for line in self.line_ids]
        facts += [(self.env._("Note"), self.note)] if self.note else []
        return Signing(
            title=self.display_name,
            statement=messages.statements(self.env)[self.outcome],
            facts=tuple(facts),
            seen_hash=audit_chain.content_hash(audit_chain.canonical(self._signed_content())).hex(),
        )

    def _do_signed(self, meaning, params, reason, work):
        disposal = self.with_context(lot_reason=reason).with_company(self.company_id)
        getattr(disposal, f"_do_{self.outcome}")()
        self._set_done(state="done", done_at=fields.Datetime.now(), done_by_id=self.env.uid)
        self.line_ids.back_id._recount_settled()
        goods = [line._to_plain() for line in self.line_ids]
        row = {"record": self, "label": self.recall_id.name, "about": [self.recall_id, *self.line_ids.back_id.lot_id]}
        self.env["lot.audit.entry"]._ledger_write(
            "recall_disposed", [row], reason=reason, extra={"outcome": self.outcome, "goods": goods}
        )
        return False

    def _void_signatures(self, reason):
        for disposal in self:
            disposal._check_draft()
        return super()._void_signatures(reason)

    # --- what is done ---

    def _do_destroy(self):
        scraps = self.env["stock.scrap"].create(
            [
                {
                    "product_id": quant.product_id.id,
                    "product_uom_id": quant.product_uom_id.id,
                    "lot_id": quant.lot_id.id,
                    "package_id": quant.package_id.id,
                    "owner_id": quant.owner_id.id,
                    "scrap_qty": qty,
                    "location_id": quant.location_id.id,
                    "company_id": self.company_id.id,
                    "origin": self.recall_id.name,
                }
                for _line, quant, qty in self.line_ids._get_parts()
            ]
        )
        scraps.do_scrap()
        self._set_done(scrap_ids=scraps.ids)

    def _do_rework(self):
        self._move_to(self.location_dest_id, self.line_ids)._action_done()

    def _do_release(self):
        goods = {(row.lot_id, row.product_id) for row in self.line_ids.back_id}
        holds = self.recall_id.hold_ids.filtered(
            lambda hold: hold.state == "open" and (hold.lot_id, hold.product_id) in goods
        )
        if holds:
            holds._lift(self.env.context["lot_reason"])
        arrivals = self.line_ids._get_arrivals()
        by_warehouse = self.line_ids.grouped(lambda line: arrivals[line].location_dest_id.warehouse_id)
        for warehouse, lines in by_warehouse.items():
            self._move_to(warehouse.lot_stock_id, lines)._action_done()

    def _do_supplier(self):
        """A transfer for each receipt by which the goods came, which people validate when they leave."""
        receipts = {line: line._get_receipt() for line in self.line_ids}
        for receipt, lines in self.line_ids.grouped(receipts.get).items():
            if not receipt:
                raise messages.never_received(lines[0])
            kind = receipt.picking_id.picking_type_id
            kind = kind.return_picking_type_id or kind.warehouse_id.out_type_id
            self._move_to(
                receipt.location_id,
                lines,
                receipt=receipt,
                picking_type_id=kind.id,
                partner_id=receipt.picking_id.partner_id.id,
            )

    def _do_other(self):
        """Nothing is moved."""

    def _move_to(self, dest, lines, **values):
        """Transfers of the goods of these lines to a place, one for each place where they lie; not validated yet.

        Args:
            values: of each transfer; ``receipt``, a ``stock.move``, when it takes back what that brought.
        """
        receipt = values.pop("receipt", None)
        pickings, by_place = self.env["stock.picking"], {}
        for _line, quant, qty in lines._get_parts():
            of_product = by_place.setdefault(quant.location_id, {}).setdefault(quant.product_id, [])
            of_product.append((quant, qty))
        for source, here in by_place.items():
            common = {"location_id": source.id, "location_dest_id": dest.id, "company_id": self.company_id.id}
            common["picking_type_id"] = values.get("picking_type_id") or source.warehouse_id.int_type_id.id
            picking = pickings.create({"origin": self.recall_id.name, **values, **common})
            for product, of_product in here.items():
                move = self.env["stock.move"].create(
                    {
                        **common,
                        "product_id": product.id,
                        "product_uom": product.uom_id.id,
                        "product_uom_qty": sum(qty for _quant, qty in of_product),
                        "picking_id": picking.id,
                        "origin_returned_move_id": receipt.id if receipt else False,
                    }
                )
                move._action_confirm(merge=False)
                move.move_line_ids.unlink()
                self.env["stock.move.line"].create([prepare_move_line_vals(move, *part) for part in of_product])
                move.picked = not receipt
            pickings |= picking
        self._set_done(picking_ids=(self.picking_ids | pickings).ids)
        return pickings
