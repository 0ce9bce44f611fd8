"""Rows of a frozen revision, kept as real tables so that people can search, group and open them.

Fields bear the keys of the trace contract. Ids of lots, partners and documents are plain numbers, not relations:
renaming, merging or deleting those records must not reach into the past.
"""

import json

from odoo import api, fields, models

from ..sql import frozen_rows
from .many_rows import fill


class LotRecallRow(models.AbstractModel):
    _name = "lot.recall.row"
    _inherit = ["lot.recall.frozen"]
    _description = "Row of a recall revision"
    _order = "revision_id desc, sequence, id"
    _log_access = False  # the revision says who and when
    _content_table = None  # name of the method of kernel.tables.Tables that makes the rows

    revision_id = fields.Many2one("lot.recall.revision", required=True, index=True, ondelete="restrict", readonly=True)
    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one(
        "res.company", "Company of the case", required=True, ondelete="restrict", readonly=True
    )
    sequence = fields.Integer(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        # Rows come from _freeze alone, whole tables at a time.
        self._refuse()
        return super().create(vals_list)

    @api.model
    def _freeze(self, revision, rows):
        """Insert the rows of one table of a revision.

        Args:
            revision: the new ``lot.recall.revision``.
            rows: dicts of ``kernel.tables``, all with the same keys; those that are no fields are left out.
        """
        if not rows:
            return
        fixed = {"revision_id": revision.id, "recall_id": revision.recall_id.id, "company_id": revision.company_id.id}
        columns = {
            name: field.column_type[1]
            for name, field in self._fields.items()
            if name in rows[0] and field.store and field.column_type
        }
        # The contract says False for absent; a column says NULL.
        flags = {name for name in columns if self._fields[name].type == "boolean"}
        values = [
            {name: None if row[name] is False and name not in flags else row[name] for name in columns}
            | {"sequence": place}
            for place, row in enumerate(rows, 1)
        ]
        columns["sequence"] = self._fields["sequence"].column_type[1]
        fill(self, frozen_rows.insert_rows(self._table, columns, json.dumps(values), fixed))

    def action_open_document(self):
        """Open the document that the row tells of, if it still exists and may be read."""
        self.ensure_one()
        return self.recall_id._action_open(self._told("model"), self._told("res_id"))

    def action_open_lot(self):
        """Open the lot that the row tells of."""
        self.ensure_one()
        return self.recall_id._action_open("stock.lot", self._told("lot_id"))

    def _told(self, name):
        """What the row tells under this name; False when its kind of row does not: programs may ask any row."""
        return self[name] if name in self._fields else False
