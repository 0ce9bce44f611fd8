"""One import of history from before go-live: where its rows came from, and the only way to take them back."""

from odoo import api, fields, models

from ..kernel import declared_names
from ..sql import declared as declared_sql


class LotDeclaredBatch(models.Model):
    _name = "lot.declared.batch"
    _description = "Import of history from before go-live"
    _order = "id desc"

    name = fields.Char("File", required=True, readonly=True)
    kind = fields.Selection(
        [("genealogy", "What was made from what"), ("shipment", "What was shipped to whom")],
        required=True,
        readonly=True,
    )
    company_id = fields.Many2one("res.company", "Company", required=True, index=True, readonly=True)
    link_ids = fields.One2many("lot.declared.link", "batch_id", "Lines", readonly=True)
    link_count = fields.Integer("Number of lines", readonly=True)

    def unlink(self):
        """Take back whole imports with all their rows."""
        self.check_access("unlink")
        self.env["lot.declared.link"].flush_model()
        # Rows of other imports that shared an order with these ones get a new first row.
        self.env.execute_query(declared_sql.regroup_without(self.ids))
        # The database removes the rows (cascade): nobody has the right to delete single ones.
        result = super().unlink()
        self.env["lot.declared.link"].invalidate_model()
        return result

    def action_open_links(self):
        """The lines of this import."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_traceability.lot_declared_link_action")
        return {**action, "domain": [("batch_id", "=", self.id)], "context": {}, "display_name": self.name}

    # --- taking a file over ---

    @api.model
    def _take_over(self, file_name, kind, company, fresh):
        """Create the missing lots, a new import and its rows; returns the import.

        Args:
            fresh: ``declared_names.Resolved`` lines that are good and not here yet.
        """
        missing = dict.fromkeys(lot for line in fresh for lot in line.lots if not lot.id)
        lots = self._create_lots(list(missing))
        batch = self.create(
            {
                "name": file_name or self.env._("Import"),
                "kind": kind,
                "company_id": company.id,
                "link_count": len(fresh),
            }
        )
        self.env["lot.declared.link"].create(
            [batch._prepare_link_vals(line, tuple(lots.get(lot, lot) for lot in line.lots)) for line in fresh]
        )
        return batch

    @api.model
    def _create_lots(self, missing):
        """Lots without stock, one per product and name; returns ``{LotName: LotName with id}``."""
        # No chatter note per lot: thousands of them would say no more than the import itself, and take half the time.
        quiet = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
        lots = (
            self.env["stock.lot"]
            .with_context(**quiet)
            .create([{"name": lot.name, "product_id": lot.product_id} for lot in missing])
        )
        return {name: name._replace(id=lot.id) for name, lot in zip(missing, lots)}

    def _prepare_link_vals(self, line, lots):
        if self.kind == "genealogy":
            sides = {"component_lot_id": lots[0].id, "produced_lot_id": lots[1].id}
        else:
            sides = {"lot_id": lots[0].id, "partner_id": line.partner_id}
        return {
            **sides,
            "kind": self.kind,
            "qty": float(line.row.qty),
            "produced_qty": float(line.row.produced_qty or 0),
            "date": line.row.date,
            "document": line.row.document or False,
            "source": self.name,
            "line_number": line.row.line,
            "batch_id": self.id,
            "company_id": self.company_id.id,
            "fingerprint": declared_names.fingerprint(self.kind, self.company_id.id, line, lots),
        }
