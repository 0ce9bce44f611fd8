"""One import of history from before go-live: where its rows came from, and the only way to take them back.

Some thousand lines are taken over at once. More go on in the background (``lot_declared_batch_background.py``), piece
by piece, so that no worker's time limit stops them and a killed server goes on where it stopped.
"""

from odoo import api, fields, models

from ..kernel import declared_names
from ..sql import declared as declared_sql

# About three seconds of work; a worker is stopped after sixty.
AT_ONCE = 5_000


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
    link_count = fields.Integer("Number of lines", readonly=True, default=0)
    wanted_count = fields.Integer("Lines to import", readonly=True)
    state = fields.Selection(
        [("running", "Being imported"), ("stopped", "Stopped"), ("done", "Imported")],
        required=True,
        readonly=True,
        default="done",
    )

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

    def _action_open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import of history"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    # --- taking a file over ---

    @api.model
    def _take_over(self, source, fresh, skip_bad=False):
        """Create the missing lots, a new import and its rows, or have that done in the background; returns the import.

        Args:
            source: ``lot_declared_reader.Source``.
            fresh: ``declared_names.Resolved`` lines that are good and not here yet.
            skip_bad: whether lines that turn out bad later are left out.
        """
        batch = self.create(
            {
                "name": source.file_name or self.env._("Import"),
                "kind": source.kind,
                "company_id": source.company_id,
                "wanted_count": len(fresh),
                **({} if len(fresh) <= AT_ONCE else self._prepare_background_vals(source, skip_bad)),
            }
        )
        if batch.state == "running":
            batch._start_background()
        else:
            batch._add_lines(fresh, {})
        return batch

    def _add_lines(self, lines, created):
        """Rows of these lines, with the lots that they lack.

        Args:
            created: ``{LotName: LotName with id}`` of lots made for earlier lines of the file; grows.
        """
        missing = dict.fromkeys(lot for line in lines for lot in line.lots if not lot.id and lot not in created)
        created.update(self._create_lots(list(missing)))
        self.env["lot.declared.link"].create(
            [self._prepare_link_vals(line, tuple(created.get(lot, lot) for lot in line.lots)) for line in lines]
        )
        # Sudo: nobody may edit an import, it counts for itself.
        self.sudo().link_count += len(lines)

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
