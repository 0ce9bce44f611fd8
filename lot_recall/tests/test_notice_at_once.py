"""A revision is accepted while notices go out, on connections of their own: nobody is told twice of the same."""

import secrets

from odoo import SUPERUSER_ID, api, fields
from odoo.tests import TransactionCase, tagged

from odoo.addons.lot_traceability.tests.common import World

from .letterbox import Letterbox
from .letters import make_tellable


@tagged("post_install", "-at_install")
class TestNoticeAtOnce(TransactionCase):
    """What is committed here stays, but the mail server; the names are found nowhere else, the case is called off."""

    def setUp(self):
        super().setUp()
        self.box, name = Letterbox(), secrets.token_hex(4)
        self.box.start()
        self.addCleanup(self.box.stop)
        self.patch(type(self.env["ir.mail_server"]), "_disable_send", classmethod(lambda _cls: False))
        with self.registry.cursor() as cr:
            env = self.env_on(cr)
            world = World(env)
            lot = world.make_lot(world.make_product(f"Notice {name}"), f"N-{name}")
            world.receive(lot, 20)
            partners = [world.make_partner(f"Consignee {number} {name}") for number in range(2)]
            for partner in partners:
                world.deliver(lot, 5, partner)
            wizard = env["lot.recall.wizard"].create({"title": name, "lot_ids": lot.ids})
            recall = env["lot.recall"].browse(wizard.action_confirm()["res_id"])
            make_tellable(env, recall)
            recall._set_state(
                state="launched", date_launched=fields.Datetime.now(), launched_revision_id=recall.revision_id.id
            )
            notices = env["lot.recall.notice"]._queue(recall.consignee_ids, recall.revision_id, "notice")
            for partner in partners:
                world.deliver(lot, 1, partner)
            server = {"name": name, "smtp_host": "127.0.0.1", "smtp_port": self.box.port, "smtp_encryption": "none"}
            self.server_id = env["ir.mail_server"].create({**server, "sequence": 0}).id
            self.recall_id, self.notice_ids, self.emails = recall.id, notices.ids, recall.consignee_ids.mapped("email")
        self.addCleanup(self.call_off)

    def call_off(self):
        with self.registry.cursor() as cr:
            self.recall_in(cr)._do_cancel("test is over")
            self.recall_in(cr).notice_ids.filtered(lambda notice: notice.state == "queued").state = "cancelled"
            self.env_on(cr)["ir.mail_server"].browse(self.server_id).unlink()

    def env_on(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def recall_in(self, cr):
        return self.env_on(cr)["lot.recall"].browse(self.recall_id)

    def send(self):
        with self.registry.cursor() as cr:
            self.env_on(cr)["lot.recall.notice"]._cron_send()
        return sorted(mail["to"] for mail in self.box.mails)

    def states(self):
        """``[(revision, state)]`` of the notices, in order."""
        with self.registry.cursor() as cr:
            notices = self.recall_in(cr).notice_ids.sorted("id")
            return [(notice.revision_id.number, notice.state) for notice in notices]

    def test_nothing_goes_out_while_a_revision_is_frozen(self):
        with self.registry.cursor() as cr:
            self.recall_in(cr)._take_turn()
            self.assertEqual(self.send(), [], "what waits is about to be overtaken")
            self.recall_in(cr).action_new_revision()
        self.assertEqual(self.send(), sorted(self.emails))
        self.assertEqual(self.states(), [(1, "cancelled")] * 2 + [(2, "sent")] * 2)

    def test_what_the_mail_server_hears_meanwhile_is_noted_and_told_of_once_more(self):
        with self.registry.cursor() as sender:
            notice = self.env_on(sender)["lot.recall.notice"].browse(self.notice_ids[0])
            mail = notice._prepare_or_fail()
            sender.commit()
            with self.registry.cursor() as cr:
                self.recall_in(cr).action_new_revision()
            notice._send(mail)
        self.assertEqual(self.states(), [(1, "sent"), (1, "cancelled"), (2, "queued"), (2, "queued")])
        self.assertEqual(self.send(), sorted([*self.emails, self.emails[0]]))
        self.assertEqual(self.states()[2:], [(2, "sent")] * 2)
