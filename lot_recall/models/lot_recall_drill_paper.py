"""What the certificate of a drill says."""

from datetime import timedelta

from odoo import fields, models

from ..kernel import drill as kernel
from ..report.certificate import Certificate, build_certificate
from ..report.words import Words
from . import messages_drill as messages
from . import messages_run


class LotRecallDrill(models.Model):
    _inherit = "lot.recall.drill"

    def _build_certificate(self):
        """The certificate of a finished drill as PDF."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "finished":
            raise messages.drill_not_finished(self)
        return build_certificate(self.env, self._prepare_certificate())

    def _prepare_certificate(self):
        words, env = Words(self.env), self.env
        recall, revision = self.recall_id, self.recall_id.revision_id
        labels = {name: field._description_string(env) for name, field in self._fields.items()}
        instants = [
            (labels[name], f"{words.instant(fields.Datetime.to_string(self[name]))} ({words.zone_name})")
            for name in ("started_at", "traced_at", "launched_at", "finished_at")
            if self[name]
        ]
        facts = [
            (env._("Case"), recall.display_name),
            (env._("Scope"), recall.scope_text or ""),
            *instants,
            (labels["found_percent"], words.percent(self.found_percent / 100)),
            (labels["reachable_percent"], words.percent(self.reachable_percent / 100)),
            (env._("Lots affected"), words.number(recall.lot_count)),
            (env._("Deliveries"), words.number(recall.delivery_count)),
            (env._("Customers"), words.number(recall.customer_count)),
            (labels["gap_count"], words.number(self.gap_count)),
            (env._("SHA-256 of the content"), revision.sha256),
        ]
        notes = [(labels["pick_text"], self.pick_text), (labels["lessons"], self.lessons)]
        return Certificate(
            title=messages.certificate_title(env, self.is_blind),
            company=self.company_id.name,
            verdict=messages.verdict(env, self.is_passed),
            facts=tuple(facts),
            limits=tuple(self._get_limit_rows()),
            notes=tuple((title, text) for title, text in notes if text),
            signed=(
                env._("Led by: %(name)s", name=self.lead_id.name),
                env._("Read by, date, signature:"),
            ),
            footer=f"{recall.name} · SHA-256 {revision.sha256[:16]}…",
            of_pages=env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=fields.Datetime.to_string(self.finished_at),
            watermark=env._("DRILL"),
        )

    def _get_limit_rows(self):
        """Title, then each limit with the time taken and whether it was kept."""
        env = self.env
        taken = self.launched_at - self.started_at if self.launched_at else timedelta.max
        names, text = messages.limit_names(env), messages_run.elapsed(env, taken) if self.launched_at else "–"
        rows = [(env._("Limit until goods are stopped"), env._("Taken"), env._("Kept"))]
        for name, is_met in kernel.limits_met(taken).items():
            rows.append((names[name], text, env._("yes") if is_met else env._("no")))
        return rows
