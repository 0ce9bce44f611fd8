"""A case of many consignees and lots asks the database no more often than a small one."""

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from .common import RecallCase
from .letters import make_tellable


@tagged("post_install", "-at_install")
class TestStatements(RecallCase):
    def confirmed_with(self, count):
        """A confirmed case of so many lots, each delivered to so many consignees, and what confirming took."""
        product = self.make_product(f"Bulk {count}")
        lots = self.make_lots(product, [f"BULK-{count}-{number}" for number in range(count)])
        self.receive(dict.fromkeys(lots, 50))
        self.out = self.deliver(dict.fromkeys(lots, 1), partner=self.clinic)
        recall, statements = self.counted(lambda: self.confirmed(lots))
        partners = self.env["res.partner"].create([{"name": f"Bulk {count} {number}"} for number in range(count - 1)])
        names = [
            name
            for name, field in self.env["lot.recall.delivery"]._fields.items()
            if field.store and field.column_type and name not in ("id", "commercial_partner_id")
        ]
        columns = SQL(", ").join(map(SQL.identifier, names))
        # Rows of the revision as if all of them had got the goods.
        self.env.execute_query(
            SQL(
                "INSERT INTO lot_recall_delivery (commercial_partner_id, %s) SELECT partner.id, %s"
                " FROM lot_recall_delivery, unnest(%s) AS partner(id) WHERE revision_id = %s RETURNING id",
                columns,
                columns,
                partners.ids,
                recall.revision_id.id,
            )
        )
        self.env["lot.recall.consignee"]._sync(recall)
        self.assertEqual((len(recall.consignee_ids), len(recall.consignee_ids.lot_ids)), (count, count * count))
        return recall, statements

    def counted(self, act):
        """(what it returned, statements that it took)."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        result = act()
        self.env.flush_all()
        return result, self.env.cr.sql_log_count - before

    def statements_of(self, count):
        recall, confirming = self.confirmed_with(count)
        found = {"confirming": confirming}
        make_tellable(self.env, recall)
        self.planned(recall)
        recall = recall.with_user(self.second)
        for name, act in (
            ("listing consignees", lambda: recall.env["lot.recall.consignee"]._sync(recall)),
            ("launching", recall.action_launch),
            ("the reconciliation", recall.action_open_account),
            ("the reconciliation again", recall.action_open_account),
            ("what keeps it open", recall._get_close_obstacles),
            ("figures of now", recall._get_figures_now),
            ("the papers", recall._get_progress),
            ("the next revision", recall.action_new_revision),
        ):
            found[name] = self.counted(act)[1]
        self.assertEqual(len(recall.account_ids), count)
        backs = self.env["lot.recall.back"]
        with patch.object(type(backs), "_note"):  # Odoo's own statements for a line are not ours
            back = self.return_(self.out, dict.fromkeys(self.out.move_line_ids.lot_id, 1))
        found["what came back"] = self.counted(lambda: backs._note(back.move_line_ids))[1]
        self.assertEqual((len(recall.back_ids), set(recall.back_ids.mapped("flag"))), (count, {"expected"}))
        return found

    def test_as_many_for_thirty_as_for_three(self):
        self.launched()  # what is read once only
        few, many = self.statements_of(3), self.statements_of(30)
        # One question for each of them would be 27 more; one or two depend on what is in a cache.
        self.assertEqual({name: count for name, count in many.items() if count > few[name] + 3}, {})

    def test_planner_looks_at_many_rows(self):
        """Else it expects a handful of consignees of a new case, and compares thousands with thousands."""
        asked = """
            SELECT tablename, %(case)s = ANY(most_common_vals::text::int[]) FROM pg_stats
             WHERE attname = 'recall_id' AND tablename IN ('lot_recall_delivery', 'lot_recall_consignee_lot')
             ORDER BY tablename
        """
        product = self.make_product("Bulk")
        lots = self.make_lots(product, ["BULK-1", "BULK-2"])
        self.receive(dict.fromkeys(lots, 50))
        self.deliver(dict.fromkeys(lots, 1), partner=self.clinic)
        with patch("odoo.addons.lot_recall.models.many_rows.MANY_ROWS", 1):
            recall = self.confirmed(lots)
        seen = dict(self.env.execute_query(SQL(asked, case=recall.id)))
        self.assertEqual(seen, {"lot_recall_consignee_lot": True, "lot_recall_delivery": True})
