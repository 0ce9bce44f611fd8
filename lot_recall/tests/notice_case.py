"""What tests of notices share: a mail server that keeps what it gets, and a look at what commits would have kept."""

from .common import RecallCase
from .letterbox import Letterbox
from .letters import make_tellable


class NoticeCase(RecallCase):
    """Helpers only: notices go to a real mail server on this machine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.box = Letterbox()
        cls.box.start()
        cls.addClassCleanup(cls.box.stop)

    def setUp(self):
        super().setUp()
        self.box.mails, self.box.mode = [], "take"
        self.env["ir.mail_server"].search([]).active = False
        self.server = self.env["ir.mail_server"].create(
            {"name": "Box", "smtp_host": "127.0.0.1", "smtp_port": self.box.port, "smtp_encryption": "none"}
        )
        self.env.company.email = "recalls@maker.example"
        self.patch(type(self.env["ir.mail_server"]), "_disable_send", classmethod(lambda _cls: False))
        self.seen = []  # the states that every commit would have kept
        self.patch(type(self.env["ir.cron"]), "_commit_progress", self.committed)

    def committed(self, *_done, **_left):
        self.env.flush_all()
        self.env.cr.execute("SELECT state FROM lot_recall_notice ORDER BY id")
        self.seen.append([state for (state,) in self.env.cr.fetchall()])
        return True

    def commit_within_the_test(self):
        """A commit sets a savepoint, and a rollback goes back to it."""

        def commit(*_done, **_left):
            self.committed()
            self.env.cr.execute("SAVEPOINT kept")
            return True

        self.patch(type(self.env["ir.cron"]), "_commit_progress", commit)
        self.patch(self.env.cr, "rollback", lambda: self.env.cr.execute("ROLLBACK TO SAVEPOINT kept"))

    def queued(self, **values):
        """Notices of a case whose consignees have addresses; both are queued."""
        recall = self.confirmed(**values)
        make_tellable(self.env, recall)
        notices = self.env["lot.recall.notice"]._queue(recall.consignee_ids, recall.revision_id, "notice")
        return notices.sorted("id")

    def send(self):
        self.env["lot.recall.notice"]._cron_send()
