"""What the gate does with a line that does not simply pass: refuse, ask for a reason, redirect."""

from contextlib import contextmanager
from contextvars import ContextVar

from odoo import models
from odoo.exceptions import RedirectWarning
from odoo.tools import format_date

from .. import messages_hold as messages
from ..kernel import gate

# Documents that are validated again with the reason, and the method that does it.
VALIDATED_BY = {
    "stock.picking": "button_validate",
    "stock.scrap": "action_validate",
    "mrp.production": "button_mark_done",
    "mrp.unbuild": "action_validate",
    "stock.quant": "action_apply_inventory",
    "stock.package": "unpack",
    "repair.order": "action_repair_end",
}
# The document whose button is at work, where no line names it; no caller can say so, as they could by the context.
_acting = ContextVar("lot_traceability.acting", default=None)


@contextmanager
def acting_for(document):
    """Have the dialog that asks for a reason go on with this document, if it is one."""
    token = _acting.set(document if len(document) == 1 else None)
    try:
        yield
    finally:
        _acting.reset(token)


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _refuse_at_gate(self, message, exit_, blocks):
        goods = self._get_blocked_goods(blocks)
        sentence = message(self.env, goods.display_name, exit_, self._tell_blocks(blocks))
        self.env["lot.reason"]._refuse(sentence, goods)

    def _get_blocked_goods(self, blocks):
        """The first blocked lot, or the product of goods without lot."""
        return blocks[0][2] or self.product_id

    def _tell_blocks(self, blocks):
        """Why the goods are blocked and whom to ask, each reason once; a visitor is not told our reasons."""
        if self.env.user.share:
            return messages.because_blocked(self.env)
        told = []
        for status, hold_sudo, lot in blocks:
            if hold_sudo:
                told.append(messages.because_hold(self.env, hold_sudo))
            elif status == gate.EXPIRED:
                told.append(messages.because_expired(self.env, format_date(self.env, lot._expiry_day())))
            else:
                words = dict(lot._fields["disposition"]._description_selection(self.env))
                told.append(
                    messages.because_disposition(
                        self.env,
                        words[lot.disposition],
                        lot.disposition_reason,
                        lot.disposition_user_id.sudo().name,  # sudo: a colleague's name
                    )
                )
        return "; ".join(dict.fromkeys(told))

    def _pass_with_reason(self, exit_, blocks):
        """Goes by the right of Quality and a reason only; who, what and why stay in the audit ledger."""
        user = self.env.user
        # Not env.su: Odoo validates as the superuser what a subcontractor uses up and what a shop sells.
        if not user._is_superuser() and not user.has_group("lot_traceability.group_quality"):
            self._refuse_at_gate(messages.refused_without_right, exit_, blocks)
        goods = self._get_blocked_goods(blocks)
        if not self.env["lot.reason"]._given():
            sentence = messages.asks_reason(self.env, goods.display_name, exit_, self._tell_blocks(blocks))
            self._ask_reason(sentence, goods)
        self._write_passed("gate_passed", goods)

    def _ask_reason(self, sentence, goods):
        """Stop, and have a dialog ask for the reason and validate the document again; refuse what has no document."""
        document = self._get_validated_document()
        if not document:
            self.env["lot.reason"]._refuse(sentence, goods)
        context = {"default_res_model": document._name, "default_res_id": document.id, "default_because": sentence}
        action = self.env.ref("lot_traceability.lot_gate_pass_action").id
        raise RedirectWarning(sentence, action, self.env._("Say why"), context)

    def _write_passed(self, code, goods):
        document = self._get_validated_document() or self.move_id
        extra = {
            "document": document.display_name or "",
            "quantity": f"{self.quantity:g} {self.product_uom_id.name}",
            "from": self.location_id.display_name,
            "to": self.location_dest_id.display_name,
        }
        self.env["lot.audit.entry"]._ledger_write(code, goods, about=[document], extra=extra)

    def _get_validated_document(self):
        """The document that this line belongs to and that can be validated again; empty if there is none."""
        move, acting = self.move_id, _acting.get()
        if acting:
            return acting.with_env(self.env)
        if move.is_inventory:
            domain = [("product_id", "=", self.product_id.id), ("lot_id", "=", self.lot_id.id)]
            inside = self.location_id if self.location_id.usage == "internal" else self.location_dest_id
            quants = self.env["stock.quant"].search([*domain, ("location_id", "=", inside.id)])
            return quants.filtered("inventory_quantity_set")[:1]
        order = move.raw_material_production_id or move.production_id
        if order and not order.location_dest_id.warehouse_id:
            # A subcontractor's: the receipt of what they made finishes it.
            return order.move_finished_ids.move_dest_ids.picking_id[:1] or order
        repair = "repair_id" in move._fields and move.repair_id
        return move.scrap_id or move.unbuild_id or repair or order or move.picking_id

    def _redirect_to_quarantine(self, goods):
        """What comes in is never refused: it goes to the quarantine area of the warehouse it comes to."""
        # Sudo: warehouses of another company's receipt are not this user's.
        warehouse_sudo = self.location_dest_id.sudo().warehouse_id
        if warehouse_sudo:
            self.location_dest_id = warehouse_sudo._get_quarantine().id
            self._write_passed("redirected", goods)
