"""GS1 settings: what devices send instead of the separator, and the company prefix."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .. import messages_settings as messages
from .common import GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestGs1Settings(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.devices = cls.env["lot.scan.device"]

    def elements(self, raw):
        parsed = self.env["stock.lot"]._parse_scan(raw)
        return [(element.key, element.value) for element in parsed.elements]

    def test_what_a_device_sends_is_read_as_separator(self):
        raw = f"01{GTIN}10INF-24/7~17270630"
        whole = [("01", GTIN), ("10", "INF-24/7"), ("17", "270630")]
        self.assertNotEqual(self.elements(raw), whole)
        device = self.devices.create({"name": "Dock", "sends": "~"})
        self.assertEqual(self.elements(raw), whole)
        device.sends = "<GS>"
        self.assertNotEqual(self.elements(raw), whole)
        self.assertEqual(self.elements(raw.replace("~", "<GS>")), whole)
        device.unlink()
        self.assertNotEqual(self.elements(raw.replace("~", "<GS>")), whole)

    def test_each_company_has_its_own_and_those_of_all(self):
        sister = self.env["res.company"].create({"name": "Sister"})
        self.devices.create({"name": "Dock", "sends": "~"})
        self.devices.create({"name": "Sister's dock", "sends": "#", "company_id": sister.id})
        self.devices.create({"name": "Phones", "sends": "Alt029", "company_id": False})
        self.assertEqual(set(self.devices._get_substitutes()), {"~", "Alt029"})
        self.assertEqual(set(self.devices.with_company(sister)._get_substitutes()), {"#", "Alt029"})

    def test_scans_of_people_who_may_not_see_devices(self):
        self.devices.create({"name": "Dock", "sends": "~"})
        self.env.registry.clear_cache()
        user = new_test_user(self.env, "plain-scanner", "base.group_user")
        self.assertEqual(self.devices.with_user(user)._get_substitutes(), ("~",))
        stock = new_test_user(self.env, "stock-scanner", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.devices.with_user(stock).create({"name": "Mine", "sends": "#"})

    def test_what_would_cut_lot_numbers_is_refused(self):
        for sends in ("A", "-", "12345", "x" * 13, "\x1d", "1A"):
            with self.assertRaises(ValidationError, msg=sends):
                self.devices.create({"name": "Dock", "sends": sends})

    def test_the_symbol_shows_what_a_scanner_sends(self):
        with Form(self.devices) as form:
            form.name = "Dock"
            form.sample = "]d2010950600013435210TEST|21END"
            self.assertEqual(form.sends, "|")
            self.assertIn("|", form.sample_reading)
            for text, between in (
                ("010950600013435210TEST21END", ""),
                ("010950600013435210TEST\x1d21END", "\x1d"),
                ("4006381333931", None),
            ):
                form.sample = text
                self.assertEqual(form.sample_reading, messages.sample_reading(self.env, text, between))
        self.assertEqual(self.devices.search([("name", "=", "Dock")]).sends, "|")

    def test_the_company_prefix_has_4_to_12_digits(self):
        settings = self.env["res.config.settings"].create({"gs1_company_prefix": "9506000"})
        settings.execute()
        self.assertEqual(self.env.company.gs1_company_prefix, "9506000")
        for prefix in ("123", "12345A", "１２３４５"):
            with self.assertRaises(ValidationError):
                self.env.company.gs1_company_prefix = prefix
        entry = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], limit=1)
        self.assertIn("9506000", str(entry._get_content()))
