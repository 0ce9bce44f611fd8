"""The world of two companies in the access tests: what the sister alone knows is called SECRET."""

import json

from .trace_case import TraceCase


class CompanyCase(TraceCase):
    """Needles of ours become hubs; the sister company makes its own sets of them and has its own customers.

    ours:   Sharpline ─100▶ N1 ─50▶ MO ▶ H1 (50) ─10▶ Our clinic, 30 to the sister
    sister: H1 ─20▶ MO ▶ SECRET SET (20, a lot of the sister's own) ─15▶ Secret clinic; H1 ─5▶ Secret clinic
            Secret supplier ─40▶ N1 ─40▶ to us
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.sister = world.new_company("Nordic", "NOR")
        cls.secret_product = world.make_product("SECRET product", company_id=cls.sister.id)
        cls.secret_set = world.make_lot(cls.secret_product, "SECRET SET", company_id=cls.sister.id)
        cls.secret_clinic = world.make_partner("SECRET clinic")
        cls.secret_supplier = world.make_partner("SECRET supplier")
        cls.clinic, cls.supplier = world.make_partner("Our clinic"), world.make_partner("Sharpline")
        cls.n1 = world.make_lot(world.make_product("Needle"), "N1")
        cls.h1 = world.make_lot(world.make_product("Hub"), "H1")
        world.receive(cls.n1, 100, partner=cls.supplier, at=world.day(-20))
        cls.mo = world.produce(cls.h1, {cls.n1: 50}, 50, at=world.day(-19))
        cls.out = world.deliver(cls.h1, 10, cls.clinic, at=world.day(-18))
        world.send_to_company({cls.h1: 30}, company=cls.sister, at=world.day(-17), received_at=world.day(-16))
        options = {"company": cls.sister}
        cls.secret_mo = world.produce(cls.secret_set, {cls.h1: 20}, 20, at=world.day(-15), **options)
        cls.secret_mo.with_context(lot_reason="test").name = "SECRET/MO"
        cls.secret_outs = world.deliver(cls.secret_set, 15, cls.secret_clinic, at=world.day(-14), **options)
        cls.secret_outs |= world.deliver(cls.h1, 5, cls.secret_clinic, at=world.day(-13), **options)
        cls.secret_outs |= world.receive(cls.n1, 40, partner=cls.secret_supplier, at=world.day(-12), **options)
        for number, picking in enumerate(cls.secret_outs):
            picking.with_context(lot_reason="test").name = f"SECRET/{number}"
        us = cls.env.company
        world.send_to_company(
            {cls.n1: 40}, company=us, company_from=cls.sister, at=world.day(-11), received_at=world.day(-10)
        )

    def assert_no_secret(self, answer):
        text = json.dumps(answer)
        self.assertNotIn("SECRET", text)
        hidden = [self.secret_set, self.secret_mo, *self.secret_outs]
        for rows in ("nodes", "shipments", "suppliers", "open", "gaps"):
            for row in answer[rows]:
                for record in hidden:
                    self.assertNotEqual((row["model"], row["res_id"]), (record._name, record.id))
        ids = {row.get("commercial_partner_id") for row in (*answer["shipments"], *answer["customers"])}
        self.assertNotIn(self.secret_clinic.id, ids)
        for rows in ("nodes", "shipments", "on_hand"):
            self.assertLessEqual({row["company_id"] for row in answer[rows]}, {self.env.company.id, False})
