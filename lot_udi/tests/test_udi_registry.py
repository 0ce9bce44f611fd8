"""One device from its entry to the file for GUDID, what is sent, and what may change afterwards."""

import base64
import io
from datetime import date

import openpyxl
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..kernel import gudid
from ..kernel.attributes import GUDID, Value
from ..kernel.record import Identifier, Record
from ..kernel.sheet import Sheet, Version
from ..report.workbook import workbook
from .common import UdiCase

ANSWERS = {
    "gmdn": "13215", "product_code": "FRN", "duns": "123456789", "labeler_name": "Acme", "phone": "+1 555 0100",
    "email": "help@example.com", "premarket_exempt": "No", "submission": "K123456", "listing": "D123456",
    "otc": "no", "rx": "yes", "status": "In distribution", "latex": "no", "mri": "mr safe", "kit": "no",
    "combination": "no", "hctp": "no",
}  # fmt: skip
FIELDS = {
    "is_for_us": True, "version_model": "IP-7", "fda_class": "2", "single_use": "yes", "sterile": "yes",
    "sterilise_before_use": "no", "lot_on_label": "udi", "serial_on_label": "no", "made_on_label": "no",
    "expiry_on_label": "udi",
}  # fmt: skip
BASE, CASE = "09506000134352", "19506000134359"


