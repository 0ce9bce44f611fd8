"""The reply page: no account, no change by looking, nobody else's goods, nothing of a stranger trusted."""

import base64
import hashlib
import io
import re
import time
from datetime import datetime, timedelta

from odoo import fields, http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..controllers import reply_form
from ..controllers.lot_recall_reply import WHOLE
from ..controllers.reply_form import make_key, read_key
from ..models import lot_recall_consignee_reply, lot_recall_knock
from ..models import messages_reply as messages
from ..models.lot_recall_notice_mail import hash_token
from .common import RecallCase
from .letters import make_letter

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
TOKEN, OTHER = "clinic-token-" + "a" * 30, "ward-token-" + "b" * 30


@tagged("post_install", "-at_install")
class TestReplyPage(HttpCase, RecallCase):
    def setUp(self):
        super().setUp()
        self.recall = self.confirmed()
        self.row = self.recall.consignee_ids.filtered(lambda one: one.name == "Clinic")
        self.other = self.recall.consignee_ids - self.row
        self.recall.consignee_ids.write({"channel": "phone", "phone": "112"})
        queue = self.env["lot.recall.notice"]._queue(self.recall.consignee_ids, self.recall.revision_id, "notice")
        for notice_sudo in queue.sudo():
            notice_sudo.token_hash = hash_token(TOKEN if notice_sudo.consignee_id == self.row else OTHER)
        self.recall.consignee_ids._set_facts(link_expires_at=fields.Datetime.now() + timedelta(days=9))
        self.line = self.row.lot_ids

    def get(self, token=TOKEN, **params):
        return self.url_open(f"/recall/{token}", params=params)

    def post(self, token=TOKEN, page=None, files=None, **form):
        page = page or self.get(token).text
        hidden = dict(re.findall(r'name="(form_key|page)" value="([^"]*)"', page))
        answer = self.url_open(f"/recall/{token}", data={**hidden, **form}, files=files)
        self.env.invalidate_all()
        return answer

    def quantities(self, line=None, **values):
        return {"outcome": "quantities", "signer": "Ann"} | {
            f"{name}-{(line or self.line).id}": text for name, text in values.items()
        }

    def test_a_letter_by_post_gets_its_link_by_post_alone(self):
        make_letter(self.env, self.recall)
        notice = self.row.notice_ids
        address = f"/lot_recall/notice/{notice.id}/letter"
        self.authenticate(self.quality.login, self.quality.login)
        with mute_logger("odoo.http"):  # a form without its token is told in the log
            for answer in (self.url_open(address), self.url_open(address, data={"x": "from elsewhere"})):
                self.assertIn(answer.status_code, (400, 405))
        self.assertEqual(notice.sudo().token_hash, hash_token(TOKEN))
        for _time in range(2):
            answer = self.url_open(address, data={"csrf_token": http.Request.csrf_token(self)})
            self.assertTrue(answer.content.startswith(b"%PDF-"))
        self.env.invalidate_all()
        self.assertNotEqual(notice.sudo().token_hash, hash_token(TOKEN))
        papers = self.env["ir.attachment"].search([("res_model", "=", notice._name), ("res_id", "=", notice.id)])
        self.assertEqual(papers, notice.attachment_id)

    def test_looking_changes_nothing(self):
        page = self.get()
        self.assertEqual(page.status_code, 200)
        self.assertIn("SET-1", page.text)
        self.assertNotIn("St. Agnes", page.text)
        self.assertFalse(self.row.reply_ids)
        self.assertEqual((self.row.state, self.row.acknowledged_at), ("to_notify", False))
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])

    def test_an_answer_is_kept_and_shown(self):
        page = self.post(**self.quantities(had="4", used="2", destroyed="4"))
        self.assertIn("Thank you", page.text)
        self.assertEqual((self.row.state, self.line.had_qty), ("done", 4))
        self.assertRegex(self.get().text, rf'name="had-{self.line.id}" value="4"')

    def test_the_same_form_twice_counts_once(self):
        page = self.get().text
        self.post(page=page, **self.quantities(had="4"))
        self.post(page=page, **self.quantities(had="4"))
        self.assertEqual((len(self.row.reply_ids), self.line.had_qty), (1, 4))
        self.post(page=page, **self.quantities(had="5"))  # the browser's way back, and corrected
        self.assertEqual((len(self.row.reply_ids), self.line.had_qty), (2, 5))

    def test_without_the_page_s_own_key_nothing_is_taken(self):
        theirs = re.search(r'name="form_key" value="([^"]*)"', self.get(OTHER).text)[1]
        mine = re.search(r'name="form_key" value="([^"]*)"', self.get().text)[1]
        for key in ("", "x", theirs, mine[:-1], f"0.{mine.partition('.')[2]}"):
            answer = self.url_open(f"/recall/{TOKEN}", data={"form_key": key, **self.quantities(had="4")})
            self.assertEqual(answer.status_code, 400)
            self.assertIn("open for too long", answer.text)
            self.assertRegex(answer.text, rf'name="had-{self.line.id}" value="4"')  # nobody types it again
        self.env.invalidate_all()
        self.assertFalse(self.row.reply_ids)

    def test_who_opens_the_link_again_reads_what_was_told_before(self):
        def before(*told):
            """The page, on which that instant is told as a day of the company."""
            self.env.invalidate_all()
            self.row.lot_ids.filtered("answered_at").sudo().answered_at = told_at
            self.row._set_facts(acknowledged_at=told_at)
            page = self.get().text
            self.assertIn(str(messages.answered_before(self.env, "11/22/2026", *told)), page)
            return page

        told_at = datetime(2026, 11, 21, 23)
        self.env.company.partner_id.tz = "Pacific/Kiritimati"
        asked = "Please check your stock"
        self.assertIn(asked, self.get().text)
        page = self.post(outcome="acknowledged", signer="Ann").text
        sentence = str(messages.answered_before(self.env, "|", False, False))
        self.assertNotIn(sentence.partition("|")[0], page)  # it says that it was saved
        self.assertNotIn(asked, before(False, False))
        self.line.sudo().copy({"key": "0", "lot": "SET-0"})
        self.post(**self.quantities(had="4"))
        before(False, True)
        self.post(outcome="none", signer="Ann", shown=",".join(map(str, self.row.lot_ids.ids)))
        before(True, True)
        self.row.action_close_link()
        self.assertIn("when the recall is over", self.get().text)

    def test_a_key_works_for_a_week(self):
        key, old = make_key(self.env, "link"), time.time() - reply_form.LIFE - 5
        self.assertTrue(read_key(self.env, "link", key))
        self.patch(reply_form.time, "time", lambda: old)
        key = make_key(self.env, "link")
        self.patch(reply_form.time, "time", lambda: old + reply_form.LIFE + 5)
        self.assertFalse(read_key(self.env, "link", key))
        self.assertFalse(read_key(self.env, "link", "\u00e9.\u00e9.\u00e9"))

    def test_no_cookie_is_needed(self):
        page = self.get().text
        self.opener.cookies.clear()
        self.assertEqual(self.post(page=page, **self.quantities(had="4")).status_code, 200)
        self.assertEqual(self.line.had_qty, 4)

    def test_many_lots_come_in_pages(self):
        rows = [
            {"key": f"?{n}", "lot": f"X-{n:02}", "product": "Z kit", "uom": "Units", "shipped_qty": 1}
            for n in range(40)
        ]
        same = {"consignee_id": self.row.id, "recall_id": self.recall.id, "company_id": self.recall.company_id.id}
        lots = self.env["lot.recall.consignee.lot"].sudo().create([{**row, "net_qty": 1, **same} for row in rows])
        page = self.get().text
        self.assertIn("Page 1 of 2", page)
        self.assertNotIn(">X-39<", page)
        self.assertIn(">X-39<", self.get(page="2").text)
        page = self.post(page=page, **self.quantities(line=lots[0], had="1")).text
        self.assertIn("Page 2 of 2", page)
        for odd in ("0", "-1", "x", "99", "\u0663"):
            self.assertEqual(self.get(page=odd).status_code, 200)

    def test_more_than_all_files_together_is_refused_unread(self):
        page = self.get().text
        with mute_logger("odoo.http"):
            files = {"files": ("all.csv", io.BytesIO(b"a;b\n" * (WHOLE // 4)), "text/csv")}
            answer = self.post(page=page, files=files, **self.quantities(had="4"))
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.row.reply_ids)

    def test_of_a_single_piece_one_question_is_asked(self):
        self.line.sudo().net_qty = 1
        self.assertNotIn(f'name="fate-{self.line.id}"', self.get().text)  # of one box of a lot a part may be left
        self.env.cr.execute(
            "UPDATE product_template SET tracking = 'serial' WHERE id = %s",
            [self.line.lot_id.product_id.product_tmpl_id.id],
        )
        self.env.invalidate_all()
        self.assertIn(f'name="fate-{self.line.id}"', self.get().text)
        self.post(**{"outcome": "quantities", f"fate-{self.line.id}": "returning"})
        self.assertEqual((self.line.had_qty, self.line.returning_qty, self.line.unaccounted_qty), (1, 1, 0))
        self.assertRegex(self.get().text, r'<option[^>]* value="returning"[^>]* selected')
        self.post(**{"outcome": "quantities", f"fate-{self.line.id}": "stolen"})
        self.assertEqual(self.line.returning_qty, 1)

    def test_their_own_customers_are_kept(self):
        self.post(own_told="no", own_list="Ward 1, 555 0100\n\n  Ward   2", **self.quantities(had="4"))
        reply = self.row.reply_ids
        self.assertEqual((reply.own_told, reply.own_count, reply.own_list), ("no", 2, "Ward 1, 555 0100\nWard 2"))
        self.post(own_told="<b>", **self.quantities(had="4"))
        self.assertFalse(self.row.reply_ids[0].own_told)

    def test_wrong_expired_and_closed_links_say_the_same(self):
        wrong = self.get("x" * 40)
        page = self.get().text
        self.row._set_facts(link_expires_at=fields.Datetime.now() - timedelta(days=1))
        expired = self.get()
        self.row.with_user(self.quality).action_close_link()
        self.row._set_facts(link_expires_at=fields.Datetime.now() + timedelta(days=9))  # as the next notice does
        closed = self.get()
        self.assertEqual({answer.status_code for answer in (wrong, closed, expired)}, {404})
        self.assertEqual({answer.text for answer in (wrong, closed, expired)}, {wrong.text})
        self.assertEqual(self.post(page=page, **self.quantities(had="4")).status_code, 404)
        self.assertFalse(self.row.reply_ids)

    def test_another_consignee_s_lots_are_out_of_reach(self):
        self.post(**self.quantities(line=self.other.lot_ids, had="1"))
        self.assertFalse(self.other.lot_ids.is_answered)
        self.assertFalse(self.other.reply_ids)

    def test_the_link_of_who_became_one_with_another_leads_on(self):
        self.row.sudo().partner_id = self.other.partner_id
        self.assertIn(f'name="had-{self.line.id}"', self.get().text)
        self.line.sudo().write({"shipped_qty": 0, "net_qty": 0})  # as the next revision leaves it
        self.assertIn(f'name="had-{self.other.lot_ids.id}"', self.get().text)
        self.post(**self.quantities(line=self.other.lot_ids, had="1"))
        self.env.invalidate_all()
        self.assertEqual((self.other.lot_ids.had_qty, self.other.reply_ids.notice_id), (1, self.row.notice_ids))
        self.assertFalse(self.row.reply_ids)
        self.other.action_close_link()
        self.assertEqual(self.get().status_code, 404)

    def test_script_in_names_and_numbers_stays_text(self):
        nasty = "<script>alert(1)</script>"
        page = self.post(**self.quantities(had=nasty) | {"signer": nasty, "note": "</textarea>" + nasty})
        self.assertNotIn(nasty, page.text)
        self.assertIn("&lt;script&gt;", page.text)
        self.assertEqual(self.row.reply_ids.signer, nasty)
        self.assertFalse(self.line.is_answered)

    def test_files_are_judged_by_content(self):
        files = [
            ("files", ("../../ok.png", io.BytesIO(PNG), "image/png")),
            ("files", ("bad.png", io.BytesIO(b"<html><script>1</script></html>"), "image/png")),
            ("files", ("big.csv", io.BytesIO(b"a;b\n" * 2_700_000), "text/csv")),
        ]
        page = self.post(files=files, **self.quantities(had="4"))
        self.assertEqual(self.row.reply_ids.attachment_ids.mapped("name"), ["ok.png"])
        self.assertIn("“bad.png” was not taken", page.text)
        self.assertIn("“big.csv” was not taken", page.text)
        attachment = self.row.reply_ids.attachment_ids
        self.assertFalse(attachment.public)
        self.assertNotEqual(self.url_open(f"/web/content/{attachment.id}").status_code, 200)

    def test_a_drawn_signature_is_kept_with_the_answer(self):
        page, png = self.get().text, base64.b64encode(PNG).decode()
        for drawn in (f"data:image/png;base64,{png}", "data:image/png;base64,<>", "data:text/html;base64,PGI+", "x"):
            self.post(page=page, signature=drawn, **self.quantities(had="4"))
        first, rest = self.row.reply_ids.sorted("id")[0], self.row.reply_ids.sorted("id")[1:]
        kept = first.attachment_ids
        self.assertEqual((kept.name, kept.raw, rest.attachment_ids.ids), ("signature.png", PNG, []))
        self.assertEqual(first._get_content()["files"], [hashlib.sha256(PNG).hexdigest()])

    def test_files_beyond_the_room_are_told_and_not_in_the_evidence(self):
        self.patch(lot_recall_consignee_reply, "MOST_FILES", 1)
        page = self.get().text
        files = [("files", (f"{n}.csv", io.BytesIO(b"a;b\n" * (n + 1)), "text/csv")) for n in range(2)]
        for _time in range(2):  # the same form once more says the same
            for _name, (_file, content, _kind) in files:
                content.seek(0)
            answer = self.post(page=page, files=files, **self.quantities(had="4"))
            self.assertIn(str(messages.file_without_room(self.env, "1.csv")), answer.text)
            self.assertNotIn("0.csv", answer.text)
        self.env.invalidate_all()
        (reply,) = self.row.reply_ids
        self.assertEqual(reply.attachment_ids.mapped("name"), ["0.csv"])
        self.assertEqual(reply._get_content()["files"], [hashlib.sha256(b"a;b\n").hexdigest()])

    def test_too_many_forms_are_refused_for_a_while(self):
        self.patch(lot_recall_knock, "MOST", {"link": 2, "address": 99, "miss": 2})
        answers = [self.post(**self.quantities(had=str(count))).status_code for count in (1, 2, 3)]
        self.assertEqual(answers, [200, 200, 429])
        self.assertEqual(self.line.had_qty, 2)
        page = self.get().text
        answers = [self.post("y" * 40, page=page, **self.quantities(had="1")).status_code for _time in range(3)]
        self.assertEqual(answers, [404, 404, 429])

    def test_the_page_speaks_the_language_asked_for(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.assertIn('lang="fr-FR"', self.get(lang="fr_FR").text)
        self.assertIn('lang="en-US"', self.get(lang="xx_XX").text)
