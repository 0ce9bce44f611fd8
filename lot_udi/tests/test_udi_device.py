"""The registry of devices: what may be entered, by whom, and what is said when it is wrong."""

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .. import messages
from ..kernel import checks, hibc, registry
from .common import HIBC, PPN, TODAY, UdiCase, carrier

OWN_PPN = "1303752864" + checks.ppn_digits("1303752864")


@tagged("post_install", "-at_install")
class TestUdiDevice(UdiCase):
    def new(self, agency, di):
        return self.env["lot.udi.device"].create({
            "name": "New", "agency": agency, "di_ids": [(0, 0, {"name": di, "product_id": self.drops.id})],
        })  # fmt: skip

    def test_whole_carriers_may_be_scanned_into_the_field(self):
        for agency, text, di in (
            ("hibcc", carrier("HIBCC", "B99912340", lot_number="L"), "B99912340"),
            ("hibcc", "C99912340", "C99912340"),
            ("ifa", f"(9N){OWN_PPN}(1T)L", OWN_PPN),
            ("iccbba", "=/A9999XYZ100T0947=,000025", "A9999XYZ100T0947"),
            ("gs1", "9506000134352", "09506000134352"),
            ("gs1", "]d2010950600013436910L", "09506000134369"),
        ):
            self.assertEqual(self.new(agency, text).di_ids.name, di)

    def test_wrong_identifiers_are_refused_with_what_they_should_be(self):
        for agency, di in (("ifa", "110375286415"), ("gs1", "09506000134353"), ("hibcc", "99912340"), ("iccbba", "A9")):
            issue = registry.check(agency.upper(), di, TODAY)
            with self.assertRaises(ValidationError) as caught:
                self.new(agency, di)
            self.assertEqual(caught.exception.args[0], messages.di_wrong(self.env, di, agency.upper(), issue))
        self.assertIn("14", messages.di_wrong(self.env, "x", "IFA", registry.check("IFA", "110375286415", TODAY)))
        with self.assertRaises(ValidationError):
            self.pump.udi_di_ids.device_id.agency = "ifa"

    def test_basic_udi_di(self):
        device = self.pump.udi_di_ids.device_id
        device.basic_udi_di = "++A999MODELIDENTIFIER11S8"
        for code, sentence in (
            ("++A999MODELIDENTIFIER11S9", messages.basic_udi_wrong(self.env, "++A999MODELIDENTIFIER11S9", "S9", "S8")),
            ("A999", messages.basic_udi_form(self.env, "A999", "HIBCC")),
        ):
            with self.assertRaises(ValidationError) as caught:
                device.basic_udi_di = code
            self.assertEqual(caught.exception.args[0], sentence)

    def test_registered_once_and_with_a_unit_that_can_be_converted(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.new("ifa", PPN)
        with self.assertRaises(ValidationError):
            self.case.uom_id = self.env.ref("uom.product_uom_kgm")
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.case.write({"start_date": "2026-02-01", "end_date": "2026-01-01"})

    def test_the_identifier_of_the_label_is_the_one_in_use(self):
        self.assertEqual(self.pump._udi_di(), HIBC)
        own = self.pump.udi_di_ids - self.case
        own.end_date = "2020-01-01"
        self.assertEqual(self.pump._udi_di(), "")
        own.copy({"name": "A99912350", "end_date": False})
        self.assertEqual(self.pump._udi_di(), "A99912350")

    def test_who_may_read_and_change(self):
        device = self.pump.udi_di_ids.device_id
        for user in (self.user_plain(), self.user_operator()):
            self.assertEqual(device.with_user(user).name, "Pump")
            with self.assertRaises(AccessError):
                device.with_user(user).name = "Mine"
            with self.assertRaises(AccessError):
                device.di_ids.with_user(user).end_date = "2026-01-01"
        device.with_user(self.user_quality()).name = "Pump 2"
        with self.assertRaises(AccessError):
            device.with_user(self.user_quality()).unlink()
        device.with_user(self.user_manager()).unlink()
        self.assertFalse(self.case.exists())

    def test_companies_see_their_own_and_what_is_shared(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        user, device = self.user_of(other), self.pump.udi_di_ids.device_id
        devices = self.env["lot.udi.device"].with_user(user)
        self.assertNotIn(device, devices.search([]))
        with self.assertRaises(AccessError):
            self.case.with_user(user).read(["name"])
        twin = self.env["lot.udi.device"].create({"name": "Twin", "agency": "hibcc", "company_id": other.id})
        row = {"device_id": twin.id, "name": HIBC, "product_id": self.world.make_product("Theirs").id}
        row = self.env["lot.udi.di"].create(row)
        with self.assertRaises(ValidationError) as refused:
            device.company_id = False
        self.assertEqual(refused.exception.args[0], messages.di_shared(self.env, HIBC))
        row.unlink()
        device.company_id = False
        self.assertIn(device, devices.search([]))
        self.assertEqual(self.case.with_user(user).name, self.case.name)

    def test_form(self):
        with Form(self.env["lot.udi.device"]) as form:
            form.name, form.agency = "Set", "hibcc"
            with form.di_ids.new() as line:
                line.name, line.product_id, line.level = hibc.build([("+", "D99912340")]), self.pump, "unit"
        self.assertEqual(form.record.di_ids.name, "D99912340")
