from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestScanSettings(HttpCase):
    def test_the_client_is_told_what_the_scan_screen_opens_with(self):
        user = new_test_user(self.env, "scan-settings", "stock.group_stock_user")
        self.authenticate(user.login, user.login)
        self.assertFalse(self.session_info()["lot_scan_mode"])
        self.env["res.config.settings"].create({"lot_scan_mode": "receive"}).execute()
        self.assertEqual(self.session_info()["lot_scan_mode"], "receive")

    def session_info(self):
        answer = self.url_open("/web/session/get_session_info", json={"params": {}})
        return answer.json()["result"]