@tagged("post_install", "-at_install")
class TestUdiRegistry(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set = cls.device("gs1", BASE, "Infusion set")
        cls.registered = cls.set.udi_di_ids.device_id
        dozen = cls.env.ref("uom.product_uom_dozen")
        cls.set.udi_di_ids.copy({"name": CASE, "level": "case", "uom_id": dozen.id})
        cls.attributes = {row.code: row for row in cls.env["lot.udi.attribute"].search([])}

    def answer(self, answers=ANSWERS):
        self.registered.write(FIELDS)
        for code, text in answers.items():
            row = self.registered.value_ids.filtered(lambda row, code=code: row.attribute_id.code == code)
            row = row or row.create({"device_id": self.registered.id, "attribute_id": self.attributes[code].id})
            row.value = text

    def wizard(self, device=None, user=None):
        action = (device or self.registered).with_user(user or self.env.user).action_file()
        return self.env["lot.udi.file"].with_user(user or self.env.user).browse(action["res_id"])

    def rows(self, wizard, sheet):
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.file)))
        columns, *rows = book[sheet].iter_rows(values_only=True)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def test_from_the_entry_to_the_file(self):
        self.registered.is_for_us = True
        self.assertIn("“GMDN code” is not answered yet.", self.registered.gudid_gaps)
        self.registered.action_ask_missing()
        asked = self.registered.value_ids
        self.assertIn(self.attributes["gmdn"], asked.attribute_id)
        self.assertNotIn(self.attributes["brand"], asked.attribute_id, "a field of the device itself")
        self.registered.action_ask_missing()
        self.assertEqual(self.registered.value_ids, asked, "nothing is asked twice")
        with self.assertRaises(UserError) as refused:
            self.wizard().action_write()
        self.assertIn("DUNS", str(refused.exception))
        self.answer()
        self.registered.invalidate_recordset()
        self.assertFalse(self.registered.gudid_gaps)
        wizard = self.wizard(user=self.user_quality())
        wizard.action_write()
        [row] = self.rows(wizard, "device")
        self.assertEqual((row["PrimaryDI"], row["brandName"], row["deviceCount"]), (BASE, "Infusion set", "1"))
        self.assertEqual((row["MRISafetyStatus"], row["rx"], row["lotBatch"]), ("MR Safe", "true", "true"))
        package = self.rows(wizard, "identifiers")[1]
        self.assertEqual((package["deviceId"], package["containsDINumber"], package["pkgQuantity"]), (CASE, BASE, "12"))

    def test_texts_stay_texts(self):
        self.answer()
        self.registered.version_model = "=1+1"
        wizard = self.wizard()
        wizard.action_write()
        self.assertEqual(self.rows(wizard, "device")[0]["versionModelNumber"], "=1+1")

    @freeze_time("2026-11-20 12:00:00")
    def test_what_was_sent_is_kept_and_compared(self):
        self.answer()
        self.wizard().action_sent()
        version = self.registered.version_ids
        self.assertEqual((version.number, version.target, version.day), (1, GUDID, date(2026, 11, 20)))
        self.assertFalse(self.registered.gudid_due)
        self.answer({"phone": "+1 555 0199"})
        self.assertEqual(self.registered.gudid_due, date(2026, 12, 4))
        self.registered.invalidate_recordset()
        self.assertIn("+1 555 0100 → +1 555 0199", self.registered.gudid_changes)
        wizard = self.wizard()
        wizard.action_differences()
        [row] = self.rows(wizard, "differences")
        self.assertEqual((row["Sent"], row["Now"]), ("+1 555 0100", "+1 555 0199"))
        wizard.action_sent()
        self.assertEqual(sorted(self.registered.version_ids.mapped("number")), [1, 2])
        self.assertFalse(self.registered.gudid_due)
        self.answer({"phone": "+1 555 0100"})
        self.assertTrue(self.registered.gudid_due)
        self.answer({"phone": "+1 555 0199"})
        self.assertFalse(self.registered.gudid_due, "as it was sent")

    def test_what_did_not_change_keeps_its_version_and_only_the_file_is_sent(self):
        self.answer()
        wizard = self.wizard()
        wizard.action_write()
        wizard.action_sent()
        wizard.action_sent()
        self.assertEqual(self.registered.version_ids.mapped("number"), [1])
        wizard = self.wizard()
        wizard.action_write()
        self.answer({"phone": "+1 555 0199"})
        with self.assertRaises(UserError) as refused:
            wizard.action_sent()
        self.assertIn("changed since the file was written", str(refused.exception))

    def test_another_brand_is_another_device(self):
        self.answer()
        wizard = self.wizard()
        wizard.day = "2020-01-01"
        wizard.action_sent()
        self.registered.name = "Infusion set II"
        self.registered.invalidate_recordset()
        self.assertIn("21 CFR 830.50", self.registered.gudid_changes)
        for ask in (self.wizard().action_sent, self.wizard().action_write):
            with self.assertRaises(UserError) as refused:
                ask()
            self.assertIn("another device", str(refused.exception))

    def test_mistakes_are_put_right_in_the_first_week(self):
        self.answer()
        self.wizard().action_sent()
        self.registered.name = "Infusion set II"
        self.wizard().action_sent()
        self.assertEqual(len(self.registered.version_ids), 2)

    def test_sent_identifiers_stay_where_they_are(self):
        self.answer()
        self.wizard().action_sent()
        own = self.set.udi_di_ids.filtered(lambda di: di.name == BASE)
        for change in ({"product_id": self.drops.id}, {"name": "09506000134369"}):
            with self.assertRaises(UserError):
                own.write(change)
        own.write({"product_id": self.set.id, "end_date": "2030-01-01"})
        with self.assertRaises(UserError):
            own.unlink()
        with self.assertRaises(UserError):
            self.registered.unlink()
        version = self.registered.version_ids
        with self.assertRaises(AccessError):
            version.sudo().write({"content": "{}"})
        with self.assertRaises(AccessError):
            version.with_user(self.user_manager()).unlink()

    def test_who_may(self):
        self.answer()
        plain = self.user_plain()
        with self.assertRaises(AccessError):
            self.registered.with_user(plain).action_file()
        with self.assertRaises(AccessError):
            self.registered.with_user(plain).action_ask_missing()
        with self.assertRaises(AccessError):
            self.registered.value_ids[:1].with_user(self.user_operator()).value = "x"
        with self.assertRaises(AccessError):
            self.attributes["gmdn"].with_user(self.user_manager()).name = "x"
        other = self.env["res.company"].create({"name": "Elsewhere"})
        elsewhere = self.user_of(other)
        self.assertFalse(
            self.env["lot.udi.value"].with_user(elsewhere).search([("device_id", "=", self.registered.id)])
        )

    def test_wrong_answers_are_refused(self):
        for code, values in (
            ("gmdn", {"value": "132"}), ("mri", {"value": "MR Hot"}), ("size_length", {"value": "3", "unit": "cubit"}),
            ("storage_temperature", {"value": "8", "upto": "2", "unit": "degrees celsius"}),
            ("email", {"value": "help"}), ("status_end", {"value": "30.11.2026"}),
        ):  # fmt: skip
            with self.assertRaises(ValidationError) as refused:
                attribute = self.attributes[code]
                self.env["lot.udi.value"].create(
                    {"device_id": self.registered.id, "attribute_id": attribute.id, **values}
                )
            self.assertIn(attribute.name, str(refused.exception))

    def test_a_range_may_have_an_end_only(self):
        row = self.env["lot.udi.value"].create({
            "device_id": self.registered.id, "attribute_id": self.attributes["storage_temperature"].id,
            "upto": "30", "unit": "degrees celsius",
        })  # fmt: skip
        told = self.registered._record().facts["storage_temperature"]
        self.assertIn(Value("", row.unit, "30"), told)

    def test_everything_is_recorded(self):
        entries = self.env["lot.audit.entry"]
        self.answer({"gmdn": "13215"})
        [entry] = entries.search([("code", "=", "udi_changed")], order="id desc", limit=1)
        self.assertIn("13215", entry.content)
        self.assertIn("13215", entry.sentence if "sentence" in entry._fields else entry.content)
        self.answer()
        self.wizard().action_sent()
        [entry] = entries.search([("code", "=", "udi_sent")], order="id desc", limit=1)
        self.assertIn(self.registered.version_ids.fingerprint, entry.content)

    def test_secondary_identifiers_may_be_of_another_agency(self):
        vals = {"device_id": self.registered.id, "product_id": self.set.id, "agency": "hibcc", "name": "D99912340"}
        with self.assertRaises(ValidationError):
            self.env["lot.udi.di"].create(vals)
        second = self.env["lot.udi.di"].create({**vals, "kind": "secondary"})
        self.assertEqual((second.agency, self.set._udi_di()), ("hibcc", BASE if self.set.udi_agency == "gs1" else ""))

    def test_barcodes_are_held_against_the_registry(self):
        self.set.barcode = "9506000134352"
        own = self.set.udi_di_ids.filtered(lambda di: di.name == BASE)
        self.assertFalse(own.barcode_note)
        self.set.barcode = "9506000134369"
        self.assertIn("9506000134369", own.barcode_note)
        packaging = self.env["product.uom"].create({
            "product_id": self.set.id, "uom_id": self.env.ref("uom.product_uom_dozen").id, "barcode": CASE,
        })  # fmt: skip
        case = self.set.udi_di_ids - own
        self.assertEqual((case.packaging_id, case.barcode_note), (packaging, False))

    def test_the_form(self):
        with Form(self.registered) as form:
            form.is_for_us = True
            with form.value_ids.new() as row:
                row.attribute_id = self.attributes["storage_temperature"]
                self.assertIn("Degrees Celsius", row.hint)
                row.value, row.upto, row.unit = "2", "8", "degrees celsius"
        self.assertEqual(self.registered.value_ids.unit, "Degrees Celsius")


