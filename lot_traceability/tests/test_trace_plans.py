"""Small questions of a trace are planned once per session, whatever session the transaction got."""

from unittest.mock import patch

from odoo.tests import tagged

from ..sql import planner
from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTracePlans(TraceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.world.make_lot(cls.world.make_product("Needle"), "N1")
        cls.world.receive(cls.lot, 100)
        cls.world.deliver(cls.lot, 4, cls.world.make_partner("Clinic"))

    def value(self, query):
        self.env.cr.execute(query)
        return self.env.cr.fetchone()[0]

    def kept(self):
        return self.value("SELECT count(*) FROM pg_prepared_statements")

    def ask(self):
        return {**self.trace(self.lot, "both"), "as_of": False}

    def test_planned_once(self):
        first = self.ask()
        kept = self.kept()
        self.assertTrue(kept)
        self.assertEqual(self.ask(), first)
        self.assertEqual(self.kept(), kept)

    def test_statements_that_nobody_calls_any_more_are_dropped(self):
        first = self.ask()
        kept = self.kept()
        self.env.cr.execute('PREPARE "lot_trace_0_older" AS SELECT 1; PREPARE "somebody_elses" AS SELECT 1')
        self.assertEqual(self.ask(), first)
        self.assertEqual(self.kept(), kept + 1)
        self.assertFalse(self.value("SELECT count(*) FROM pg_prepared_statements WHERE name = 'lot_trace_0_older'"))
        with patch.object(planner, "_MANY_STATEMENTS", 1):
            self.assertEqual(self.ask(), first)
        self.assertEqual(self.kept(), kept + 1)

    def test_another_session_behind_a_pooler(self):
        first = self.ask()
        self.env.cr.execute("DEALLOCATE ALL")
        self.assertEqual(self.ask(), first)

    def test_other_queries_are_planned_as_before(self):
        self.ask()
        self.assertEqual(self.value("SHOW plan_cache_mode"), "auto")
        self.assertEqual(self.value("SHOW join_collapse_limit"), "8")
