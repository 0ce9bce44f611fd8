"""Import of history from before go-live: look first, then take over, and never twice.

Reading and judging is ``lot.declared.reader``'s; this wizard shows what came out and hands the good lines to an import
(``lot.declared.batch``), which goes on in the background when they are many.
"""

import base64
import binascii

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from .. import messages_declared
from ..models.lot_declared_reader import Source


class LotDeclaredImport(models.TransientModel):
    _name = "lot.declared.import"
    _description = "Import history from before go-live"

    kind = fields.Selection(
        [("genealogy", "What was made from what"), ("shipment", "What was shipped to whom")],
        string="The file tells",
        required=True,
        default="genealogy",
    )
    company_id = fields.Many2one(
        "res.company",
        "Company",
        required=True,
        default=lambda self: self.env.company,
        domain="[('id', 'in', allowed_company_ids)]",
    )
    file = fields.Binary(attachment=False)
    file_name = fields.Char()
    date_order = fields.Selection(
        [
            ("ymd", "Year first: 2024-03-31"),
            ("dmy", "Day first: 31/03/2024"),
            ("mdy", "Month first: 03/31/2024"),
        ],
        string="Dates in the file",
        required=True,
        default="ymd",
        help="Dates that begin with the year, and dates with points (31.3.2024), are always understood.",
    )
    tz = fields.Char("Time zone", compute="_compute_tz")
    create_missing_lots = fields.Boolean(
        "Create missing lots",
        help="Old records often name lots that were used up before go-live. They are created without stock; "
        "the line must name the product.",
    )
    on_bad_lines = fields.Selection(
        [("refuse", "Import nothing"), ("skip", "Import the good lines")],
        string="If some lines are wrong",
        required=True,
        default="refuse",
    )
    state = fields.Selection(
        [("file", "File"), ("checked", "Checked"), ("done", "Imported")], default="file", required=True
    )
    line_count = fields.Integer("Lines in the file", readonly=True)
    good_count = fields.Integer("New lines", readonly=True)
    known_count = fields.Integer("Already imported", readonly=True)
    bad_count = fields.Integer("Wrong lines", readonly=True)
    new_lot_count = fields.Integer("Lots to create", readonly=True)
    how_read = fields.Char("Read as", readonly=True)
    result = fields.Char(readonly=True)
    issue_ids = fields.One2many("lot.declared.import.issue", "import_id", readonly=True)
    batch_id = fields.Many2one("lot.declared.batch", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_file_values(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_file_values([vals])
        return super().write(vals)

    @api.model
    def _check_file_values(self, vals_list):
        """Odoo stumbles over a file that a program sends as a number."""
        if any(not isinstance(vals.get("file") or "", str | bytes) for vals in vals_list):
            raise UserError(messages_declared.unreadable_file(self.env, "damaged"))

    @api.depends_context("tz")
    def _compute_tz(self):
        self.tz = self._zone()

    @api.model
    def _zone(self):
        return str(self.env.tz)  # UTC where the user's or the caller's zone is none

    @api.onchange("kind", "company_id", "file", "date_order", "create_missing_lots")
    def _onchange_settings(self):
        """What was checked is no longer what would be imported."""
        self.state = "file"

    # --- buttons ---

    def action_check(self):
        """Look at the whole file without writing anything but the findings."""
        self._check_open()
        judged = self._judge()
        names = messages_declared.column_names(self.env)
        new_lots = {lot for line in judged.fresh for lot in line.lots if not lot.id}
        self.write(
            {
                "state": "checked",
                "result": False,
                "line_count": judged.line_count,
                "good_count": len(judged.fresh),
                "known_count": judged.known_count,
                "bad_count": len({issue.line for issue in judged.issues}),
                "new_lot_count": len(new_lots),
                "how_read": messages_declared.how_read(self.env, judged.table, judged.ignored),
                "issue_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "line_number": issue.line,
                            "column": names.get(issue.field, issue.field),
                            "content": issue.got,
                            "reason": messages_declared.row_issue(self.env, issue),
                        }
                    )
                    for issue in judged.issues
                ],
            }
        )
        return self._reopen()

    def action_import(self):
        """Take the good lines over; what was imported before is left out, so doing it twice adds nothing."""
        self._check_open()
        self.env["lot.declared.link"].check_access("create")
        source = self._source()
        judged = self.env["lot.declared.reader"]._judge(source)  # again: lots and rows may have come since the check
        bad_count = len({issue.line for issue in judged.issues})
        if bad_count and self.on_bad_lines == "refuse":
            raise UserError(self.env._("Nothing was imported. Wrong lines: %(count)s.", count=bad_count))
        batch = self.env["lot.declared.batch"]
        if judged.fresh:
            batch = batch._take_over(source, judged.fresh, skip_bad=self.on_bad_lines == "skip")
        self.write(
            {
                "state": "done",
                "batch_id": batch.id,
                "good_count": len(judged.fresh),
                "known_count": judged.known_count,
                "bad_count": bad_count,
                "result": messages_declared.import_result(
                    self.env, len(judged.fresh), judged.known_count, bad_count, batch.state == "running"
                ),
            }
        )
        return self._reopen()

    def action_open_batch(self):
        """The lines that this import added."""
        self._check_open()
        if not self.batch_id:
            raise UserError(messages_declared.nothing_taken_over(self.env))
        if self.batch_id.state != "done":
            return self.batch_id._action_open()
        return self.batch_id.action_open_links()

    def action_download_template(self):
        """A file with the right columns and one example line."""
        self._check_open()
        name = "genealogy" if self.kind == "genealogy" else "shipments"
        return {
            "type": "ir.actions.act_url",
            "url": f"/lot_traceability/static/import/{name}.csv",
            "target": "download",
        }

    def _check_open(self):
        """A program may call with any ids: one import that is still there and the caller's own."""
        if len(self) != 1 or not self.exists():
            raise UserError(messages_declared.import_gone(self.env))
        self.check_access("write")

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import history from before go-live"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    # --- judging ---

    def _judge(self):
        """Read the file and find everything that it names; returns ``lot_declared_reader.Judged``."""
        return self.env["lot.declared.reader"]._judge(self._source())

    def _source(self):
        # A client that asked for sizes only would else get the size as the file.
        file = self.with_context(bin_size=False).file
        if not file:
            raise UserError(self.env._("Choose a file first."))
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Select the company %(name)s at the top first.", name=self.company_id.name))
        try:
            data = base64.b64decode(file)
        except binascii.Error as error:
            raise UserError(messages_declared.unreadable_file(self.env, "damaged")) from error
        return Source(
            data,
            self.file_name or "",
            self.kind,
            self.company_id.id,
            self.date_order,
            self._zone(),
            self.create_missing_lots,
        )
