"""Every path × every status has the outcome that the table says; made from the table itself."""

import contextlib
import logging
from collections import Counter
from pathlib import Path

from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged

from ..kernel import gate
from . import gate_paths_optional  # noqa: F401  adds its ways to PATHS
from .common import LotWorldCase, World
from .gate_paths import PATHS, render

_logger = logging.getLogger(__name__)
GROUPS = (
    "stock.group_stock_manager",
    "mrp.group_mrp_manager",
    "sales_team.group_sale_manager",
    "point_of_sale.group_pos_manager",
    "account.group_account_manager",
)
# Who has least must get through where it is allowed, who has most must not where it is refused.
PASSES = {
    gate.ALLOWED: {"operator": True},
    gate.REDIRECTED: {"operator": True},
    gate.RIGHT: {"operator": False, "quality": True},
    gate.REFUSED: {"quality": False},
}
# Only a hold has a place of its own to be taken out of.
ABSENT = {(gate.OUT_OF_HOLD, status) for status in gate.STATUSES if status != gate.HOLD}


class Undo(Exception):
    """Ends a savepoint whose work is not wanted."""


@tagged("post_install", "-at_install")
class TestGateMatrix(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        world.sister = world.new_company("Sister", "SIS")
        world.stock = world.warehouse().lot_stock_id
        world.far_stock = world.new_warehouse("Far", "FAR").lot_stock_id
        world.shelf = world.new_location("Shelf", world.stock)
        world.quarantine = world.warehouse()._get_quarantine()
        world.partner = world.make_partner("Clinic")
        world.hold_location = cls.env["stock.location"]
        product = world.make_product("Needle", use_expiration_date=True)
        cls.lot = world.make_lot(product, "N1", expires=400)
        world.wire = world.make_lot(world.make_product("Wire"), "W1")
        world.receive({cls.lot: 10, world.wire: 10}, partner=world.partner)
        groups = ",".join(group for group in GROUPS if cls.env.ref(group, raise_if_not_found=False))
        companies = cls.env.company | world.sister
        cls.users = {
            "operator": world.new_user("matrix-operator", f"{groups},lot_traceability.group_operator", None, companies),
            "quality": world.new_user("matrix-quality", f"{groups},lot_traceability.group_quality", None, companies),
        }

    def test_every_exit_has_a_path(self):
        self.assertEqual({exit_ for exit_, _walk, _needs in PATHS.values()}, set(gate.EXITS) - {gate.OUTSIDE})

    def test_architecture_prints_the_ways(self):
        page = Path(__file__).parents[2] / "ARCHITECTURE.md"
        self.assertTrue(render() in page.read_text(encoding="utf-8"), "print it anew: gate_paths.render()")

    def test_matrix(self):
        self.assertGreater(self.walk_all(PATHS, accepts=False), 200)

    def test_where_such_stock_is_accepted(self):
        self.env["stock.location"].search([]).write({"lot_accepts_held": True, "lot_accepts_expired": True})
        first = {exit_: name for name, (exit_, _walk, needs) in reversed(PATHS.items()) if not needs}
        self.assertGreater(self.walk_all({name: PATHS[name] for name in first.values()}, accepts=True), 60)

    def walk_all(self, paths, accepts):
        """Walk these ways with every status, as who has least or most; returns how many walks that were."""
        outcomes, walked = Counter(), 0
        for name, (exit_, walk, needs) in paths.items():
            if needs and not getattr(self, f"has_{needs}")():
                continue
            with self.undone():
                self.world.hold_location = self.env["stock.location"]
                act = walk(self.world, self.lot)
                for status in (None, *gate.STATUSES):
                    if (exit_, status) in ABSENT:
                        continue
                    outcome = gate.decide(exit_, {status} - {None}, accepts_held=accepts, accepts_expired=accepts)
                    outcomes[outcome] += 1
                    for role, passes in PASSES[outcome].items():
                        with self.subTest(path=name, status=status, role=role):
                            self.assertEqual(self.walk(act, status, role), passes)
                            walked += 1
        _logger.info("The matrix: %s ways, %s walks, outcomes %s", len(paths), walked, dict(outcomes))
        return walked

    @contextlib.contextmanager
    def undone(self):
        """What happens within is undone."""
        try:
            with contextlib.suppress(Undo), self.env.cr.savepoint():
                yield
                raise Undo
        finally:
            self.env.invalidate_all()

    def walk(self, act, status, role):
        """Whether the goods got through; all of it is undone."""
        with self.undone():
            self.block(status)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.moved()
            context = {**self.env.context, "skip_expired": True}
            if role == "quality":
                context["lot_reason"] = "agreed"
            actor = World(self.env(user=self.users[role], context=context))
            actor.env.user.company_ids.mapped("name")
            try:
                act(actor)
            except (UserError, RedirectWarning) as refused:
                # Odoo's shop swallows a refusal and leaves the goods in stock; the verb tells it then. Where
                # nothing can be reserved for a typed quantity, Odoo asks for the lot.
                self.assertRegex(str(refused.args[0]), "N1|did not leave the stock|supply a Lot")
                return False
            self.assertNotEqual(self.moved(), before, "something moved")
            return True

    def moved(self):
        """All done lines of the lot as they stand."""
        lines = self.env["stock.move.line"].search([("lot_id", "=", self.lot.id), ("state", "=", "done")])
        return {(line.id, line.quantity, line.location_dest_id.id) for line in lines}

    def block(self, status):
        if status == gate.HOLD:
            self.lot._hold("seal broken", location_id=self.world.hold_location.id)
        elif status == gate.EXPIRED:
            names = ("expiration_date", "use_date", "removal_date", "alert_date")
            self.lot.write(dict.fromkeys(names, self.day(-1)))
        elif status:
            self.lot._write_disposition(status, "looked at")
