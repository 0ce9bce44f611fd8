"""The small world of the recall tests: two needle lots, two levels up, two customers, a return, a reservation.

Sharpline ─100▶ N1 ─60▶ MO ▶ HUB-1 (60) ─50▶ MO ▶ SET-1 (50) ─20▶ St. Agnes (Ward 3)
          ─100▶ N2 ─10▶ MO ▶ SET-2 (10)                       └10▶ Clinic, 4 came back; 5 reserved for St. Agnes
"""

from lxml import etree

from odoo.tools.safe_eval import safe_eval

from odoo.addons.lot_traceability.tests.common import LotWorldCase
from odoo.addons.lot_traceability.tests.kept_world import keep

from ..kernel.plan import HAZARD
from .letters import make_tellable

WEIRD = {
    "formula": "=1+1",
    "tag": "<b>bold</b> & \"quoted\" 'x'",
    "long": "L" * 200,
    "hebrew": "\u05d0\u05d1\u05d2-77",
    "at": "@SUM(A1)\u202e|cmd",
}


class RecallCase(LotWorldCase):
    """Helpers only; Odoo's loader does not collect inherited test methods."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        keep(cls, "recall", cls._make_world)

    @classmethod
    def _make_world(cls):
        world = cls.world
        cls.supplier = world.make_partner("Sharpline")
        cls.hospital = world.make_partner("St. Agnes")
        cls.ward = world.make_partner("Ward 3", parent=cls.hospital)
        cls.clinic = world.make_partner("Clinic")
        cls.needle, cls.hub, cls.kit = (world.make_product(f"Recall {name}") for name in ("needle", "hub", "set"))
        cls.n1 = world.make_lot(cls.needle, "N1", ref="SL-1")
        cls.n2 = world.make_lot(cls.needle, "N2")
        cls.hub1 = world.make_lot(cls.hub, "HUB-1")
        cls.set1, cls.set2 = world.make_lots(cls.kit, ["SET-1", "SET-2"])
        cls.receipt = world.receive({cls.n1: 100, cls.n2: 100}, partner=cls.supplier, at=world.day(-20))
        cls.hub_order = world.produce(cls.hub1, {cls.n1: 60}, 60, at=world.day(-15))
        cls.set_order = world.produce(cls.set1, {cls.hub1: 50}, 50, at=world.day(-10))
        cls.other_order = world.produce(cls.set2, {cls.n2: 10}, 10, at=world.day(-10, hour=9))
        world.deliver(cls.set1, 20, cls.ward, at=world.day(-5))
        cls.delivery = world.deliver(cls.set1, 10, cls.clinic, at=world.day(-4))
        world.return_(cls.delivery, cls.set1, 4, at=world.day(-3))
        world.reserve(cls.set1, 5, cls.ward)
        cls.manager = world.ready_user("test-recall-manager", "lot_recall.group_recall_manager")
        cls.second = world.ready_user("test-recall-second", "lot_recall.group_recall_manager")
        cls.quality = world.ready_user("test-recall-quality", "lot_traceability.group_quality")

    @classmethod
    def wizard(cls, user=None, **values):
        """A wizard with a title, as a recall manager unless said otherwise."""
        values = {"title": "Needle leaks", "reason": "Complaint 17", **values}
        return cls.env["lot.recall.wizard"].with_user(user or cls.manager).create(values)

    def scope_lots(self, user=None, **values):
        """Names of the lots that a scope starts from."""
        wizard = self.wizard(user, **values)
        return sorted(wizard.env["lot.recall.scope"]._origins(wizard._scope()).mapped("name"))

    @classmethod
    def confirmed(cls, lots=None, user=None, **values):
        """A confirmed case of these lots (default N1)."""
        wizard = cls.wizard(user, lot_ids=(lots or cls.n1).ids, **values)
        return wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])

    @classmethod
    def planned(cls, recall, **values):
        """This case with everything that a launch needs: evaluated and decided by the manager, reviewed by Quality."""
        values = {
            **{
                "awareness_at": cls.world.day(-1),
                "awareness_source": "complaint",
                "hazard_class": "2",
                "depth": "user",
            },
            **dict.fromkeys(HAZARD, "Judged"),
            **{"public_warning": "none", "effectiveness_level": "A", "notice_method": "E-mail", "decision": "yes"},
            **{"goods_plan": "Destroyed", "jurisdiction_ids": cls.env.ref("lot_recall.jurisdiction_us_device").ids},
            **values,
        }
        recall.with_user(cls.manager).write(values)
        recall.with_user(cls.quality).action_review_hazard()
        make_tellable(cls.env, recall)
        return recall

    @classmethod
    def launched(cls, lots=None, **values):
        """A launched case of these lots (default N1): confirmed by the manager, launched by a second one."""
        recall = cls.planned(cls.confirmed(lots, **values)).with_user(cls.second)
        recall.action_launch()
        return recall

    def buttons(self, record):
        """Names of the buttons in the header that its user sees on a record's form."""
        arch, values = etree.fromstring(record.get_view(view_type="form")["arch"]), record.read()[0]
        found = arch.iterfind(".//header/button")
        return {one.get("name") for one in found if not safe_eval(one.get("invisible") or "False", values)}

    def row(self, rows, **wanted):
        """The one row of a list of dicts or records with these values."""
        found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
        self.assertEqual(len(found), 1, f"{wanted}: {len(found)} rows")
        return found[0]


class TwoCompanyCase(RecallCase):
    """A sister company that sells on what we sent it; everybody whom it alone deals with is called Fjord.

    SET-1 ─14▶ Recall Nordic ─6▶ Fjord Hospital (Fjord ward), 1 came back; 2 reserved for it; 3 belong to Fjord Owner
    N1    ◀─5─ Fjord Needles; RN-1, a lot of its own
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        keep(cls, "two companies", cls._make_second_company)

    @classmethod
    def _make_second_company(cls):
        world = cls.world
        cls.nordic = world.new_company("Recall Nordic", "RNO")
        cls.ours = cls.env.company
        cls.fjord = world.make_partner("Fjord Hospital")
        fjord_ward = world.make_partner("Fjord ward", parent=cls.fjord)
        world.send_to_company(cls.set1, 14, company=cls.nordic)
        out = world.deliver(cls.set1, 6, fjord_ward, company=cls.nordic)
        world.return_(out, cls.set1, 1)
        world.reserve(cls.set1, 2, fjord_ward, company=cls.nordic)
        cls.nordic_receipt = world.receive(cls.n1, 5, world.make_partner("Fjord Needles"), company=cls.nordic)
        cls.nordic_lot = world.make_lot(cls.needle, "RN-1", company_id=cls.nordic.id)
        world.receive(cls.nordic_lot, 5, company=cls.nordic)
        cls.nordic_manager = world.new_user("test-recall-nordic", "lot_recall.group_recall_manager", cls.nordic)
        cls.both = world.new_user(
            "test-recall-both", "lot_recall.group_recall_manager", cls.ours, companies=cls.ours | cls.nordic
        )
        stock = world.warehouse(cls.nordic).lot_stock_id
        owner = world.make_partner("Fjord Owner")
        cls.env["stock.quant"]._update_available_quantity(cls.kit, stock, 3, lot_id=cls.set1, owner_id=owner)

    def wizard_of_both(self, **values):
        """A wizard of somebody who has both companies switched on."""
        context = {"allowed_company_ids": (self.ours | self.nordic).ids}
        values = {"title": "Needle leaks", "lot_ids": self.n1.ids, **values}
        return self.env["lot.recall.wizard"].with_user(self.both).with_context(**context).create(values)
