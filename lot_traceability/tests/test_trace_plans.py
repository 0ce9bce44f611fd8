"""Small questions of a trace are planned once per session, whatever session the transaction got."""

from unittest.mock import patch

from odoo.tests import tagged

from ..models import trace_questions
from ..models.trace_ledger import TraceLedger
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
        trace_questions._SESSIONS.clear()
        self.assertEqual(self.ask(), first)
        self.assertFalse(self.value("SELECT count(*) FROM pg_prepared_statements WHERE name = 'lot_trace_0_older'"))
        self.assertTrue(self.value("SELECT count(*) FROM pg_prepared_statements WHERE name = 'somebody_elses'"))
        with patch.object(planner, "MANY_STATEMENTS", 1):
            self.assertEqual(self.ask(), first)
        self.assertLessEqual(self.kept(), kept + 1)

    def test_statements_of_another_state_of_the_tables_are_dropped(self):
        first = self.ask()
        older = self.env.registry.registry_sequence
        with patch.object(self.env.registry, "registry_sequence", older + 1):
            self.assertEqual(self.ask(), first)
            self.assertTrue(self.kept())
        named = f"SELECT count(*) FROM pg_prepared_statements WHERE starts_with(name, 'lot_trace_{older}_')"
        self.assertFalse(self.value(named))

    def test_another_session_behind_a_pooler(self):
        trace_questions._SESSIONS.clear()
        with patch.object(trace_questions, "_is_own", lambda *_given: False):
            first = self.ask()
            self.env.cr.execute("DEALLOCATE ALL")
            self.assertEqual(self.ask(), first)
            self.assertFalse(trace_questions._SESSIONS.get(self.env.cr))

    def test_known_session_takes_four_statements(self):
        self.ask()
        with self.assertQueryCount(4):
            self.env.invalidate_all()
            self.trace(self.lot, "upstream")

    def test_statements_outlive_what_is_rolled_back(self):
        point = self.env.cr.savepoint()
        first = self.ask()
        kept = self.kept()
        point.close(rollback=True)
        self.assertEqual(self.kept(), kept)
        self.assertEqual(self.ask(), first)

    def test_trace_that_broke_off_in_the_middle(self):
        plan = planner.planned_once
        calls = []

        def breaks(*given):
            calls.append(given)
            query, name = plan(*given)
            if len(calls) == 3:
                self.env.cr.execute(query)  # it was prepared, but nobody heard of it
                raise ZeroDivisionError
            return query, name

        for known in (False, True):
            self.env.cr.execute("DEALLOCATE ALL")
            trace_questions._SESSIONS.clear()
            if known:  # by another trace, whose questions are others
                self.trace(self.lot, "downstream")
            calls.clear()
            with patch.object(planner, "planned_once", breaks), self.assertRaises(ZeroDivisionError):
                self.trace(self.lot, "upstream")
            self.assert_settings_of_others()
            self.assertTrue(self.ask())

    def test_trace_within_a_trace(self):
        self.ask()
        with trace_questions.questions(self.env) as outer:
            TraceLedger(outer, self.lot.ids)
            with trace_questions.questions(self.env) as inner:
                TraceLedger(inner, self.lot.ids)
            self.assertEqual(self.value("SHOW plan_cache_mode"), "force_generic_plan")
        self.assert_settings_of_others()

    def test_settings_of_the_transaction_are_kept(self):
        self.ask()
        self.env.cr.execute("SET LOCAL join_collapse_limit = 3")
        for direction in ("upstream", "downstream"):
            self.trace(self.lot, direction)
            self.assertEqual(self.value("SHOW join_collapse_limit"), "3")

    def test_other_queries_are_planned_as_before(self):
        for _time in range(2):
            self.ask()
            self.assert_settings_of_others()
            self.trace(self.lot, "upstream", with_names=False)
            self.assert_settings_of_others()

    def assert_settings_of_others(self):
        self.assertEqual(self.value("SHOW plan_cache_mode"), "auto")
        self.assertEqual(self.value("SHOW join_collapse_limit"), "8")
