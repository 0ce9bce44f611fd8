"""Letters: drafted from templates, checked, approved by somebody else, put on paper."""

import re
from datetime import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.lot_recall_consignee_letter import to_html
from .common import RecallCase
from .letters import make_letter, parts


@tagged("post_install", "-at_install")
class TestLetter(RecallCase):
    def draft(self, recall, **texts):
        letters = self.env["lot.recall.letter"].with_user(self.quality)
        return letters.create({"recall_id": recall.id, "lang": "en_US", **parts(**texts)})

    def test_somebody_else_approves(self):
        letter = self.draft(self.confirmed())
        with self.assertRaisesRegex(AccessError, "recall manager"):
            letter.action_approve()
        letter.with_user(self.manager).action_approve()
        self.assertEqual((letter.state, letter.approved_by_id), ("approved", self.manager))
        self.assertTrue(letter._is_sound())
        letter.with_user(self.manager).write({"reason": "It leaks badly."})
        self.assertEqual((letter.state, letter.approved_by_id.id), ("draft", False))
        with self.assertRaisesRegex(UserError, "somebody else"):
            letter.with_user(self.manager).action_approve()

    def test_what_is_missing_or_forbidden_is_said_at_once(self):
        letter = self.draft(
            self.confirmed(), hazard=" ", reason="Out of an abundance of caution {who}", stop="Stop}"
        ).with_user(self.manager)
        with self.assertRaises(UserError) as refused:
            letter.action_approve()
        for words in ("“What can happen to people” says nothing", "{who}", "abundance of caution", "brace"):
            self.assertIn(words, str(refused.exception))

    def test_people_cannot_approve_by_writing(self):
        letter = self.draft(self.confirmed())
        for values in ({"state": "approved"}, {"sha256": "0"}, {"written_by_id": self.manager.id}):
            with self.assertRaises(AccessError):
                letter.with_user(self.manager).write(values)
        with self.assertRaises(AccessError):
            self.env["lot.recall.letter"].with_user(self.manager).create(
                {"recall_id": letter.recall_id.id, "lang": "en_US", "state": "approved"}
            )

    def test_a_text_changed_in_the_database_is_not_sent(self):
        letter = make_letter(self.env, self.confirmed())
        letter.flush_recordset()
        self.env.cr.execute("UPDATE lot_recall_letter SET hazard = 'None.' WHERE id = %s", [letter.id])
        letter.invalidate_recordset()
        self.assertFalse(letter._is_sound())

    def test_letters_are_drafted_from_templates(self):
        recall = self.confirmed()
        recall.with_user(self.quality).action_prepare_letters()
        letter = recall.letter_ids
        self.assertEqual((letter.lang, letter.state), ("en_US", "draft"))
        self.assertIn("URGENT", letter.heading)
        self.assertFalse(letter.reason)
        recall.with_user(self.quality).action_prepare_letters()
        self.assertEqual(len(recall.letter_ids), 1)

    def test_names_and_lots_are_put_in_and_nothing_becomes_markup(self):
        recall = self.confirmed()
        consignee = recall.consignee_ids.filtered(lambda one: one.name == "Clinic")
        built = consignee._build_letter(make_letter(self.env, recall), "https://x/recall/t", recall.as_of)
        self.assertEqual(built.heading, f"URGENT: PRODUCT RECALL {recall.name}")
        self.assertIn("SET-1", built.paragraphs[0])
        self.assertEqual(built.rows[0][1:], ("SET-1", "6 Units"))
        html = to_html(built)
        self.assertIn("&lt;b&gt;&amp; more&lt;/b&gt;", html)
        self.assertIn('href="https://x/recall/t"', html)

    def test_its_days_are_those_of_the_company_whoever_sends_it(self):
        recall = self.confirmed()
        letter = make_letter(self.env, recall, reply="Answer by {reply_by}.")
        recall.sudo().company_id.partner_id.tz = "America/Los_Angeles"
        recall.sudo().reply_days = 3
        sender = recall.consignee_ids[:1].with_context(tz="Asia/Tokyo")
        built = sender._build_letter(letter, "", datetime(2026, 11, 23, 2))
        self.assertEqual(built.date, "11/22/2026")
        self.assertIn("Answer by 11/25/2026.", built.paragraphs)

    def test_a_letter_says_when_they_got_the_goods(self):
        recall = self.confirmed()
        consignee = recall.consignee_ids.filtered(lambda one: one.name == "Clinic").sudo()
        letter = make_letter(self.env, recall, goods="We delivered it {delivered}.")
        for first, last, told in (
            ("2026-11-14 08:00:00", "2026-11-14 16:00:00", "on 11/14/2026"),
            ("2026-11-14 08:00:00", "2026-11-20 16:00:00", "between 11/14/2026 and 11/20/2026"),
            (False, False, "on a day that is not on record"),
        ):
            consignee.write({"delivered_from": first, "delivered_until": last})
            self.assertIn(f"We delivered it {told}.", consignee._build_letter(letter, "", recall.as_of).paragraphs)

    def test_a_contact_without_phone_and_mail_is_reached_by_the_company(self):
        recall = self.confirmed()
        person, company = recall._get_contact_user(), recall.company_id
        person.sudo().write({"phone": "+1 555", "email": False})
        company.sudo().write({"phone": "+32 2", "email": "recalls@maker.example"})
        self.assertEqual(recall._get_contact_words(), f"{person.name}, +1 555")
        person.sudo().phone = False
        self.assertEqual(recall._get_contact_words(), f"{person.name}, +32 2, recalls@maker.example")

    def test_words_about_the_link_stand_where_the_phone_leaves_them_out(self):
        links = re.compile("link|lien|enlace", re.IGNORECASE)
        for template in self.env["lot.recall.letter.template"].search([]):
            told = {part for part, text in template._get_parts().items() if links.search(text or "")}
            self.assertEqual(told, {"reply"}, template.name)

    def test_the_paper_is_a_pdf_with_a_code_to_scan(self):
        recall = self.confirmed()
        letter = make_letter(self.env, recall, reason="&<para>\u05d0\u05d1 " + "long " * 900)
        paper = recall.consignee_ids[0]._build_pdf(letter, "https://x/recall/t", recall.as_of)
        self.assertTrue(paper.startswith(b"%PDF-"))
        again = recall.consignee_ids[0]._build_pdf(letter, "https://x/recall/t", recall.as_of)
        self.assertEqual(paper, again)

    def test_every_template_is_sound_once_people_filled_it_in(self):
        templates = self.env["lot.recall.letter.template"].search([])
        self.assertEqual({"en", "de", "fr", "es"} - set(templates.mapped("lang_code")), set())
        recall = self.confirmed()
        for template in templates:
            texts = {part: text or "Text" for part, text in template._get_parts().items()}
            letter = self.env["lot.recall.letter"].new({"recall_id": recall.id, "lang": "en_US", **texts})
            self.assertFalse(letter._get_faults())
