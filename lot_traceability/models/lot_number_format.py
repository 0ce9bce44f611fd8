"""How lot and serial numbers look: the company's own, which are given out, and suppliers', which are checked."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_number as messages
from ..kernel import lot_number as numbers
from ..kernel.expiry import day_of
from ..sql import lot_numbers as sql

AUDITED = ("pattern", "purpose", "reset", "is_gapless", "scope", "is_strict", "company_id", "active")


class LotNumberFormat(models.Model):
    _name = "lot.number.format"
    _description = "Format of lot and serial numbers"
    _order = "purpose, name, id"

    name = fields.Char(required=True, help="What people choose it by, e.g. Lots of our needles.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: all companies.")
    purpose = fields.Selection(
        [("own", "Own numbers: given out"), ("supplier", "Suppliers' numbers: checked")], default="own", required=True
    )
    pattern = fields.Char(
        "Format",
        required=True,
        default="L{yy}{doy}-{seq:4}",
        help="Text and parts in braces, e.g. L{yy}{doy}-{seq:4}. The parts are listed below.",
    )
    reset = fields.Selection(
        [
            ("never", "Never"),
            ("year", "Every year"),
            ("month", "Every month"),
            ("week", "Every week"),
            ("day", "Every day"),
        ],
        "Start with 1 again",
        default="never",
        required=True,
    )
    is_gapless = fields.Boolean(
        "Without gaps",
        help="A number whose operation fails is given to the next one. Whoever needs a number at the same time waits "
        "until the first is done. Numbers that a dialog proposed and nobody saved are missing all the same.",
    )
    scope = fields.Selection(
        [("product", "For one product"), ("company", "In the company"), ("database", "In all companies")],
        "A number comes once",
        default="product",
        required=True,
        help="Counts for lots made from now on. Odoo itself refuses the same number twice for one product.",
    )
    is_strict = fields.Boolean("Refuse other numbers", help="Also those that somebody types or imports.")
    sample = fields.Char("Today's first", compute="_compute_preview")
    widest = fields.Char("The longest", compute="_compute_preview", help="With the highest number that there can be.")
    largest = fields.Char("Numbers there are", compute="_compute_preview")
    problem = fields.Char(compute="_compute_preview")
    fit_note = fields.Text(compute="_compute_preview")

    @api.depends("pattern", "purpose", "reset", "scope", "name")
    def _compute_preview(self):
        for record in self:
            record.update({"sample": False, "widest": False, "largest": False, "problem": False, "fit_note": False})
            try:
                parts = record._get_parts()
            except numbers.FormatError as error:
                record.problem = messages.wrong_format(self.env, error)
                continue
            record._preview(parts)

    def _preview(self, parts):
        known = self._get_longest_codes()
        widest = numbers.widest(parts, self._get_today(), known) if self.purpose == "own" else ""
        if self.purpose == "own":
            sample = {"plant": "WH", "line": "MO", "product": known.get("product", "P-1")}
            short = {key: value[: self._longest(parts, key)] for key, value in sample.items()}
            self.sample = numbers.write(parts, numbers.Facts(self._get_today(), **short), 1)
            self.largest = messages.count_to(self.env, numbers.largest_number(parts), self.reset)
            self.widest = messages.longest(self.env, widest)
        self.fit_note = "\n".join(self._fit_notes(parts, widest))

    @staticmethod
    def _longest(parts, name):
        return max((part.longest for part in parts if part.name == name), default=None)

    def _fit_notes(self, parts, widest):
        """Sentences about where numbers of this format will not fit; higher addons add theirs.

        Args:
            parts: tuple of ``kernel.lot_number.Part``.
            widest: str, the longest number; "" for suppliers' formats.
        """
        too_long = self._get_longest_codes().get("product", "")
        longest = self._longest(parts, "product")
        return [messages.code_too_long(self.env, too_long, longest)] if longest and len(too_long) > longest else []

    def _get_longest_codes(self):
        """``{part: the longest code that products of this format have}``."""
        self.env["product.template"].flush_model(["lot_number_format_id", "categ_id", "tracking"])
        self.env["product.product"].flush_model(["default_code", "active"])
        self.env["product.category"].flush_model(["lot_number_format_id", "parent_path"])
        rows = self.env.execute_query(sql.longest_code(self._origin.ids)) if self._origin.ids else []
        return {"product": rows[0][0]} if rows else {}

    # --- rules ---

    @api.constrains("pattern", "purpose", "reset")
    def _check_pattern(self):
        for record in self:
            try:
                record._get_parts()
            except numbers.FormatError as error:
                raise ValidationError(messages.wrong_format(self.env, error)) from error

    def _get_parts(self):
        """The parts of the format; FormatError when it is none, or would give a number twice."""
        self.ensure_one()
        parts = numbers.parse(self.pattern or "")
        if self.purpose == "own":
            numbers.check_own(parts, self.reset)
        return parts

    def _usable(self):
        """Those that count in the present company."""
        here = self.env.company
        return self.filtered(lambda record: record.active and (not record.company_id or record.company_id == here))

    def write(self, vals):
        names = [name for name in AUDITED if name in vals]
        if not names:
            return super().write(vals)
        with self.env["lot.audit.entry"]._recording("settings_changed", self, names):
            return super().write(vals)

    def _get_today(self):
        zone = (self.company_id or self.env.company)._get_calendar_zone()
        return day_of(fields.Datetime.now(), zone)
