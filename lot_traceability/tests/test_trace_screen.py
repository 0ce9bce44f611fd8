"""The trace screen in a real browser, on a small world made through Odoo's own operations."""

from odoo.tests import HttpCase, tagged

from .common import LotWorldCase


def hoot_id(name):
    """Identifier by which the browser's test runner selects a suite: Java's string hash, in hex."""
    code = 0
    for letter in name:
        code = (code * 31 + ord(letter)) & 0xFFFFFFFF
    return f"{code:08x}"


def is_failure(message):
    """The runner reports each failed test as an error; its own closing line is the one that counts."""
    return "[HOOT]" not in message


@tagged("post_install", "-at_install")
class TestTraceScreenBrowser(LotWorldCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        supplier = world.make_partner("Sharpline")
        hospital = world.make_partner("St. Agnes Hospital")
        needle = world.make_product("Trace needle")
        tube = world.make_product("Trace tube")
        cls.needle_lot = world.make_lot(needle, "TWIN-1", expires=90, ref="S-77")
        tube_lot = world.make_lot(tube, "TWIN-1")
        cls.set_lot = world.make_lot(world.make_product("Trace set"), "SET-1")
        kit_lot = world.make_lot(world.make_product("Trace kit"), "KIT-1")
        world.receive({cls.needle_lot: 100, tube_lot: 50}, partner=supplier, at=world.day(-9))
        world.produce(cls.set_lot, {cls.needle_lot: 10, tube_lot: 5}, 10, at=world.day(-8))
        world.produce(kit_lot, {cls.set_lot: 2}, 1, at=world.day(-7))
        delivery = world.deliver(cls.set_lot, 6, hospital, at=world.day(-5))
        world.return_(delivery, cls.set_lot, 2, at=world.day(-4))
        world.reserve(cls.set_lot, 1, hospital)
        cls.operator = world.new_user("test-trace-screen", "lot_traceability.group_operator,stock.group_production_lot")

    def test_scan_trace_customers_and_back_to_the_supplier(self):
        self.start_tour("/odoo/lot-trace", "lot_trace_screen", login=self.operator.login)

    def test_lot_form_opens_the_trace_and_a_reload_keeps_it(self):
        url = f"/odoo/lots/{self.set_lot.id}"
        self.start_tour(url, "lot_trace_from_lot", login=self.operator.login)


@tagged("post_install", "-at_install")
class TestTraceUnitBrowser(HttpCase):
    def test_units_of_the_screens(self):
        """The addon's own ``*.test.js`` in the browser's test runner."""
        self.assertEqual(hoot_id("@web/core"), "e39ce9ba", "the runner would select nothing")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={hoot_id('@lot_traceability')}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=is_failure,
        )
