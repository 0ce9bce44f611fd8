"""The UDIs of cases and pallets that hold nothing but one lot, by each agency."""

from datetime import timedelta

from odoo.tests import Form, tagged

from .common import HIBC_CASE, UdiCase

BASE, CASE, PALLET = "09506000134352", "19506000134359", "29506000134356"


@tagged("post_install", "-at_install")
class TestUdiPackages(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dozen = cls.env.ref("uom.product_uom_dozen")
        cls.set = cls.device("gs1", BASE, "Infusion set")
        cls.set.barcode = BASE
        cls.twelve = cls.set.udi_di_ids.copy({"name": CASE, "level": "case", "uom_id": cls.dozen.id})

    def test_gs1_case(self):
        lot = self.make_lot(self.set, "L1")
        lot.expiration_date = "2030-05-31 12:00:00"
        self.assertEqual(lot.udi, f"(01){BASE}(17)300531(10)L1")
        self.assertEqual(lot.udi_packages, f"Case of 12 Units: (01){CASE}(17)300531(10)L1")
        self.assertEqual(Form(lot).udi_packages, lot.udi_packages)

    def test_smallest_first_and_retired_ones_left_out(self):
        gross = self.env["uom.uom"].create({"name": "Gross", "relative_factor": 12, "relative_uom_id": self.dozen.id})
        self.twelve.copy({"name": PALLET, "level": "pallet", "uom_id": gross.id, "sequence": 1})
        lot = self.make_lot(self.set, "L1")
        self.assertEqual([level.name for level, _udi in lot._udi_packages()], [CASE, PALLET])
        self.twelve.start_date = lot._udi_day() + timedelta(days=3)  # packed in it one day, not today
        self.assertEqual([level.name for level, _udi in lot._udi_packages()], [PALLET])
        self.twelve.write({"start_date": False, "end_date": lot._udi_day()})
        self.assertEqual([level.name for level, _udi in lot._udi_packages()], [PALLET])

    def test_hibc_case(self):
        lot = self.make_lot(self.pump, "L1")
        [(level, udi)] = lot._udi_packages()
        self.assertEqual((level, udi.di, udi.lot_number), (self.case, HIBC_CASE, "L1"))
        found = self.env["stock.lot"]._read_scan(udi.udi)
        self.assertTrue(found.is_sound)

    def test_units_with_serial_numbers_are_packed_by_batch(self):
        unit = self.device("gs1", "04012345678901", "Implant", tracking="serial", serial_on_label="udi")
        unit.udi_di_ids.copy({"name": "14012345678908", "level": "case", "uom_id": self.dozen.id})
        unit.barcode = "04012345678901"
        lot = self.make_lot(unit, "S1")
        self.assertTrue(lot.udi)
        self.assertFalse(lot.udi_packages)
        lot.udi_batch = "B7"
        [(_level, udi)] = lot._udi_packages()
        self.assertEqual((udi.lot_number, udi.serial_number), ("B7", ""))

    def test_nothing_without_a_udi_of_its_own(self):
        self.assertFalse(self.make_lot(self.make_product("Plain"), "P1").udi_packages)
        self.set.barcode = False
        lot = self.make_lot(self.set, "L1")
        self.assertFalse(lot.udi)
        self.assertFalse(lot.udi_packages)
