"""The screen Checks: ten checks in ten taps, and what happens when one fails."""

from odoo.tests import HttpCase, tagged

from ..demo.verbs import Verbs


@tagged("post_install", "-at_install")
class TestCheckScreen(HttpCase, Verbs):
    def setUp(self):
        super().setUp()
        self.operator = self.new_user("check-operator", "lot_traceability.group_operator")
        product = self.make_product("Check pouch")
        kinds = ({"kind": "pass_fail"}, {"kind": "measure", "lower_limit": "5", "upper_limit": "9", "unit": "N"})
        self.env["lot.check.plan"].create(
            {
                "name": "Ten checks",
                "stage": "receipt",
                "product_tmpl_ids": product.product_tmpl_id.ids,
                "line_ids": [(0, 0, {"name": f"Check {at}", "sequence": at, **kinds[at % 2]}) for at in range(10)],
            }
        )
        self.lots = self.make_lots(product, ["TEN-1", "TEN-2"])
        self.receive(dict.fromkeys(self.lots, 3))

    def test_ten_checks_in_ten_taps(self):
        self.browser_size = "375x667"
        self.touch_enabled = True
        self.start_tour("/odoo/lot-checks", "lot_checks_ten", login=self.operator.login)
        checks = self.env["lot.check"].search([("lot_id", "=", self.lots[0].id)])
        self.assertEqual(checks.mapped("state"), ["passed"] * 10)
        self.assertEqual(checks.result_ids.user_id, self.operator)

    def test_a_failure(self):
        self.start_tour("/odoo/lot-checks", "lot_checks_fail", login=self.operator.login)
        check = self.env["lot.check"].search([("lot_id", "=", self.lots[1].id), ("name", "=", "Check 1")])
        self.assertEqual(check.result_ids.mapped("text"), ["12", "5.2"])
        self.assertEqual((check.state, check.hold_id.state), ("passed", "open"))
        self.assertEqual(check.result_ids[0].note, "weak at the corner")
