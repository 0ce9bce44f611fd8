"""The mail of a notice, the letter to be posted, and what an error tells of a mail's fate."""

import hashlib
import secrets
import smtplib
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Command

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from . import messages_notice as messages
from . import messages_reply
from .lot_recall_consignee_letter import to_html


def make_token():
    """What stands behind a link: 256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_token(token):
    """What is kept of a link: nobody who reads the database can open the page."""
    return hashlib.sha256(token.encode()).hexdigest()


def fate(error):
    """What is known of a mail after an error of Odoo's sending.

    Returns:
        ("offline", text): no mail server answered, so it did not go out.
        ("later", text): the mail server said "not now" (4xx).
        ("failed", text): the mail server said no, or it was never handed over.
        ("unclear", text): it may have gone out.
    """
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "unclear", str(error)
    text = " ".join(" ".join(str(part) for part in error.args if part).split()) or type(error).__name__
    if not isinstance(error, MailDeliveryException):
        return "failed", text  # it could not even be put together
    if len(error.args) > 1 and isinstance(error.args[1], Exception):
        return "offline", text
    cause = error.__context__
    if isinstance(cause, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _answer in cause.recipients.values()]
    elif isinstance(cause, smtplib.SMTPResponseException):
        codes = [cause.smtp_code]
    else:
        known = cause is None or isinstance(cause, (AssertionError, ValueError, smtplib.SMTPNotSupportedError))
        return ("failed" if known else "unclear"), text
    return ("later" if all(400 <= code < 500 for code in codes) else "failed"), text


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _forget_link(self):
        """Keep what a mail said without its link: that is the consignee's alone."""
        for mail in self:
            mail.body_html = mail.body


class LotRecallNotice(models.Model):
    _inherit = "lot.recall.notice"

    def _prepare_mail_vals(self, letter, token):
        consignee, recall, company = self.consignee_id, self.recall_id, self.company_id
        now = fields.Datetime.now()
        plain = consignee._build_letter(letter, "", now)
        linked = consignee._build_letter(letter, f"{recall.get_base_url()}/recall/{token}", now)
        subject = " ".join(plain.heading.split())  # a line break would end the header of a mail
        if self.kind != "notice":
            subject = messages_reply.reminder_subject(self.with_context(lang=letter.lang).env, subject)
        paper = self._keep_paper(letter, now)
        contact = recall._get_contact_user()
        return {
            "state": "cancel",  # Odoo's queue leaves it alone; _send alone sets it going
            "message_id": self._get_message_id(),
            "model": consignee._name,
            "res_id": consignee.id,
            "record_company_id": company.id,
            "record_alias_domain_id": company.alias_domain_id.id,
            "subject": subject,
            "body": to_html(plain),
            "body_html": to_html(linked),
            "email_to": consignee.email,
            "email_from": company.email_formatted or contact.email_formatted,
            "attachment_ids": [Command.link(paper.id)],
        }

    def _keep_paper(self, letter, now):
        """What the letter said; without link, since whoever reads it later could answer for the consignee."""
        return self.env["ir.attachment"].create(
            {
                "name": f"{self.recall_id.name.replace('/', '-')}.pdf",
                "raw": self.consignee_id._build_pdf(letter, now=now),
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _get_message_id(self):
        """The same for every attempt: a mail that arrives twice is known to mail programs as one."""
        identifier = self.env["ir.config_parameter"].get_param("database.uuid")
        return f"<recall-notice-{self.id}-{hashlib.sha256(identifier.encode()).hexdigest()[:16]}@lot-recall>"

    # --- by post ---

    def action_print(self):
        """Download the letter of a notice by post."""
        self.ensure_one()
        self._check_may_print()
        params = {"url": f"/lot_recall/notice/{self.id}/letter"}
        return {"type": "ir.actions.client", "tag": "lot_recall.post_letter", "params": params}

    def _check_may_print(self):
        self._check_may_tell()
        if self.channel == "mail" or self.state != "to_do" or not self.consignee_id._get_letter():
            raise messages.nothing_to_print(self)

    def _make_letter(self):
        """The letter to be posted, with a link of its own; a letter printed before loses its link."""
        self.ensure_one()
        self._check_may_print()
        letter, now = self.consignee_id._get_letter(), fields.Datetime.now()
        token = make_token()
        # Sudo: rows are the program's; who may tell consignees may print their letters.
        notice_sudo = self.sudo()
        old_paper_sudo = notice_sudo.attachment_id
        notice_sudo.write(
            {
                "letter_id": letter.id,
                "letter_sha256": letter.sha256,
                "attachment_id": notice_sudo._keep_paper(letter, now).id,
                "token_hash": hash_token(token),
            }
        )
        (old_paper_sudo - notice_sudo.mail_message_id.attachment_ids).unlink()  # what was mailed stays
        notice_sudo.consignee_id.link_expires_at = now + timedelta(days=self.recall_id.link_days)
        return self.consignee_id._build_pdf(letter, f"{self.recall_id.get_base_url()}/recall/{token}", now)