@tagged("post_install", "-at_install")
class TestUdiImport(UdiCase):
    def take(self, content):
        wizard = self.env["lot.udi.import"].with_user(self.user_quality()).create({"file": base64.b64encode(content)})
        wizard.action_import()
        return wizard

    def product(self):
        product = self.world.make_product("Infusion set", barcode="9506000134352")
        dozen = self.env.ref("uom.product_uom_dozen").id
        self.env["product.uom"].create({"product_id": product.id, "uom_id": dozen, "barcode": CASE})
        return product

    def test_what_the_registry_wrote_comes_back(self):
        product = self.product()
        record = Record(
            {"brand": (Value("Set"),), "gmdn": (Value("13215"), Value("13216")), "pi_lot": (Value("udi"),)},
            (Identifier(BASE, "GS1", "primary", "unit"), Identifier(CASE, "GS1", "primary", "case", BASE, 12)),
        )
        definitions = self.env["lot.udi.attribute"]._get_definitions()
        content = workbook(gudid.sheets([(record, Version(1, "2026-11-21"))], definitions))
        wizard = self.take(content)
        device = wizard.device_ids
        self.assertEqual((device.name, device.lot_on_label, device.agency), ("Set", "udi", "gs1"), wizard.result)
        self.assertEqual(device._record().identifiers, record.identifiers)
        self.assertEqual(device.value_ids.mapped("value"), ["13215", "13216"])
        self.assertTrue(product.is_udi_device)
        again = self.take(content)
        self.assertFalse(again.device_ids)
        self.assertIn("registered already", again.result)

    def test_a_text_that_no_cell_holds_says_that_it_is_cut(self):
        book = openpyxl.load_workbook(io.BytesIO(workbook([Sheet("A", ("Title",), (("x" * 40_000,),))])))
        self.assertEqual(book["A"]["A2"].value, "x" * 32_766 + "…")

    def test_each_row_is_entered_or_told(self):
        self.product()
        rows = ["PrimaryDI|brandName|singleUse|deviceCount", f"{BASE}|Set|true|1", "09506000134369|None|true|1",
                "09506000134353|Wrong|true|1", "B99912340|HIBC|perhaps|1"]  # fmt: skip
        self.pump.default_code = "B99912340"
        wizard = self.take("\n".join(rows).encode())
        self.assertEqual(wizard.device_ids.mapped("name"), ["Set"], wizard.result)
        self.assertEqual(wizard.device_ids.single_use, "yes")
        for row in (3, 4, 5):
            self.assertIn(f"Row {row}", wizard.result)

    def test_files_that_are_none(self):
        for content in (b"PK\x03\x04nonsense", b"\xff\xfe\x00", b"a,b\n1,2", b"PrimaryDI\n"):
            with self.assertRaises(UserError, msg=content):
                self.take(content)
        with self.assertRaises(AccessError):
            self.env["lot.udi.import"].with_user(self.user_plain()).create({"file": b"eA=="})
