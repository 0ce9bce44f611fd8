"""World of the tests of checks: a plan for a pouch, and results entered by an operator."""

from .common import LotWorldCase


class CheckCase(LotWorldCase):
    """A pouch made of film, with one final plan of four checks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.film = cls.world.make_product("Film")
        cls.pouch = cls.world.make_product("Pouch")
        cls.film_lot, cls.lot = cls.world.make_lot(cls.film, "F1"), cls.world.make_lot(cls.pouch, "P1")
        cls.gauge = cls.env["lot.instrument"].create(
            {
                "name": "Tester",
                "number": "T-1",
                "calibrated_on": cls.world.day(-30),
                "calibration_due": cls.world.day(30),
            }
        )
        cls.plan = cls.make_plan(
            cls.pouch,
            {"name": "Print is legible"},
            {"name": "Seal strength", "kind": "measure", "lower_limit": "5", "upper_limit": "9,0", "unit": "N"},
            {"name": "Colour", "kind": "text", "is_required": False},
            {"name": "Peel", "kind": "measure", "unit": "N", "needs_instrument": True, "is_required": False},
        )
        cls.count = 0

    @classmethod
    def make_plan(cls, product, *items, stage="final", **values):
        return cls.env["lot.check.plan"].create(
            {
                "name": f"Checks of {product.name}",
                "stage": stage,
                "product_tmpl_ids": product.product_tmpl_id.ids,
                "line_ids": [(0, 0, {"sequence": at, **item}) for at, item in enumerate(items)],
                **values,
            }
        )

    def make_pouches(self, lot=None, qty=20):
        self.receive({self.film_lot: qty})
        return self.produce(lot or self.lot, {self.film_lot: qty}, qty)

    def checks(self, lot=None):
        """Checks of a lot by name."""
        found = self.env["lot.check"].search([("lot_id", "=", (lot or self.lot).id)])
        return {check.name: check for check in found}

    def enter(self, check, text, user=None, **entry):
        """Enter one result; returns the answer."""
        type(self).count += 1
        row = {"uuid": f"test-uuid-{self.count}", "check": check.id, "text": text, **entry}
        [answer] = check.with_user(user or self.user_operator()).enter([row])
        check.invalidate_recordset()
        return answer
