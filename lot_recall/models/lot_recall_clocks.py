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
            known = {(clock.rule_id, clock.report_id or clock.revision_id): clock for clock in clocks_sudo}
            for key, clock in known.items():
                is_dropped = key not in wanted
                if clock.is_dropped != is_dropped and not clock.stopped_at:
                    clock._write_recorded("recall_clock_moved", {"is_dropped": is_dropped})
            for (rule, cause), started_at in wanted.items():
                if not rule.active and (rule, cause) not in known:
                    continue
                clock = known.get((rule, cause)) or recall._add_clock(rule, cause)
                # Who starts it by hand has the last word, and what is done stays as it was done.
                if rule.start != "asked" and not clock.stopped_at:
                    clock._start(started_at)

    def _get_wanted_clocks(self, rules):
        """``{(rule, revision or report that sets it going): start or False}`` of the limits that concern this case."""
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
            elif rule.start == "reported":
                reports = self._get_reports()
                # Of those before it each was followed by another, whether or not anybody counted the days then.
                for report in reports[:1] if rule.is_met_by_report else reports:
                    if rule._concerns(self, report.signed_at):
                        wanted[rule, report] = report.signed_at
            elif rule._concerns(self, starts[rule.start]):
                wanted[rule, no_revision] = starts[rule.start]
        return wanted

    def _get_extensions(self):
        """Revisions that were frozen after the launch."""
        revisions_sudo = self.sudo().revision_ids  # sudo: as the clocks that they are compared with
        first = self.sudo().launched_revision_id.number
        return revisions_sudo.filtered(lambda revision: first and revision.number > first)

    def _get_reports(self):
        """Signed status reports of a running case, the last first: each is followed by another, until the case ends."""
        signed = [("recall_id", "=", self.id), ("state", "=", "signed")]
        reports_sudo = self.env["lot.recall.report"].sudo()  # sudo: as the clocks that they are compared with
        return reports_sudo.search(signed, order="number desc") if self.state == "launched" else reports_sudo

    def _note_reported(self, report):
        """A status report that was signed meets the limits that asked for one, and sets the next one going."""
        running = self.clock_ids.filtered(lambda clock: clock.started_at and not clock.stopped_at)
        for clock in running.filtered("rule_id.is_met_by_report"):
            clock._stop("done", report.display_name, report.signed_at)
        self._set_clocks()

    def _add_clock(self, rule, cause):
        # Sudo: clocks are the program's.
        clocks_sudo = self.env["lot.recall.clock"].sudo()
        return clocks_sudo.create(
            {
                "recall_id": self.id,
                "rule_id": rule.id,
                "revision_id": cause._name == "lot.recall.revision" and cause.id,
                "report_id": cause._name == "lot.recall.report" and cause.id,
                "name": rule.name,
                "basis": rule.basis,
            }
        )
