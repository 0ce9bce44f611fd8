"""A launched case whose consignees answer and send back; see ``common.py`` for the world."""

from .common import RecallCase


class BackCase(RecallCase):
    """Helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before_launch()
        cls.recall = cls.launched()

    @classmethod
    def before_launch(cls):
        """What a class wants otherwise in its world."""

    def setUp(self):
        super().setUp()
        self.at_hospital, self.at_clinic = self.consignee("St. Agnes"), self.consignee("Clinic")

    def consignee(self, name):
        return self.recall.consignee_ids.filtered(lambda consignee: consignee.name == name)

    def answer(self, consignee, **quantities):
        """What they tell of SET-1, all else nothing."""
        line = consignee.lot_ids.filtered(lambda line: line.lot == "SET-1")
        names = ("had", "used", "sold_on", "destroyed", "corrected", "returning")
        form = {f"{name}-{line.id}": str(quantities.get(name, 0)) for name in names}
        reply, faults = consignee._record_reply({**form, "outcome": "quantities"}, "phone")
        self.assertFalse(faults)
        return reply

    def got(self, picking, **quantities):
        """Receive what is on a return, or other quantities by lot name."""
        for line in picking.move_line_ids:
            line.quantity = quantities.get(line.lot_id.name, line.quantity)
        return self.validate(picking)

    def make(self, consignee, user=None):
        action = consignee.with_user(user or self.quality).action_make_returns()
        return self.env["stock.picking"].browse(action["res_id"])
