"""Base class of the database tests: verbs to make a world, and users with each right.

Holds helpers only; Odoo's loader does not collect test methods of base classes.

    @tagged("post_install", "-at_install")
    class TestTrace(LotWorldCase):
        @classmethod
        def setUpClass(cls):
            super().setUpClass()
            cls.needle = cls.world.make_product("Needle")              # in setUpClass: cls.world.<verb>
            cls.lot = cls.world.make_lot(cls.needle, "N1", expires=90)

        def test_x(self):
            self.receive(self.lot, 100, partner=supplier, at=self.day(-3))   # in a test: self.<verb>

All verbs and their shapes: ``lot_traceability/demo/verbs*.py``.
"""

from odoo.tests import TransactionCase

from ..demo.verbs import Verbs


class Users:
    """Users with each right, beside the verbs."""

    def ready_user(self, login, groups):
        """As ``new_user``, or the one of this login who is in the tests' template (their test addon makes them)."""
        user = self.env["res.users"].search([("login", "=", login)])
        if not user:
            return self.new_user(login, groups)
        wanted = {"base.group_user", *groups.split(",")}
        if set(user.group_ids.mapped(lambda group: group.get_external_id()[group.id])) != wanted:
            raise AssertionError(f"{login} is there with other groups")
        return user


class World(Users, Verbs):
    """The verbs on an environment of their own, for use in ``setUpClass``."""

    def __init__(self, env):
        self.env = env


class LotWorldCase(TransactionCase, Users, Verbs):
    """A test case whose methods are the verbs; set ``tells_story`` to have the demo story told in it."""

    tells_story = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # No mail, no tracking: the tests look at stock, and the story is told three times faster.
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "mail_create_nolog": True})
        cls.world = World(cls.env)
        if cls.tells_story:
            from ..demo.story import tell

            cls.story = tell(cls.env)

    def user_plain(self):
        """A stock user without any right of ours."""
        return self.ready_user("test-plain", "stock.group_stock_user")

    def user_operator(self):
        """Lot traceability: operator."""
        return self.ready_user("test-operator", "lot_traceability.group_operator")

    def user_quality(self):
        """Lot traceability: quality."""
        return self.ready_user("test-quality", "lot_traceability.group_quality")

    def user_manager(self):
        """Lot traceability: manager."""
        return self.ready_user("test-manager", "lot_traceability.group_manager")

    def user_of(self, company, groups="lot_traceability.group_quality"):
        """A user who may see only this company."""
        login = f"test-user-of-{company.id}"
        return self.env["res.users"].search([("login", "=", login)]) or self.new_user(login, groups, company)
