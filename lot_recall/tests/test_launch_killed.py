"""A launch survives a kill: a process of its own, ended by SIGKILL right before and right after its commit.

``setup/prove recall-launch`` does the same with a real server.
"""

import contextlib
import secrets

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged

from odoo.addons.lot_traceability.tests.common import World
from odoo.addons.lot_traceability.tests.killed import killed_in_the_middle

from ..kernel.plan import HAZARD
from .letters import make_tellable

COUNTS = ("launches", "holds", "notices", "stops", "watched", "clocks")
NOTHING = {"state": "confirmed", "blocked": False, **dict.fromkeys(COUNTS, 0)}
WHOLE = {"state": "launched", "blocked": True, **dict(zip(COUNTS, (1, 1, 2, 1, 1, 2), strict=True))}


@tagged("post_install", "-at_install")
class TestLaunchKilled(TransactionCase):
    """What is committed here stays; the names are found nowhere else, and the case is called off at the end."""

    def setUp(self):
        super().setUp()
        name = secrets.token_hex(4)
        with self.env_of_its_own() as env:
            world = World(env)
            lot = world.make_lot(world.make_product(f"Killed {name}"), f"K-{name}")
            world.receive(lot, 10)
            for number in range(2):
                world.deliver(lot, 3, world.make_partner(f"Consignee {number} {name}"))
            world.reserve(lot, 2, world.make_partner(f"Waiting {name}"))
            wizard = env["lot.recall.wizard"].create({"title": name, "reason": "Test", "lot_ids": lot.ids})
            recall = env["lot.recall"].browse(wizard.action_confirm()["res_id"])
            recall.write(
                {
                    "awareness_at": recall.date_opened, "awareness_source": "complaint", "hazard_class": "2",
                    **dict.fromkeys(HAZARD, "Judged"), "depth": "user", "public_warning": "none",
                    "effectiveness_level": "A", "notice_method": "E-mail", "decision": "yes", "goods_plan": "Destroyed",
                    "jurisdiction_ids": env.ref("lot_recall.jurisdiction_us_device").ids,
                }
            )  # fmt: skip
            recall.with_user(env.ref("base.user_admin")).action_review_hazard()
            make_tellable(env, recall)
            self.recall_id, self.lot_id = recall.id, lot.id
        self.addCleanup(self.call_off)

    def call_off(self):
        with self.env_of_its_own() as env:
            recall = env["lot.recall"].browse(self.recall_id)
            recall._do_cancel("test is over")
            recall.notice_ids.state = "cancelled"

    @contextlib.contextmanager
    def env_of_its_own(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def launched_by(self, env):
        """The case as its second person sees it."""
        return env["lot.recall"].with_user(env.ref("base.user_admin")).browse(self.recall_id)

    def found(self):
        """What is there of a launch."""
        with self.env_of_its_own() as env:
            recall = env["lot.recall"].browse(self.recall_id)
            began = recall.clock_ids.filtered(lambda clock: clock.start == "launched" and clock.started_at)
            of_case = [("recall_id", "=", recall.id)]
            launches = [("code", "=", "recall_launched"), ("res_id", "=", recall.id)]
            return {
                "state": recall.state,
                "launches": env["lot.audit.entry"].search_count(launches),
                "holds": len(recall.hold_ids),
                "blocked": env["stock.lot"].browse(self.lot_id).is_blocked,
                "notices": len(recall.notice_ids.filtered(lambda notice: notice.state == "queued")),
                "stops": len(recall.stop_ids),
                "watched": env["lot.recall.watch"].search_count([*of_case, ("lot_id", "=", self.lot_id)]),
                "clocks": len(began),
            }

    def launch_and_stand_still(self, stand_still, is_committed):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            self.launched_by(env).action_launch()
            env.flush_all()
            if is_committed:
                cr.postcommit._funcs.clear()
                cr.postcommit.add(lambda: stand_still("committed"))
                return
            stand_still("not committed")

    def test_killed_before_the_commit_nothing_has_happened(self):
        self.assertEqual(
            killed_in_the_middle(self, lambda stand_still: self.launch_and_stand_still(stand_still, False)),
            "not committed",
        )
        self.assertEqual(self.found(), NOTHING)
        with self.env_of_its_own() as env:
            self.launched_by(env).action_launch()
        self.assertEqual(self.found(), WHOLE)

    def test_killed_right_after_the_commit_all_of_it_has(self):
        self.assertEqual(
            killed_in_the_middle(self, lambda stand_still: self.launch_and_stand_still(stand_still, True)), "committed"
        )
        self.assertEqual(self.found(), WHOLE)
        with self.env_of_its_own() as env:
            for name in ("lot_recall_notice_cron", "lot_recall_scope_cron"):
                cron = env.ref(f"lot_recall.{name}")
                self.assertTrue(env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), "it is woken")
