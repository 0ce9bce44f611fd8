"""Asks for design, number and form of labels, and gives the file."""

import base64
import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_label as messages
from ..models.lot_print_line import LINKS


class LotLabelPrint(models.TransientModel):
    _name = "lot.label.print"
    _description = "Print labels"

    model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    record_count = fields.Integer("Records", compute="_compute_counts")
    design_id = fields.Many2one(
        "lot.label.design", required=True, domain="[('model', '=', model)]", check_company=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    sheet = fields.Selection(related="design_id.sheet")
    copies = fields.Integer("Labels of each", default=1, required=True)
    quantities = fields.Json(help="Number of labels by record, where they differ.")
    label_count = fields.Integer("Labels", compute="_compute_counts")
    first = fields.Integer("First free place on the sheet", default=1, required=True)
    lang = fields.Selection(lambda self: self.env["res.lang"].get_installed(), "Language", help="Empty: yours.")
    printer_id = fields.Many2one("lot.printer", check_company=True)
    before_count = fields.Integer("Printed before", compute="_compute_before_count")
    reason = fields.Char("Printed again because", help="Kept in the history of the lots.")
    # Nobody's to write: whoever could, would download labels that no print job counts.
    job_id = fields.Many2one("lot.print.job", readonly=True, groups=fields.NO_ACCESS)
    job_key = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    file = fields.Binary(readonly=True, attachment=True)
    file_name = fields.Char(readonly=True)

    @api.depends("res_ids", "copies", "quantities")
    def _compute_counts(self):
        for wizard in self:
            wizard.record_count = len(wizard.res_ids or ())
            wizard.label_count = sum(wizard._quantities().values())

    @api.depends("design_id", "res_ids")
    def _compute_before_count(self):
        for wizard in self:
            before = 0
            if wizard.design_id.model == wizard.model and wizard.model in LINKS:
                records = self.env[wizard.model].browse(wizard.res_ids).exists()
                for rows in wizard.design_id._issue_rows(records, None):
                    before += len(self.env["lot.print.job"]._get_printed_before(rows))
            wizard.before_count = before

    def _quantities(self):
        """{record id: labels}."""
        if self.quantities:
            return {int(key): count for key, count in self.quantities.items()}
        return dict.fromkeys(self.res_ids or (), self.copies)

    @api.model
    def _for(self, records, quantities=None):
        """Action that asks how to print labels of some records; ``quantities``: {id: labels} when they are known."""
        records.check_access("read")
        company = self.env.company.id
        domain = [("model", "=", records._name), ("company_id", "in", (company, False))]
        design = self.env["lot.label.design"].search(domain, limit=1)
        if not design:
            raise UserError(messages.no_design(self.env))
        vals = {"model": records._name, "res_ids": records.ids, "design_id": design.id}
        wizard = self.create({**vals, "quantities": quantities})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print labels"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_pdf(self):
        """Download the labels as PDF."""
        return self._download("pdf")

    def action_zpl(self):
        """Download the labels for a label printer."""
        return self._download("zpl")

    def action_print(self):
        """Send the labels to the chosen printer, and show how far they are."""
        records, quantities = self._what()
        if not self.printer_id:
            raise UserError(messages.no_printer(self.env))
        job = self.design_id._send(self.printer_id, records, quantities, self.lang, reason=self.reason)
        return job._get_open_action()

    def _what(self):
        """(records, {id: labels}) that may be printed."""
        self.ensure_one()
        quantities = self._quantities()
        for count in quantities.values():
            # They come from the client; one below zero would make room for a million of another.
            if type(count) is not int or count < 0:
                self.design_id._check_number(count if type(count) is int else 0)
        if self.design_id.model != self.model:
            raise UserError(messages.wrong_model(self.env, self.design_id.name))
        self.design_id.check_access("read")
        self.design_id._check_number(sum(quantities.values()))
        return self.env[self.design_id.model].browse(self.res_ids).exists(), quantities

    def _download(self, form):
        records, quantities = self._what()
        design = self.design_id
        said = [(row["content"], row["count"]) for rows in design._issue_rows(records, quantities) for row in rows]
        key = hashlib.sha256(json.dumps([design.id, design.revision, said]).encode()).hexdigest()
        # The same labels in another form, or downloaded once more from this dialog, are no further labels.
        wizard_sudo = self.sudo()  # the job is the program's to remember
        is_new = not wizard_sudo.job_id or wizard_sudo.job_key != key
        if is_new:
            design._check_reason(records, quantities, self.reason)
        labels = design._labels(records, quantities, self.lang)
        content = design._render_pdf(labels, self.first) if form == "pdf" else design._render_zpl(labels)
        if is_new:
            job = design._issue_file(records, quantities, self.reason)
            wizard_sudo.write({"job_id": job.id, "job_key": key})
        self.write({"file": base64.b64encode(content), "file_name": f"{design.name}.{form}"})
        url = f"/web/content/{self._name}/{self.id}/file/{form}?download=true&filename_field=file_name"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}
