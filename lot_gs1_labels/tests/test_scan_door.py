"""POST /lot/scan: what an app with an API key gets, and what it does not get."""

from datetime import timedelta
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from ..controllers import lot_scan_door as door
from .common import GS, GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestScanDoor(HttpCase, Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "door-user", "stock.group_stock_user")
        cls.key = cls.key_of(cls.user)
        cls.lot.production_date = "2025-06-30"

    @classmethod
    def key_of(cls, user):
        until = cls.env.cr.now() + timedelta(hours=1)
        return cls.env["res.users.apikeys"].with_user(user).sudo()._generate(None, "door", until)

    def setUp(self):
        super().setUp()
        door._calls.clear()

    def post(self, body, key=None, status=200, **headers):
        headers = {"Authorization": f"Bearer {key or self.key}", **headers}
        options = {"data": body} if isinstance(body, bytes) else {"json": body}
        answer = self.url_open("/lot/scan", headers=headers, method="POST", **options)
        self.assertEqual(answer.status_code, status, answer.text)
        return answer.json()

    def test_a_scan_is_told_piece_by_piece(self):
        raw = f"]d201{GTIN}17270630310300125010INF-24/7"
        answer = self.post({"raw": raw})
        self.assertEqual((answer["raw"], answer["carrier"], answer["symbology"]), (raw, "gs1", "]d2"))
        self.assertEqual([element["key"] for element in answer["elements"]], ["01", "17", "3103", "10"])
        trade_item, expiry, weight, lot = answer["elements"]
        self.assertEqual((trade_item["value"], trade_item["kind"]), (GTIN, "product"))
        self.assertEqual((expiry["date"], expiry["number"]), ("2027-06-30", None))
        self.assertEqual((weight["number"], weight["unit"], weight["date"]), ("1.250", "KGM", None))
        self.assertEqual((lot["kind"], raw[lot["start"] : lot["end"]]), ("lot", "INF-24/7"))
        self.assertEqual((answer["reason"], answer["message"], answer["readable"]), (None, "", True))
        self.assertEqual(answer["product"], {"id": self.set.id, "name": "Infusion set", "gtin": GTIN})
        self.assertEqual(answer["lot"]["id"], self.lot.id)
        self.assertEqual((answer["lot"]["expires"], answer["lot"]["made"]), ("2027-06-30", "2025-06-30"))
        self.assertEqual((answer["lot"]["status"], answer["lot"]["blocked"]), ("released", False))

    def test_status_of_lots_that_are_stopped(self):
        code = {"raw": f"01{GTIN}10INF-24/7{GS}17270630"}
        self.lot._set_disposition("rejected", "torn bags")
        lot = self.post(code)["lot"]
        self.assertEqual((lot["status"], lot["disposition"], lot["blocked"]), ("rejected", "rejected", True))
        self.assertNotIn("torn bags", str(lot))

    def test_what_cannot_be_found_or_read_says_why(self):
        answer = self.post({"raw": f"(01){GTIN}(10)NEW"})
        self.assertEqual((answer["reason"], answer["lot"], answer["product"]["id"]), ("none", None, self.set.id))
        self.assertIn("NEW", answer["message"])
        answer = self.post({"raw": "(01)09506000134353(10)A"})
        (issue,) = [issue for issue in answer["issues"] if not issue["warning"]]
        self.assertEqual((issue["code"], issue["start"], issue["end"]), ("check_digit", 4, 18))
        self.assertTrue(issue["message"])
        self.assertEqual((answer["readable"], answer["reason"]), (False, "none"))
        answer = self.post({"raw": f"(01){GTIN}(17)280101(10)INF-24/7"})
        self.assertEqual((answer["reason"], answer["lot"]["id"]), ("conflict", self.lot.id))
        self.make_lots(self.set, ["A", "B"])
        answer = self.post({"raw": "9506000134352"})
        self.assertEqual((answer["reason"], len(answer["choices"])), ("several", 3))

    def test_a_lost_separator_is_put_back_for_a_known_lot_and_asked_about_else(self):
        answer = self.post({"raw": f"01{GTIN}10INF-24/717270630"})
        self.assertEqual((answer["reason"], answer["lot"]["id"], answer["ways"]), (None, self.lot.id, []))
        self.assertIn("INF-24/7", answer["message"])
        answer = self.post({"raw": f"01{GTIN}10NEW17270630"})
        self.assertEqual((answer["reason"], answer["lot"], len(answer["ways"])), ("separator", None, 2))
        self.assertTrue(answer["message"])

    def test_plain_numbers_are_found_too(self):
        self.assertEqual(self.post({"raw": "INF-24/7"})["lot"]["id"], self.lot.id)
        self.assertEqual(self.post({"raw": "INF-24/7\0\0"})["lot"]["id"], self.lot.id)

    def test_keys(self):
        for key in ("0" * 40, "x", "ключ".encode().decode("latin-1")):
            self.assertIn("message", self.post({"raw": "A"}, key=key, status=401))
        answer = self.url_open("/lot/scan", json={"raw": "A"})
        self.assertEqual(answer.status_code, 401)
        self.authenticate(self.user.login, self.user.login)
        self.assertEqual(self.url_open("/lot/scan", json={"raw": "A"}).status_code, 401, "a session is no key")

    def test_portal_users_and_strangers_to_stock_get_nothing(self):
        for login, group in (("door-portal", "base.group_portal"), ("door-office", "base.group_user")):
            key = self.key_of(new_test_user(self.env, login, group))
            answer = self.post({"raw": "INF-24/7"}, key=key, status=403)
            self.assertEqual(set(answer), {"name", "message"})

    def test_requests_that_are_none(self):
        for body in ({}, {"raw": None}, {"raw": 7}, {"raw": ["A"]}, [1], "A", {"Raw": "A"}):
            self.assertEqual(self.post(body, status=400)["name"], "no_scan", body)
        self.assertIn("message", self.post(b"{", status=400, **{"Content-Type": "application/json"}))
        self.assertIn("message", self.post(b"\xff\x00\xfe", status=400, **{"Content-Type": "application/json"}))
        self.assertEqual(self.post({"raw": "\ud800"}, status=400)["name"], "no_text")
        self.assertEqual(self.post({"raw": "A" * 8193}, status=413)["name"], "too_long")
        self.assertIn("message", self.post({"raw": "A" * 70_000}, status=413))
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/octet-stream"}
        answer = self.url_open("/lot/scan", data=b"\x00\x01", headers=headers)
        self.assertEqual(answer.status_code, 415)
        self.assertEqual(self.url_open("/lot/scan").status_code, 405)

    def test_any_text_gets_an_answer(self):
        odd = ("", " ", "\0", "\x1d", "A" * 8192, "ａ０１", "<script>", "%s%(x)s", "'; --", "01" * 4000, "\ufffe😀")
        for raw in odd:
            answer = self.post({"raw": raw})
            self.assertEqual((answer["raw"], answer["lot"]), (raw, None))

    def test_companies(self):
        sister = self.env["res.company"].create({"name": "Sister"})
        hidden = self.make_product("Hidden set", barcode="4006381333931", company_id=sister.id)
        lot = self.make_lot(hidden, "H1")
        raw = {"raw": "(01)04006381333931(10)H1"}
        for company in (sister.id, 0, 999_999, "1", True, [1]):
            self.assertEqual(self.post({**raw, "company": company}, status=404)["name"], "no_such_company")
        answer = self.post(raw)
        self.assertEqual((answer["reason"], answer["product"], answer["lot"]), ("none", None, None))
        self.assertNotIn("H1 ", str(answer["choices"]))
        self.user.company_ids += sister
        self.assertEqual(self.post(raw)["reason"], "other_company")
        self.assertEqual(self.post({**raw, "company": sister.id})["lot"]["id"], lot.id)

    def test_lots_that_a_rule_hides_are_not_told(self):
        self.env["ir.rule"].create({
            "name": "Hide",
            "model_id": self.env.ref("stock.model_stock_lot").id,
            "domain_force": f"[('id', '!=', {self.lot.id})]",
        })  # fmt: skip
        hidden, unknown = (self.post({"raw": f"(01){GTIN}(10){name}"}) for name in ("INF-24/7", "INF-24/8"))
        self.assertEqual(hidden["message"].replace("24/7", "24/8"), unknown["message"])
        self.assertEqual((hidden["lot"], hidden["choices"]), (None, []))

    def test_nothing_is_written(self):
        lots, scans = self.env["stock.lot"].search_count([]), self.env["lot.scan"].search_count([])
        for raw in (f"(01){GTIN}(10)NEW", "INF-24/7"):
            self.post({"raw": raw})
        self.env.invalidate_all()
        self.assertEqual(self.env["stock.lot"].search_count([]), lots)
        self.assertEqual(self.env["lot.scan"].search_count([]), scans)

    def test_several_scans_in_one_call(self):
        raws = [f"(01){GTIN}(10)INF-24/7", "nothing", f"]d201{GTIN}1728"]
        answer = self.post({"scans": raws})
        self.assertEqual([told["raw"] for told in answer["scans"]], raws)
        self.assertEqual([told["reason"] for told in answer["scans"]], [None, "none", "none"])
        self.assertEqual(answer["scans"][0], self.post({"raw": raws[0]}))
        self.assertEqual(self.post({"scans": []}), {"scans": []})
        self.assertEqual(self.post({"scans": ["A"] * 51}, status=413)["name"], "too_many")
        for body in ({"scans": ["A", 1]}, {"scans": "A"}, {"scans": {"A": 1}}, {"scans": [["A"]]}):
            self.assertEqual(self.post(body, status=400)["name"], "no_scan", body)
        with patch.object(door, "MOST_CALLS", len(door._calls) and max(seen for _at, seen in door._calls.values()) + 2):
            self.post({"scans": ["A", "B"]})
            self.assertEqual(self.post({"raw": "A"}, status=429)["name"], "too_many_requests")

    def test_a_body_with_the_names_of_arguments_of_ours(self):
        for name in ("self", "args", "kwargs", "params", "context", "cls", "request"):
            answer = self.post({"raw": "INF-24/7", name: "x"})
            self.assertEqual(answer["lot"]["id"], self.lot.id, name)

    def test_too_many_calls(self):
        with patch.object(door, "MOST_CALLS", 2):
            self.post({"raw": "A"})
            self.post({"raw": "A"})
            self.assertEqual(self.post({"raw": "A"}, status=429)["name"], "too_many_requests")
            with patch.object(door.time, "monotonic", return_value=0):
                self.post({"raw": "A"})
