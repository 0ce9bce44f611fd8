"""From what people know to the lots that a recall starts from; bad input is answered in sentences."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestScopeMethods(RecallCase):
    def test_lots(self):
        self.assertEqual(self.scope_lots(lot_ids=(self.n1 | self.set2).ids), ["N1", "SET-2"])

    def test_suppliers_lot_is_the_reference_else_the_name(self):
        self.assertEqual(self.scope_lots(scope_method="supplier_lot", supplier_lot=" SL-1 "), ["N1"])
        self.assertEqual(self.scope_lots(scope_method="supplier_lot", supplier_lot="N2"), ["N2"])
        with self.assertRaisesRegex(UserError, "No lot is in scope"):
            # N1 has a supplier's number of its own; its name is ours.
            self.scope_lots(scope_method="supplier_lot", supplier_lot="N1")

    def test_suppliers_lot_of_one_supplier(self):
        other = self.make_partner("Other supplier")
        twin = self.make_lot(self.hub, "TWIN", ref="SL-1")
        self.receive(twin, 5, partner=other)
        options = {"scope_method": "supplier_lot", "supplier_lot": "SL-1"}
        self.assertEqual(self.scope_lots(**options), ["N1", "TWIN"])
        self.assertEqual(self.scope_lots(**options, partner_id=other.id), ["TWIN"])

    def test_receipt(self):
        self.assertEqual(self.scope_lots(scope_method="receipt", picking_id=self.receipt.id), ["N1", "N2"])

    def test_manufacturing_order(self):
        self.assertEqual(self.scope_lots(scope_method="production", production_id=self.hub_order.id), ["HUB-1"])

    def test_component_by_product_by_lot_and_by_days(self):
        scope = {"scope_method": "component", "component_product_id": self.needle.id}
        self.assertEqual(self.scope_lots(**scope), ["HUB-1", "SET-2"])
        self.assertEqual(self.scope_lots(**scope, component_lot_ids=self.n1.ids), ["HUB-1"])
        self.assertEqual(self.scope_lots(**scope, date_from=self.day(-12).date()), ["SET-2"])
        self.assertEqual(self.scope_lots(**scope, date_to=self.day(-15).date()), ["HUB-1"])

    def test_production_window_counts_days_of_the_users_zone(self):
        # SET-1 was made at 08:00 UTC on that day, which is the day before in Honolulu… until 10:00.
        self.manager.tz = "Pacific/Honolulu"
        day = self.day(-10).date()
        scope = {"scope_method": "production_window", "product_id": self.kit.id}
        with self.assertRaisesRegex(UserError, "No lot is in scope"):
            self.scope_lots(**scope, date_from=day, date_to=day)
        before = self.day(-11).date()
        self.assertEqual(self.scope_lots(**scope, date_from=before, date_to=before), ["SET-1", "SET-2"])
        self.manager.tz = "UTC"
        self.assertEqual(self.scope_lots(**scope, date_from=day, date_to=day), ["SET-1", "SET-2"])

    def test_what_is_missing_is_said(self):
        for method, word in (
            ("supplier_lot", "supplier's lot number"),
            ("receipt", "receipt"),
            ("production", "manufacturing order"),
            ("component", "component"),
            ("production_window", "product"),
        ):
            with self.subTest(method), self.assertRaisesRegex(UserError, word):
                self.scope_lots(scope_method=method)
        dates = {"date_from": self.day(0).date(), "date_to": self.day(-1).date()}
        with self.assertRaisesRegex(UserError, "first day"):
            self.scope_lots(scope_method="production_window", product_id=self.kit.id, **dates)

    def test_empty_scope_is_refused_before_the_preview(self):
        for values, what in (
            ({"scope_method": "lots"}, "lots"),
            ({"scope_method": "pasted", "pasted": " \n "}, "list of numbers"),
        ):
            with self.assertRaisesRegex(UserError, f"Fill in first: {what}."):
                self.wizard(**values).action_preview()

    def test_an_empty_wizard_says_all_that_is_missing_at_once(self):
        for attempt in ("action_preview", "action_save_draft", "action_confirm"):
            with self.assertRaisesRegex(UserError, "Fill in first: title, lots."):
                getattr(self.wizard(title=" "), attempt)()

    def test_every_scope_has_words(self):
        words = self.env["lot.recall.scope"]._words
        self.assertIn("N1", words({"method": "lots", "lot_ids": self.n1.ids}))
        self.assertIn("SL-1", words({"method": "supplier_lot", "supplier_lot": "SL-1"}))
        self.assertIn(self.receipt.name, words({"method": "receipt", "picking_id": self.receipt.id}))
        self.assertIn(self.hub_order.name, words({"method": "production", "production_id": self.hub_order.id}))
        window = {"method": "production_window", "product_id": self.kit.id, "date_from": "2026-05-03", "tz": "UTC"}
        self.assertIn("2026-05-03", words(window))


@tagged("post_install", "-at_install")
class TestPastedScope(RecallCase):
    def pasted(self, text, **values):
        return self.wizard(scope_method="pasted", pasted=text, **values)

    def test_ten_thousand_lines_with_garbage(self):
        lines = [f"garbage {number}" for number in range(1, 10_001)]
        lines[4], lines[7_777], lines[9_999] = "N1", "  SET-2 ", "=1+1"
        preview = self.pasted("\n".join(lines)).get_preview()
        self.assertEqual(len(preview["scope"]["unknown"]), 9_998)
        self.assertEqual(preview["scope"]["unknown"][4], {"number": 6, "text": "garbage 6"})
        self.assertEqual(preview["scope"]["unknown"][-1], {"number": 10_000, "text": "=1+1"})
        origins = [row["lot"] for row in preview["tables"]["lots"] if row["side"] == "origin"]
        self.assertEqual(sorted(origins), ["N1", "SET-2"])

    def test_more_lines_are_refused_with_the_number(self):
        with self.assertRaisesRegex(UserError, "10001 lines"):
            self.pasted("x\n" * 10_001).get_preview()

    def test_only_garbage_shows_the_lines_and_cannot_be_confirmed(self):
        wizard = self.pasted("nope\n\0bad")
        wizard.action_preview()
        preview = wizard.get_preview()
        self.assertIn("No lot is in scope", preview["problem"])
        self.assertEqual([line["number"] for line in preview["scope"]["unknown"]], [1, 2])
        with self.assertRaisesRegex(UserError, "No lot is in scope"):
            wizard.action_confirm()

    def test_name_under_two_products_is_asked_about(self):
        twin = self.make_lot(self.hub, "N1")
        wizard = self.pasted("N1\nSET-2")
        (asked,) = wizard.get_preview()["scope"]["ambiguous"]
        self.assertEqual({row["lot_id"] for row in asked["candidates"]}, {self.n1.id, twin.id})
        self.assertEqual(asked["chosen"], [])
        with self.assertRaisesRegex(UserError, "several products.*N1"):
            wizard.action_confirm()
        wizard.choose("N1", [self.n1.id])
        recall = self.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual(recall.scope["lot_ids"], [self.n1.id, self.set2.id])

    def test_lot_of_another_company_is_as_unknown_as_garbage(self):
        company = self.new_company("Recall Nordic")
        self.make_lot(self.needle, "SECRET-1", company_id=company.id)
        preview = self.pasted("SECRET-1\nNOT-THERE\nN1").get_preview()
        self.assertEqual([line["text"] for line in preview["scope"]["unknown"]], ["SECRET-1", "NOT-THERE"])

    def test_foreign_and_deleted_lots_are_refused_in_the_same_words(self):
        company = self.new_company("Recall Nordic")
        foreign = self.make_lot(self.needle, "SECRET-1", company_id=company.id)
        gone = self.make_lot(self.needle, "GONE-1")
        scopes = [{"method": "lots", "lot_ids": [foreign.id]}, {"method": "lots", "lot_ids": [gone.id]}]
        gone.unlink()
        sentences = []
        for scope in scopes:
            with self.assertRaises(UserError) as caught:
                self.env["lot.recall.scope"].with_user(self.manager)._origins(scope)
            self.assertNotIsInstance(caught.exception, AccessError)
            sentences.append(str(caught.exception))
        self.assertEqual(sentences[0], sentences[1])
        self.assertNotIn("SECRET", sentences[0])


@tagged("post_install", "-at_install")
class TestOddScopes(RecallCase):
    """What a program sends is checked once, in a sentence, before anything is stored."""

    def test_odd_scopes_are_refused(self):
        cases = self.env["lot.recall"].with_user(self.manager)
        draft = cases.create({"title": "Odd"})
        for scope in (
            ["x"],
            "lots",
            {"method": "x"},
            {"method": "lots", "lot_ids": "1"},
            {"method": "lots", "more": 1},
            {"method": "lots", "lot_ids": [2**70]},
            {"method": "pasted", "pasted": "N1\0"},
            {"method": "component", "component_product_id": 1, "date_to": "9999-12-31"},
        ):
            vals = {"title": "Odd", "scope": scope}
            for action in (cases.create, draft.write):
                with self.assertRaisesRegex(UserError, "cannot be read"), self.env.cr.savepoint():
                    action(vals)
        for exclusions in (["1"], {"x": "y"}, {"1": 2}, 7, {"1": "\0"}, {"1" * 5000: "x"}):
            with self.assertRaisesRegex(UserError, "cannot be read"), self.env.cr.savepoint():
                draft.write({"exclusions": exclusions})
            with self.assertRaisesRegex(UserError, "cannot be read"), self.env.cr.savepoint():
                self.wizard(lot_ids=self.n1.ids, exclusions=exclusions)

    def test_a_draft_without_scope_says_what_is_missing(self):
        draft = self.env["lot.recall"].with_user(self.manager).create({"title": "Empty", "scope": None})
        with self.assertRaisesRegex(UserError, "Fill in first: lots."):
            draft.action_confirm()
        draft.scope = {"method": "receipt"}
        with self.assertRaisesRegex(UserError, "Fill in first: receipt."):
            draft.action_confirm()
        draft.action_review_scope()

    def test_a_reason_with_unstorable_signs_is_kept_readable(self):
        wizard = self.wizard(lot_ids=self.n1.ids, exclusions=False)
        wizard.leave_out(self.hub1.ids, "seen\0\ud800")
        wizard.flush_recordset()
        self.assertEqual(wizard.exclusions, {str(self.hub1.id): "seen\ufffd\ufffd"})

    def test_the_sentence_follows_the_scope(self):
        draft = self.env["lot.recall"].with_user(self.manager).create({"title": "By a program"})
        draft.scope = {"method": "lots", "lot_ids": self.n1.ids}
        self.assertEqual(draft.scope_text, "Chosen lots: N1")
        with self.assertRaisesRegex(AccessError, "set by its buttons only"), self.env.cr.savepoint():
            draft.scope_text = "Everything"
        review = self.env["lot.recall.wizard"].with_user(self.manager).browse(draft.action_review_scope()["res_id"])
        review.action_confirm()
        self.assertEqual(draft.state, "confirmed")

    def test_odd_arguments_of_the_preview(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        for call in (
            lambda: wizard.leave_out("x", "y"),
            lambda: wizard.leave_out([True], "y"),
            lambda: wizard.leave_out(None, None),
            lambda: wizard.leave_out({"a": 1}, "why"),
            lambda: wizard.leave_out(self.n1.ids, 5),
            lambda: wizard.take_back(7),
            lambda: wizard.choose(7, self.n1.ids),
            lambda: wizard.choose("N1", "N1"),
            lambda: wizard.choose("N1", [2**40]),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                call()
        self.assertFalse(wizard.exclusions or wizard.choices)
