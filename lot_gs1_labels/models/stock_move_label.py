"""Prints the labels of an operation type when its goods are done."""

from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_done(self, cancel_backorder=False):
        moves = super()._action_done(cancel_backorder=cancel_backorder)
        moves._print_labels_when_done()
        return moves

    def _print_labels_when_done(self):
        """Put the labels that operation types ask for into the queue of their printers."""
        # Sudo: the operation type decides what is printed and where, not who happens to validate.
        kinds_sudo = self.picking_type_id.sudo().filtered("label_design_id")
        for kind_sudo in kinds_sudo:
            moves = self.filtered(lambda move, kind=kind_sudo: move.state == "done" and move._has_labels_of(kind))
            for document in (*moves.picking_id, *moves.production_id):
                of_document = moves.filtered(lambda move, of=document: of in (move.picking_id, move.production_id))
                document._try_to_print_labels(kind_sudo, of_document.move_line_ids)

    def _has_labels_of(self, kind):
        # Of an order what it puts out is labelled, not what it uses up.
        return self.picking_type_id.id == kind.id and (kind.code != "mrp_operation" or bool(self.production_id))
