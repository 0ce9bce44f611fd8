"""Preview: what a scope reaches, read live for the screen. Nothing is stored, so nothing can be stale."""

from odoo import api, models

from ..kernel.scope import is_choices, is_ids, storable
from ..kernel.tables import Tables
from ..models import messages

# What one table sends to the screen; the rest is counted, and all of it stands in the case and its workbook.
SHOWN_ROWS = 2000
TABLES = ("lots", "stock", "open", "deliveries", "customers", "suppliers", "gaps")


class LotRecallWizard(models.TransientModel):
    _inherit = "lot.recall.wizard"

    @api.readonly
    def get_preview(self):
        """Return what the preview page shows, read as of now.

        Returns:
            ``{"scope": {"words", "unknown", "ambiguous", "repeated"}, "problem": sentence or False, "as_of",
            "completeness", "truncated", "counts", "units", "tables": {name: rows}, "row_counts": {name: n}}``; the keys
            from ``as_of`` on are absent when there is a problem.
        """
        self = self._in_company()
        scope = self._scope()
        lots, match = self.env["lot.recall.scope"]._resolve(scope)
        preview = {"scope": self._scope_report({**scope, "lot_ids": lots.ids}, match), "problem": False}
        if not lots:
            return {**preview, "problem": messages.nothing_in_scope(self.env).args[0]}
        recall = self.env["lot.recall"]
        answer = recall._trace(lots)
        content = recall._build_content(answer, {**scope, "lot_ids": lots.ids}, self.exclusions, {})
        tables = Tables(content)
        rows = {name: getattr(tables, name)() for name in TABLES}
        figures = content["figures"]
        return {
            **preview,
            **{key: answer[key] for key in ("as_of", "completeness", "truncated", "hidden_count")},
            "counts": figures["counts"],
            "units": figures["units"],
            "tables": {name: table[:SHOWN_ROWS] for name, table in rows.items()},
            "row_counts": {name: len(table) for name, table in rows.items()},
        }

    def _scope_report(self, scope, match):
        report = {"words": self.env["lot.recall.scope"]._words(scope), "unknown": [], "ambiguous": [], "repeated": 0}
        if match:
            report["unknown"] = [line._asdict() for line in match.unknown]
            report["repeated"] = len(match.repeated)
            report["ambiguous"] = [
                {
                    "name": row.name,
                    "numbers": list(row.numbers),
                    "candidates": [candidate._asdict() for candidate in row.candidates],
                    "chosen": list(row.chosen),
                }
                for row in match.ambiguous
            ]
        return report

    def leave_out(self, lot_ids, reason):
        """Leave lots out of the recall, with a reason; an empty list or reason is refused.

        Args:
            lot_ids: ids from the preview's lots.
            reason: why, one sentence.
        """
        self.ensure_one()
        if not lot_ids or not is_ids(lot_ids):
            raise messages.not_in_answer(self.env)
        reason = storable(reason).strip() if isinstance(reason, str) else ""
        if not reason:
            names = self.env["stock.lot"].browse(lot_ids).exists()._filtered_access("read").mapped("name")
            raise messages.reason_missing(self.env, names[:10])
        self.exclusions = {**(self.exclusions or {}), **{str(lot_id): reason for lot_id in lot_ids}}
        return True

    def take_back(self, lot_ids):
        """Put left-out lots back into the recall."""
        self.ensure_one()
        if not is_ids(lot_ids):
            raise messages.not_in_answer(self.env)
        self.exclusions = {
            lot_id: reason for lot_id, reason in (self.exclusions or {}).items() if int(lot_id) not in lot_ids
        }
        return True

    def choose(self, name, lot_ids):
        """Say which lots are meant by a number that several products bear."""
        self.ensure_one()
        if not is_choices({name: lot_ids} if isinstance(name, str) else None):
            raise messages.not_in_answer(self.env)
        self.choices = {**(self.choices or {}), name: list(lot_ids)}
        return True
