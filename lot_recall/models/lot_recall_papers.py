"""What dossier and workbook tell of a launched case beside its frozen revision: told, answered, held, got back."""

from odoo import fields, models

from ..kernel.plan import HAZARD
from ..report.columns import of_model
from ..report.progress import Progress, read_facts, read_part, read_rows
from .lot_recall_close import END
from .lot_recall_plan import AUTHORITY

PLAN = (
    "awareness_at", "awareness_source", "jurisdiction_ids", *HAZARD, "hazard_class", "hazard_author_id",
    "hazard_reviewer_id", "hazard_reviewed_at", "depth", "public_warning", "effectiveness_level",
    "effectiveness_percent", "notice_method", "goods_plan", "decision", "decision_reason", "decided_by_id",
    "decided_at", "contact_user_id", "official_user_id", "report_user_id", *AUTHORITY, *END,
)  # fmt: skip
# Part → (model, field that names the case, order, {field: width in characters}).
PARTS = {
    "revisions": (
        "lot.recall.revision", "recall_id", "number",
        {"number": 10, "as_of": 17, "user_id": 22, "lot_count": 9, "delivery_count": 10, "customer_count": 10}
        | {"sha256": 66},
    ),
    "proposals": (
        "lot.recall.proposal", "recall_id", "id",
        {"found_at": 17, "text": 50, "state": 12, "decided_at": 17, "decided_by_id": 22, "reason": 30},
    ),
    "clocks": (
        "lot.recall.clock", "recall_id", "due_at, id",
        {"name": 44, "started_at": 17, "due_at": 17, "standing": 14, "stopped_at": 17, "outcome": 14, "note": 24}
        | {"reviewed_by_id": 20, "basis": 26},
    ),
    "holds": (
        "lot.hold", "recall_id", "id",
        {"name": 16, "lot_id": 24, "product_id": 30, "opened_at": 17, "opened_by_id": 20, "state": 10, "lifted_at": 17}
        | {"lifted_reason": 28},
    ),
    "stops": (
        "lot.recall.stop", "recall_id", "id",
        {"kind": 22, "lot": 22, "product": 28, "qty": 12, "uom": 9, "place": 24, "document": 20, "partner_id": 26}
        | {"is_settled": 9, "settled_at": 17},
    ),
    "letters": (
        "lot.recall.letter", "recall_id", "id",
        {"lang": 22, "state": 12, "version": 9, "written_by_id": 22, "approved_by_id": 22, "approved_at": 17}
        | {"text": 80, "sha256": 66},
    ),
    "consignees": (
        "lot.recall.consignee", "recall_id", "name, id",
        {"name": 30, "recipient": 16, "country_id": 14, "state": 22, "channel": 10, "contact_name": 22, "email": 28}
        | {"first_notified_at": 17, "acknowledged_at": 17, "answered_at": 17, "follow_up_level": 10},
    ),
    "answers": (
        "lot.recall.consignee.lot", "recall_id", "consignee_id, product, lot, id",
        {"consignee_id": 26, "product": 24, "lot": 20, "net_qty": 11, "is_answered": 9, "had_qty": 11, "used_qty": 11}
        | {"sold_on_qty": 11, "destroyed_qty": 11, "corrected_qty": 11, "returning_qty": 11, "received_qty": 11}
        | {"outstanding_qty": 12, "unaccounted_qty": 12, "uom": 9},
    ),
    "notices": (
        "lot.recall.notice", "recall_id", "id",
        {"consignee_id": 28, "kind": 12, "step": 7, "channel": 10, "state": 24, "email": 28, "sent_at": 17}
        | {"problem_text": 26},
    ),
    "replies": (
        "lot.recall.reply", "recall_id", "id",
        {"consignee_id": 28, "received_at": 17, "source": 12, "outcome": 24, "signer": 22, "signer_role": 18}
        | {"own_told": 12, "own_count": 9, "note": 30},
    ),
    "back": (
        "lot.recall.back", "recall_id", "id",
        {"received_at": 17, "consignee_id": 28, "sender": 24, "lot": 22, "product": 28, "qty": 12, "uom": 9}
        | {"left_qty": 12, "flag": 24},
    ),
    "disposals": (
        "lot.recall.disposal", "recall_id", "id",
        {"outcome": 18, "state": 12, "note": 40, "done_at": 17, "done_by_id": 22},
    ),
    "checks": (
        "lot.recall.check", "recall_id", "id",
        {"consignee_id": 28, "state": 12, "method": 12, "asked_at": 17, "person": 20, "is_received": 10}
        | {"is_understood": 12, "is_followed": 10, "result": 16, "note": 28},
    ),
    "samples": (
        "lot.recall.sample", "recall_id", "id",
        {"drawn_at": 17, "user_id": 22, "level": 9, "percent": 10, "population": 11, "size": 11, "seed": 34}
        | {"sha256": 66},
    ),
    "reports": (
        "lot.recall.report", "recall_id", "number",
        {"number": 10, "from_at": 17, "until_at": 17, "state": 12, "signed_at": 17, "sha256": 66},
    ),
    "drill": (
        "lot.recall.drill", "recall_id", "id",
        {"started_at": 17, "traced_at": 17, "launched_at": 17, "finished_at": 17, "stop_hours": 11, "grade": 18}
        | {"found_percent": 11, "reachable_percent": 12, "is_passed": 9, "lessons": 30},
    ),
}  # fmt: skip
# Lists that not every case has: they are left out when empty.
IF_ANY = ("proposals", "holds", "stops", "letters", "back", "disposals", "checks", "samples", "reports", "drill")
# The reconciliation, lot by lot: worked out, not stored.
ACCOUNT = {"lot": 20, "product": 24} | dict.fromkeys(
    (
        "made_qty", "on_hand_qty", "net_qty", "unanswered_qty", "used_qty", "destroyed_qty", "received_qty",
        "recovered_qty", "unaccounted_qty", "residual_qty",
    ), 12,
) | {"uom": 9, "is_within": 10, "explanation": 40, "explained_by_id": 20, "is_approved": 10}  # fmt: skip


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def _get_progress(self):
        """What became of this case until now, for its papers; None before it was launched. Extension point."""
        self.ensure_one()
        if not self.date_launched:
            return None
        self.check_access("read")
        titles, parts = self._get_part_titles(), []
        for key, (model, owner, order, widths) in PARTS.items():
            records = self.env[model].search([(owner, "=", self.id)], order=order)
            if records or key not in IF_ANY:
                parts.append(read_part(records, key, titles[key], of_model(self.env, model, widths)))
        if self.kind != "drill":
            columns = of_model(self.env, "lot.recall.account", ACCOUNT)
            parts.append(read_rows(self._get_account_explained(), "account", titles["account"], columns))
        now = fields.Datetime.to_string(fields.Datetime.now())
        end = self.closing_ids._get_facts() if self.closing_ids else []
        return Progress(now, self._get_progress_facts(), read_facts(self, PLAN), parts, end)

    def _get_account_explained(self):
        """The reconciliation as of now, with what was written and signed about lots of which something is missing."""
        explained = self.account_ids._get_explanations()
        rows = []
        for row in self._get_account():
            said = explained.get(row["key"], {})
            names = {"explanation": "explanation", "explained_by_id": "explained_by"}
            words = {column: said.get(name, "") for column, name in names.items()}
            rows.append({**row, **words, "is_approved": bool(said.get("signatures"))})
        return rows

    def _get_part_titles(self):
        """What each list is called. Extension point."""
        return {
            "revisions": self.env._("Revisions"),
            "proposals": self.env._("Proposals"),
            "clocks": self.env._("Clocks"),
            "holds": self.env._("Holds"),
            "stops": self.env._("On their way"),
            "letters": self.env._("Letters"),
            "consignees": self.env._("Consignees"),
            "answers": self.env._("Answers by lot"),
            "notices": self.env._("Notices"),
            "replies": self.env._("Answers"),
            "back": self.env._("Came back"),
            "disposals": self.env._("Dispositions"),
            "checks": self.env._("Effectiveness checks"),
            "samples": self.env._("Drawn for checks"),
            "reports": self.env._("Status reports"),
            "account": self.env._("Reconciliation"),
            "drill": self.env._("Drill"),
        }

    def _get_progress_facts(self):
        """Figures of now as pairs of ``report.summary``. Extension point."""
        labels = {
            "made_qty": self.env._("Made or received"),
            "shipped_qty": self.env._("Shipped"),
            "on_hand_qty": self.env._("On hand now"),
            "held_qty": self.env._("Held now"),
        }
        return [
            (self.env._("Launched on"), {"instant": fields.Datetime.to_string(self.date_launched)}),
            *(
                (label, {"number": row[name], "unit": row["uom"]})
                for row in self._get_figures_now()["units"]
                for name, label in labels.items()
            ),
            (self.env._("Consignees to reach"), {"number": self.consignee_count}),
            (self.env._("Consignees who answered"), {"number": self.answered_count}),
            (self.env._("People reached"), {"percent": self.reached_percent / 100}),
            (self.env._("Goods recovered, of the lot furthest behind"), {"percent": self.recovered_percent / 100}),
        ]
