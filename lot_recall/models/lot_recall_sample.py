"""Which consignees are asked whether the notice arrived and was followed: drawn so that anybody can draw it again.

Level, percentage, seed and the list that was drawn from are kept and never changed. Drawn again after a revision, the
first seed stays: nobody who was drawn is left out for it, newcomers join.
"""

import json
import secrets
from decimal import Decimal

from odoo import api, fields, models

from ..kernel.canonical import canonical, digest
from ..kernel.sample import draw, sample_size
from . import messages_check as messages


class LotRecallSample(models.Model):
    _name = "lot.recall.sample"
    _inherit = ["lot.recall.frozen"]
    _description = "Sample of consignees of a recall"
    _order = "id desc"
    _rec_name = "recall_id"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    revision_id = fields.Many2one("lot.recall.revision", required=True, ondelete="restrict", readonly=True)
    level = fields.Char(required=True, readonly=True)
    percent = fields.Float(digits=(5, 2), readonly=True)
    population = fields.Integer("Consignees", readonly=True)
    size = fields.Integer("To be asked", readonly=True)
    seed = fields.Char(required=True, readonly=True)
    content = fields.Text(required=True, readonly=True, help="The list and what was drawn from it, as canonical JSON.")
    sha256 = fields.Char("SHA-256", required=True, readonly=True)
    drawn_at = fields.Datetime("Drawn on", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Drawn by", required=True, ondelete="restrict", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse()
        return super().create(vals_list)

    @api.model
    def _draw(self, recall):
        """Draw from the consignees of now; the caller has checked that the user may."""
        before = self.search([("recall_id", "=", recall.id)], order="id", limit=1)
        seed = before.seed or secrets.token_hex(16)
        level, percent = recall.effectiveness_level, Decimal(repr(recall.effectiveness_percent or 0.0))
        consignees = recall._get_check_population()
        size = sample_size(level, len(consignees), percent)
        drawn = draw(consignees.ids, size, seed)
        content = canonical(
            {
                "case": recall.name,
                "level": level,
                "percent": format(percent, "f"),
                "seed": seed,
                "population": [{"id": one.id, "name": one.name} for one in consignees.sorted("id")],
                "drawn": drawn,
            }
        )
        sample_sudo = self.sudo().create(  # sudo: evidence is the program's
            {
                "recall_id": recall.id,
                "company_id": recall.company_id.id,
                "revision_id": recall.revision_id.id,
                "level": level,
                "percent": float(percent),
                "population": len(consignees),
                "size": size,
                "seed": seed,
                "content": content,
                "sha256": digest(content),
                "drawn_at": fields.Datetime.now(),
                "user_id": self.env.uid,
            }
        )
        self.env["lot.recall.check"]._plan(sample_sudo.with_env(self.env), self.env[consignees._name].browse(drawn))
        self.env["lot.audit.entry"]._ledger_write(
            "recall_sample_drawn", recall, extra={"size": size, "of": len(consignees), "sha256": sample_sudo.sha256}
        )
        return sample_sudo.with_env(self.env)

    def action_check(self):
        """Draw it again from what was kept, and say whether it comes to the same."""
        self.ensure_one()
        self.check_access("read")
        is_same = self._is_intact()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": messages.drawn_alike(self.env) if is_same else messages.drawn_otherwise(self.env),
                "type": "success" if is_same else "danger",
            },
        }

    def _is_intact(self):
        """Whether the kept list, seed and level still give what was drawn."""
        if digest(self.content) != self.sha256:
            return False
        content = self._get_content()
        numbers = [row["id"] for row in content["population"]]
        size = sample_size(content["level"], len(numbers), Decimal(content["percent"]))
        return draw(numbers, size, content["seed"]) == content["drawn"]

    def _get_content(self):
        return json.loads(self.content)
