"""Effectiveness checks of a case: drawing them, and what they say."""

from odoo import models

from . import messages_check as messages


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def _get_check_population(self):
        """Consignees from whom is drawn: those whom the recall concerns."""
        return self.env["lot.recall.consignee"].search([("recall_id", "=", self.id), ("is_in_scope", "=", True)])

    def action_open_checks(self):
        """Show the checks; the first time, draw whom to ask."""
        self.ensure_one()
        self.check_access("read")
        is_manager = self.env.user.has_group("lot_recall.group_recall_manager")
        if is_manager and self.state == "launched" and not self._get_check_states():
            self.action_draw_checks()
        return self._action_list(
            "lot.recall.check", self.env._("Effectiveness checks of %(case)s", case=self.name), "list,form"
        )

    def action_draw_checks(self):
        """Draw whom to ask from the consignees of now; those drawn before stay."""
        self.ensure_one()
        self._check_may_confirm()
        if self.state != "launched":
            raise messages.not_running(self)
        if self.effectiveness_level in (False, "E"):
            raise messages.none_asked(self)
        self.env["lot.recall.sample"]._draw(self)
        return True

    def _get_check_figures(self):
        """Numbers for papers: ``{"population", "needed", "done", "reviewed", <result of RESULTS>: …}``.

        Of each consignee the latest check counts.
        """
        self.ensure_one()
        sample = self.env["lot.recall.sample"].search([("recall_id", "=", self.id)], limit=1)
        latest = {}
        for check in self.env["lot.recall.check"].search([("recall_id", "=", self.id)], order="round"):
            latest[check.consignee_id] = check
        checks = self.env["lot.recall.check"].union(*latest.values())
        results = checks.filtered("result").grouped("result")
        return {
            "population": sample.population,
            "needed": len(checks),
            "done": len(checks.filtered(lambda check: check.state != "planned")),
            "reviewed": len(checks.filtered(lambda check: check.state == "reviewed")),
            **{key: len(results.get(key, ())) for key, _label in checks._fields["result"].selection},
        }

    def _is_checked(self):
        """Whether everybody who is to be asked was asked, and nobody has to be told again."""
        if self.effectiveness_level in (False, "E") or not self._get_check_population():
            return True
        # A failure that was reviewed is followed by another check, which is open.
        states = self._get_check_states()
        return set(states) == {"reviewed"}

    def _get_check_states(self):
        """``{state: latest review}`` of the checks of this case."""
        return dict(
            self.env["lot.recall.check"]._read_group([("recall_id", "=", self.id)], ["state"], ["reviewed_at:max"])
        )

    def _get_papers_missing(self):
        obstacles = super()._get_papers_missing()
        if not self._is_checked():
            obstacles.insert(0, messages.checks_open(self.env))
        return obstacles

    def _get_closing_content(self):
        samples = self.env["lot.recall.sample"].search([("recall_id", "=", self.id)], order="id")
        return {
            **super()._get_closing_content(),
            "checks": {**self._get_check_figures(), "samples": samples.mapped("sha256")},
        }

    def _get_stage_instants(self):
        instants, states = super()._get_stage_instants(), self._get_check_states()
        if set(states) == {"reviewed"}:
            instants["checked"] = states["reviewed"]
        return instants
