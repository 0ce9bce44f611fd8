"""Claims on suppliers: one letter for each from whom recalled goods, or what they were made of, came.

A letter lists their lots, receipts and quantities by the accepted revision. It stays with the case as a file, and
somebody is asked to send it; what was claimed once for a revision is not written again.
"""

import base64

from odoo import fields, models
from odoo.tools import format_date

from ..report.letter import Letter, build_letter
from ..report.words import Words
from . import messages, messages_claim


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def action_claim_suppliers(self):
        """Write the claims that are not written yet for this revision."""
        self.ensure_one()
        self._check_may_confirm()
        if not self.revision_id:
            raise messages.not_confirmed(self)
        rows = self.env["lot.recall.supplier"].search([("revision_id", "=", self.revision_id.id)], order="date, id")
        # Where the records name no supplier there is nobody to write to.
        rows = rows.filtered(lambda row: row.commercial_partner_id or row.partner)
        if not rows:
            raise messages_claim.no_suppliers(self)
        by_supplier = rows.grouped(lambda row: (row.commercial_partner_id, row.partner or ""))
        files = self.env["ir.attachment"]
        there = set(files.search([("res_model", "=", self._name), ("res_id", "=", self.id)]).mapped("name"))
        for (number, name), of_supplier in by_supplier.items():
            file = f"{self.name.replace('/', '-')}_r{self.revision_id.number}_{name or number or '?'}.pdf"
            if file not in there:
                supplier = self.env["res.partner"].browse(number or ()).exists()._filtered_access("read")
                files |= self._write_claim(file, supplier, name, of_supplier)
        if not files:
            raise messages_claim.claimed_already(self)
        self.message_post(body=messages_claim.claims_written(self, len(files)), attachment_ids=files.ids)
        note = messages_claim.claims_to_send(self, len(files))
        self.activity_schedule("mail.mail_activity_data_todo", user_id=self.user_id.id, summary=note)
        self.env["lot.audit.entry"]._ledger_write("recall_claimed", self, extra={"letters": len(files)})
        return self._action_form()

    def _write_claim(self, file, supplier, name, rows):
        letter = self._prepare_claim(supplier, name, rows)
        return self.env["ir.attachment"].create(
            {
                "name": file,
                "datas": base64.b64encode(build_letter(self.env, letter)),
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _prepare_claim(self, supplier, name, rows):
        """``report.letter.Letter`` to one supplier, in their language where it is installed."""
        installed = {code for code, _label in self.env["res.lang"].get_installed()}
        lang = supplier.lang if supplier.lang in installed else self.env.lang or "en_US"
        env = self.with_context(lang=lang).env
        words, now = Words(env), fields.Datetime.now()
        company_sudo = self.company_id.sudo()  # sudo: the letterhead is printed, whoever writes
        address = supplier._display_address(without_company=True) if supplier else ""
        return Letter(
            heading=env._("Claim: %(case)s", case=self.name),
            sender=(company_sudo.name, *_lines(company_sudo.partner_id._display_address(without_company=True))),
            addressee=(name or "?", *_lines(address)),
            date=format_date(env, now),
            paragraphs=messages_claim.claim_paragraphs(env, self),
            titles=(env._("Product, receipt"), env._("Our lot, yours"), env._("Received")),
            rows=tuple(
                (
                    "\n".join(
                        filter(None, (row.product, f"{row.document or ''} {words.instant(_text(row.date))}".strip()))
                    ),
                    "\n".join(filter(None, (row.lot, row.supplier_lot))),
                    words.quantity(row.qty, row.uom),
                )
                for row in rows
            ),
            link="",
            footer=env._("%(case)s · revision %(number)s", case=self.name, number=self.revision_id.number),
            of_pages=env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=f"{now.isoformat(timespec='seconds')}Z",
            watermark=env._("DRILL") if self.kind == "drill" else "",
            direction=env["res.lang"]._get_data(code=lang).direction or "ltr",
        )


def _lines(text):
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _text(instant):
    return f"{instant.isoformat(timespec='seconds')}Z" if instant else ""
