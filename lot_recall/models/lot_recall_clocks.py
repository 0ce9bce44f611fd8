"""Which clocks a case has: kept in step with its instants, kind and jurisdictions."""

from odoo import api, fields, models

WATCHED = {"state", "kind", "jurisdiction_ids", "awareness_at", "decided_at", "decision", "date_launched"}


class LotRecall(models.Model):
    _inherit = "lot.recall"

    clock_ids = fields.One2many(
        "lot.recall.clock", "recall_id", "Clocks", readonly=True, domain=[("is_dropped", "=", False)]
    )
    next_due_at = fields.Datetime("Due next", compute="_compute_next_due_at")
    late_count = fields.Integer("Late", compute="_compute_next_due_at")

    def _compute_next_due_at(self):
        running = [("recall_id", "in", self.ids), ("is_dropped", "=", False), ("stopped_at", "=", False)]
        rows = self.env["lot.recall.clock"]._read_group(
            [*running, ("due_at", "!=", False)], ["recall_id"], ["due_at:min"]
        )
        late = self.env["lot.recall.clock"]._read_group(
            [*running, ("due_at", "<", fields.Datetime.now())], ["recall_id"], ["__count"]
        )
        nearest, late = dict(rows), dict(late)
        for recall in self:
            recall.next_due_at, recall.late_count = nearest.get(recall, False), late.get(recall, 0)

    @api.model_create_multi
    def create(self, vals_list):
        recalls = super().create(vals_list)
        recalls._set_clocks()
        return recalls

    def write(self, vals):
        result = super().write(vals)
        if WATCHED & vals.keys():
            self._set_clocks()
        return result

    def _after_revision(self, old_revision, new_revision):
        result = super()._after_revision(old_revision, new_revision)
        self._set_clocks()
        return result

    def _set_clocks(self):
        """Start, move and drop the clocks of these cases as their instants say; asking again changes nothing."""
        # Sudo: rules hold for every case, and clocks are the program's.
        rules_sudo = self.env["lot.recall.clock.rule"].sudo().search([("active", "=", True)])
        for recall in self:
            clocks_sudo = self.env["lot.recall.clock"].sudo().search([("recall_id", "=", recall.id)])
            # A rule that was archived since still holds for cases that have its clock.
            wanted = recall._get_wanted_clocks(rules_sudo | clocks_sudo.rule_id)
            known = {(clock.rule_id, clock.revision_id): clock for clock in clocks_sudo}
            for key, clock in known.items():
                is_dropped = key not in wanted
                if clock.is_dropped != is_dropped and not clock.stopped_at:
                    clock._write_recorded("recall_clock_moved", {"is_dropped": is_dropped})
            for (rule, revision), started_at in wanted.items():
                if not rule.active and (rule, revision) not in known:
                    continue
                clock = known.get((rule, revision)) or recall._add_clock(rule, revision)
                # Who starts it by hand has the last word, and what is done stays as it was done.
                if rule.start != "asked" and not clock.stopped_at:
                    clock._start(started_at)

    def _get_wanted_clocks(self, rules):
        """``{(rule, revision): start or False}`` of the limits that concern this case now."""
        self.ensure_one()
        starts = {
            "known": self.awareness_at,
            "decided": self.decision == "yes" and self.decided_at,
            "launched": self.date_launched,
            "asked": False,
        }
        no_revision = self.env["lot.recall.revision"].sudo()  # sudo: as the clocks that it is compared with
        wanted = {}
        for rule in rules:
            if rule.start == "extended":
                for revision in self._get_extensions():
                    if rule._concerns(self, revision.as_of):
                        wanted[rule, revision] = revision.as_of
            elif rule._concerns(self, starts[rule.start]):
                wanted[rule, no_revision] = starts[rule.start]
        return wanted

    def _get_extensions(self):
        """Revisions that were frozen after the launch."""
        revisions_sudo = self.sudo().revision_ids  # sudo: as the clocks that they are compared with
        first = self.sudo().launched_revision_id.number
        return revisions_sudo.filtered(lambda revision: first and revision.number > first)

    def _add_clock(self, rule, revision):
        # Sudo: clocks are the program's.
        clocks_sudo = self.env["lot.recall.clock"].sudo()
        return clocks_sudo.create(
            {
                "recall_id": self.id,
                "rule_id": rule.id,
                "revision_id": revision.id,
                "name": rule.name,
                "basis": rule.basis,
            }
        )
