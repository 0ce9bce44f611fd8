"""Devices followed to the patient: whereabouts, the protected store, the answer from a UDI."""

import base64
import io

import openpyxl
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.modules.module import load_script
from odoo.tests import Form, tagged
from odoo.tools.misc import file_path

from .. import messages_tracking as messages
from ..kernel.tracking import audit_due, working_days_after
from .common import UdiCase


@tagged("post_install", "-at_install")
class TestTrackedDevice(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.valve = cls.device("gs1", "09506000134352", "Heart valve", tracking="serial", is_fda_tracked=True)
        cls.valve.write({"barcode": "9506000134352", "use_expiration_date": False})
        cls.unit = cls.world.make_lot(cls.valve, "V-1")
        cls.clinic = cls.world.make_partner("Clinic")
        cls.doctor = cls.world.new_user("test-patient-data", "lot_udi.group_patient_data")
        cls.operator = cls.world.new_user("test-udi-operator", "lot_traceability.group_operator")

    def patient(self, **values):
        values = {"name_in": "Ada Lovelace", "phone_in": "+1 555 0100", **values}
        return self.env["lot.udi.patient"].with_user(self.doctor).create({"lot_id": self.unit.id, **values})

    def in_minutes(self, minutes):
        return fields.Datetime.add(fields.Datetime.now(), minutes=minutes)

    def looks(self):
        entries = self.env["lot.audit.entry"].search([("code", "=", "patient_seen"), ("res_id", "=", self.unit.id)])
        return [(entry.user_id, entry.reason) for entry in entries]

    def test_the_way_of_a_unit(self):
        self.receive(self.unit, 1)
        self.assertTrue(self.unit.is_followed)
        self.assertEqual(self.unit._custody_gaps(self.unit._custody_chain()), [messages.nothing_known(self.env)])
        self.world.deliver(self.unit, 1, self.clinic)
        custody = self.env["lot.udi.custody"].with_user(self.operator)
        row = custody.create({"lot_id": self.unit.id, "kind": "used", "partner_id": self.clinic.id, "role": "final"})
        chain = self.unit._custody_chain()
        self.assertEqual([step["partner"] for step in chain], [self.clinic, self.clinic])
        self.assertIn(messages.missing(self.env, "The phone number", "Clinic"), self.unit._custody_gaps(chain))
        for act in (lambda: row.write({"note": "x"}), lambda: row.sudo().unlink()):
            with self.assertRaises(AccessError):
                act()

    def test_what_cannot_be_entered(self):
        custody = self.env["lot.udi.custody"].with_user(self.operator)
        values = {"lot_id": self.unit.id, "kind": "used"}
        tomorrow = fields.Date.add(fields.Date.context_today(custody), days=1)
        for more, sentence in (
            ({}, messages.say_who_or_why(self.env)),
            ({"partner_id": self.clinic.id, "day": tomorrow}, messages.day_to_come(self.env)),
            (
                {"partner_id": self.clinic.id, "note": "patient: Ada"},
                messages.patient_in_note(self.env, "patient: A"),
            ),
        ):
            with self.assertRaises(ValidationError) as refused:
                custody.create({**values, **more})
            self.assertEqual(refused.exception.args[0], sentence)
        self.assertTrue(custody.create({**values, "missing_reason": "patient moved, letter came back"}))

    def test_what_everybody_reads_names_no_patient(self):
        pump = self.world.make_lot(self.pump, "P-1")
        for field, text in (
            ("ref", "Patient: Ada"), ("note", "<p>given to Mrs. Lovelace</p>"), ("note", "<p>100-26-0001</p>")
        ):  # fmt: skip
            with self.assertRaises(ValidationError):
                self.unit[field] = text
            pump[field] = text  # nobody follows this one
        # A number of goods may well look like a social security number.
        self.assertTrue(self.world.make_lot(self.valve, "007-26-0001", ref="IP7-100-26-0001"))
        for texts in ({"body": "Patient Lovelace called"}, {"body": "A call", "subject": "Patient: Ada"}):
            with self.assertRaises(ValidationError):
                self.unit.message_post(message_type="comment", **texts)
        message = self.unit.message_post(body="The patient called", message_type="comment")
        with self.assertRaises(ValidationError):
            self.unit._message_update_content(message, body="Patient Lovelace called")
        self.unit._message_update_content(message, body="The patient called again")
        with self.assertRaises(ValidationError):
            self.patient()._look("Mrs. Lovelace called")
        self.assertFalse(self.looks())

    def test_patients_are_seen_by_nobody_without_a_trace(self):
        patient = self.patient()
        self.assertEqual((patient.masked, patient.sudo().kept_name), ("A••• L•••", "Ada Lovelace"))
        patient.invalidate_recordset()
        self.assertFalse(patient.name_in)
        for user in (self.operator, self.user_manager()):
            with self.assertRaises(AccessError):
                patient.with_user(user).read(["masked"])
            with self.assertRaises(AccessError):
                self.unit.with_user(user).read(["patient_ids"])
        for user in (self.doctor, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                patient.with_user(user).read(["kept_name"])
            with self.assertRaises(AccessError):
                self.env["lot.udi.patient"].with_user(user).search([("kept_name", "=", "Ada Lovelace")])
        self.doctor.group_ids += self.env.ref("base.group_allow_export")
        self.assertEqual(patient.export_data(["masked", "name_in"])["datas"], [["A••• L•••", ""]])
        with self.assertRaises(UserError):
            patient._look("")
        self.assertFalse(self.looks())
        self.assertEqual(patient._look("FDA asked")["phone"], "+1 555 0100")
        self.assertEqual(self.looks(), [(self.doctor, "FDA asked")])
        written = self.env["lot.audit.entry"].search([("res_id", "=", self.unit.id)]).mapped("content")
        self.assertFalse([text for text in written if "Lovelace" in text])
        with self.assertRaises(AccessError):
            patient.unlink()

    def test_the_dialog_shows_for_a_while_and_keeps_nothing(self):
        patient = self.patient()
        look = self.env["lot.udi.look"].with_user(self.doctor).browse(patient.action_look()["res_id"])
        look.reason = "call from the clinic"
        self.assertFalse(look.content)
        look.action_show()
        self.assertIn("Ada Lovelace", look.content)
        self.assertEqual(len(self.looks()), 1)
        # Neither another dialog nor another patient opens by what a client says; nobody else sees this one.
        other = self.patient(lot_id=self.world.make_lot(self.valve, "V-2").id, name_in="Grace Hopper")
        asked = {"content": {}, "patient_id": {}}
        told = look.onchange({"patient_id": other.id}, ["patient_id"], asked)["value"]
        self.assertFalse(told.get("content"))
        self.assertFalse(look.create({"patient_id": other.id}).content)
        # Another dialog about the same patient asks again.
        later = look.create({"patient_id": patient.id})
        self.env.cr.execute("UPDATE lot_udi_look SET create_date = %s WHERE id = %s", [self.in_minutes(1), later.id])
        later.invalidate_recordset()
        self.assertFalse(later.content)
        with freeze_time(self.in_minutes(2)):
            later.reason = "another call"
            later.action_show()
            self.assertIn("Ada Lovelace", later.content)
        self.assertEqual(len(self.looks()), 2)
        second = self.world.new_user("test-second-doctor", "lot_udi.group_patient_data")
        self.assertFalse(self.env["lot.udi.look"].with_user(second).create({"patient_id": patient.id}).content)
        with freeze_time(self.in_minutes(13)):
            look.invalidate_recordset()
            self.assertFalse(look.content)

    def test_entries_stay_with_their_unit_and_company(self):
        patient = self.patient()
        self.assertEqual(patient.company_id, self.env.company)
        other = self.world.make_lot(self.valve, "V-2")
        sister = self.new_company("Sister")
        for field, value in (("lot_id", other), ("company_id", sister)):
            with self.assertRaises(AccessError):
                patient[field] = value
        self.env["lot.audit.entry"].flush_model()
        before = self.env["lot.audit.entry"].search_count([("code", "=", "patient_entered")])
        patient.given_on = fields.Date.add(patient.given_on, days=-1)
        self.assertEqual(self.env["lot.audit.entry"].search_count([("code", "=", "patient_entered")]), before + 1)
        row = self.env["lot.udi.custody"].create({"lot_id": self.unit.id, "kind": "used", "partner_id": self.clinic.id})
        self.doctor.write({"company_ids": [(6, 0, sister.ids)], "company_id": sister.id})
        for record in (patient, row):
            with self.assertRaises(AccessError):
                record.with_user(self.doctor).with_context(allowed_company_ids=sister.ids).read(["lot_id"])

    def test_rows_of_an_earlier_version_get_a_company(self):
        row = self.env["lot.udi.custody"].create({"lot_id": self.unit.id, "kind": "lost", "missing_reason": "flood"})
        rows = [(row, row.create_uid.company_id), (self.patient(), self.doctor.company_id)]
        self.env.flush_all()
        for record, _company in rows:
            self.env.cr.execute(f"ALTER TABLE {record._table} ALTER company_id DROP NOT NULL")
            self.env.cr.execute(f"UPDATE {record._table} SET company_id = NULL")
        script = file_path("lot_udi/migrations/19.0.1.3.1/post-company.py")
        load_script(script, "post-company").migrate(self.env.cr, "19.0.1.3.0")
        self.env.invalidate_all()
        for record, company in rows:
            self.assertEqual(record.sudo().company_id, company)

    def test_who_has_it_now(self):
        custody = self.env["lot.udi.custody"]
        day = fields.Date.add(fields.Date.context_today(custody), days=-9)
        ward = self.world.make_partner("Ward")
        for kind, partner, holder in (
            ("received", self.clinic, "Clinic"),
            ("used", ward, "Ward"),  # on the same day: the later entry counts
            ("disposed", ward, "Disposed of"),
        ):
            custody.create({"lot_id": self.unit.id, "kind": kind, "day": day, "partner_id": partner.id})
            chain = self.unit._custody_chain()
            self.assertEqual(self.unit._tell_holder(chain), holder)
        self.assertFalse(self.unit._get_holder(chain))

    def test_refusal_is_an_answer(self):
        with self.assertRaises(ValidationError):
            self.patient(name_in=False, phone_in=False)
        with self.assertRaises(ValidationError):
            self.patient(is_refused=True)
        patient = self.patient()
        patient.is_refused = True
        self.assertEqual(patient.masked, messages.nameless(self.env, patient))
        self.assertFalse(patient.sudo().kept_phone)

    def test_the_answer_from_a_udi(self):
        self.world.deliver(self.unit, 1, self.clinic)
        report = self.env["lot.udi.whereabouts"].with_user(self.operator).create({"scan": self.unit.udi})
        report.action_find()
        today = report.asked_on
        self.assertEqual(report.lot_id, self.unit)
        self.assertEqual(report.holder, "Clinic")
        self.assertEqual(report.due, messages.due(self.env, working_days_after(today, 3), 3))
        self.patient()
        report = self.env["lot.udi.whereabouts"].with_user(self.doctor).create({"lot_id": self.unit.id})
        self.assertEqual(report.due, messages.due(self.env, working_days_after(today, 10), 10))
        self.assertTrue(report.may_see_patient)
        report.write({"with_patient": True, "reason": "FDA asked"})
        report.action_write()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(report.file)))
        cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        for told in (self.unit.udi, "Clinic", "Ada Lovelace"):
            self.assertIn(told, cells)
        self.assertEqual(self.looks(), [(self.doctor, "FDA asked")])
        other = self.env["lot.udi.whereabouts"].with_user(self.operator).create({
            "lot_id": self.unit.id, "with_patient": True, "reason": "curious",
        })  # fmt: skip
        other.action_write()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(other.file)))
        self.assertEqual(len(book.sheetnames), 2)
        self.assertEqual(len(self.looks()), 1)

    def test_a_sample_of_the_tracking_data_is_audited(self):
        device, judge = self.valve._udi_device(), self.user_quality()
        self.assertFalse(device.audit_due)
        with self.assertRaises(UserError) as refused:
            device.with_user(judge).action_audit()
        self.assertEqual(refused.exception.args[0], messages.nothing_distributed(self.env, device.name))
        picking = self.world.deliver(self.unit, 1, self.clinic, at=self.day(-9))
        device.invalidate_recordset()
        first = picking.move_line_ids.date.date()
        self.assertEqual(device.audit_due, audit_due(first, None))
        device.fda_order_date = fields.Date.add(first, days=5)
        self.assertEqual(device.audit_due, audit_due(first, None, device.fda_order_date))
        audit = self.env["lot.udi.audit"].browse(device.with_user(judge).action_audit()["res_id"])
        self.assertEqual((audit.population, audit.line_ids.lot_id, audit.open_count), (1, self.unit, 1))
        self.assertIn("Clinic", audit.line_ids.told)
        operator = audit.with_user(self.operator)
        with self.assertRaises(UserError):
            operator.action_finish()
        for values in ({"result": "wrong"}, {"result": "wrong", "found": "Patient: Ada"}):
            with self.assertRaises(ValidationError):
                operator.line_ids.write(values)
        operator.line_ids.write({"result": "wrong", "found": "sent on to another clinic"})
        operator.action_finish()
        self.assertEqual((audit.wrong_count, audit.line_ids.checked_by_id), (1, self.operator))
        self.assertEqual(device.audit_due, audit_due(first, audit.day))
        line = {"audit_id": audit.id, "lot_id": self.unit.id}
        for act in (
            lambda: operator.line_ids.write({"result": "right"}),
            lambda: operator.line_ids.sudo().write({"told": "x"}),
            lambda: audit.sudo().write({"population": 2}),
            lambda: self.env["lot.udi.audit.line"].sudo().create(line),
            lambda: self.env["lot.udi.audit"].create({"device_id": device.id}),
            lambda: audit.sudo().unlink(),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_what_came_back_is_not_asked_about_until_it_leaves_again(self):
        device = self.valve._udi_device()
        self.receive(self.unit, 1)
        picking = self.world.deliver(self.unit, 1, self.clinic, at=self.day(-9))
        self.world.return_(picking, self.unit, 1, at=self.day(-8))
        self.assertFalse(device._get_distributed())
        again = self.world.deliver(self.unit, 1, self.clinic, at=self.day(-7))
        self.assertEqual(device._get_distributed(), self.unit)
        custody = self.env["lot.udi.custody"]
        custody.create({"lot_id": self.unit.id, "kind": "returned", "day": self.day(-6)})
        self.assertFalse(device._get_distributed())
        self.world.return_(again, self.unit, 1, at=self.day(-5))
        self.world.deliver(self.unit, 1, self.clinic, at=self.day(-4))
        self.assertEqual(device._get_distributed(), self.unit)
        sister = self.new_company("Sister")  # and each company asks about what it sent itself
        both = device.with_context(allowed_company_ids=(sister | self.env.company).ids)
        self.assertFalse(both._get_distributed() or both.audit_due)
        custody.create({"lot_id": self.unit.id, "kind": "disposed"})
        self.assertFalse(device._get_distributed())

    def test_distributors_in_default_are_logged(self):
        lapse = self.env["lot.udi.lapse"].with_user(self.operator).create(
            {"partner_id": self.clinic.id, "lot_id": self.unit.id, "what": "does not answer"}
        )  # fmt: skip
        for values in ({"what": "No answer about Patient: Ada"}, {"what": "silent", "fda_number": "patient: Ada"}):
            with self.assertRaises(ValidationError):
                lapse.create({"partner_id": self.clinic.id, **values})
        with self.assertRaises(AccessError):
            lapse.fda_on = "2026-11-20"
        lapse.with_user(self.user_quality()).fda_on = "2026-11-20"
        with self.assertRaises(AccessError):
            lapse.sudo().unlink()
        entries = self.env["lot.audit.entry"].search([("model", "=", lapse._name), ("res_id", "=", lapse.id)])
        self.assertEqual(entries.mapped("code"), ["udi_changed"] * 2)

    def test_the_flags_say_what_follows(self):
        device = self.pump._udi_device()
        self.assertFalse(device.duties)
        device.write({"is_fda_tracked": True, "fda_order": "T-17", "is_implant": True, "is_life_supporting": True})
        device.write({"mdr_class": "3", "implantable": "yes"})
        self.assertEqual(len(device.duties.splitlines()), 4)
        self.assertIn(messages.not_by_serial(self.env, "Pump"), device.duty_gaps)
        self.assertFalse(self.valve._udi_device().duty_gaps)

    def test_forms(self):
        with Form(self.env["lot.udi.patient"].with_user(self.doctor)) as form:
            form.lot_id, form.name_in = self.unit, "Ada Lovelace"
        self.assertEqual(form.record.masked, "A••• L•••")
        Form(self.unit)
        Form(self.env["lot.udi.lapse"].with_user(self.operator))
