"""Labels of a record that are at large, and those of them that say something else than the record by now."""

from odoo import api, fields, models

from .. import messages_release as messages


class LotLabelLargeMixin(models.AbstractModel):
    """Whoever has it names its printed labels ``label_line_ids`` (of ``lot.print.line``)."""

    _name = "lot.label.large.mixin"
    _description = "Has labels at large"

    label_large_count = fields.Integer(
        "Labels at large", compute="_compute_labels", help="Printed, and neither spoiled nor destroyed."
    )
    label_notice = fields.Text("Labels that are no longer right", compute="_compute_labels")

    @api.depends("label_line_ids.is_stale", "label_line_ids.large_count")
    @api.depends_context("lang")
    def _compute_labels(self):
        link = self._fields["label_line_ids"].inverse_name
        domain = [(link, "in", self.ids), ("large_count", ">", 0)]
        lines = self.env["lot.print.line"]
        # Labels of companies that the user does not see now are theirs to correct.
        found = lines._read_group(domain, [link], ["large_count:sum"]) if lines.has_access("read") else ()
        counts = dict(found)
        stale = lines.search([*domain, ("is_stale", "=", True)]) if counts else lines
        for record in self:
            record.label_large_count = counts.get(record._origin, 0)
            of_record = stale.filtered(lambda line, record=record: line[link] == record._origin)
            record.label_notice = bool(of_record) and messages.labels_no_longer_right(self.env, of_record)

    def action_open_labels(self):
        """What was printed about this record."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lot_gs1_labels.lot_print_line_action")
        link = self._fields["label_line_ids"].inverse_name
        return {**action, "domain": [(link, "=", self.id)], "display_name": self.name}
