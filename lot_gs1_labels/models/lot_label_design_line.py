"""One thing on a label design: a text, a symbol, a picture or a filled rectangle."""

import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.lot_traceability.kernel.expiry import day_of

from .. import messages_label as messages
from ..kernel.ai_table import TABLE
from ..kernel.label import carriers, pictures
from ..kernel.label import design as designs
from ..kernel.label.errors import LabelError

SOURCES = [
    ("text", "Nothing more"),
    ("titled", "Lot or serial number, with LOT or SN"),
    ("name", "Lot or serial number, name"),
    ("product", "Product"),
    ("code", "Product's reference"),
    ("gtin", "GTIN"),
    ("expiry", "Expiration date"),
    ("made", "Production date"),
    ("best_before", "Best before date"),
    ("reference", "Supplier's lot (internal reference)"),
    ("company", "Company"),
    ("sscc", "Number of the logistic unit (SSCC)"),
    ("content", "Contents"),
    ("lot", "Lot inside"),
    ("quantity", "Quantity inside"),
    ("place", "Location, in full"),
    ("barcode", "Location's barcode"),
    ("field", "Another field"),
]
CARRIERS = [
    (carriers.GS1_DATAMATRIX, "GS1 DataMatrix, square"),
    (carriers.GS1_DATAMATRIX_FLAT, "GS1 DataMatrix, rectangle"),
    (carriers.GS1_128, "GS1-128"),
    (carriers.LINK_QR, "QR code, GS1 Digital Link"),
    (carriers.EAN_13, "EAN-13"),
    (carriers.EAN_8, "EAN-8"),
    (carriers.UPC_A, "UPC-A"),
    (carriers.ITF_14, "ITF-14"),
    (carriers.CODE_128, "Code 128, no GS1 data"),
]
# Lines are written in one go with their design, which checks and counts them. No client can send this very object.
UNSTAMPED = object()
LAYOUT_FIELDS = (
    "sequence", "kind", "x_mm", "y_mm", "width_mm", "height_mm", "source", "field_path", "text", "lang", "points",
    "least_points", "rows", "is_bold", "align", "carrier", "ais", "hri", "is_optional", "image",
)  # fmt: skip
# What a field's value is on paper; others are not printed.
_PRINTABLE = ("char", "text", "selection", "integer", "float", "monetary", "date", "datetime", "many2one", "boolean")


class LotLabelDesignLine(models.Model):
    _name = "lot.label.design.line"
    _description = "Item of a label design"
    _order = "design_id, sequence, id"

    design_id = fields.Many2one("lot.label.design", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            (designs.TEXT, "Text"),
            (designs.SYMBOL, "Symbol"),
            (designs.PICTURE, "Picture"),
            (designs.RULE, "Line"),
        ],
        required=True,
        default=designs.TEXT,
    )
    x_mm = fields.Float("From left", digits=(8, 2), default=1, help="mm from the label's left edge to the item.")
    y_mm = fields.Float("From top", digits=(8, 2), default=1, help="mm from the label's upper edge to the item.")
    width_mm = fields.Float("Width", digits=(8, 2), default=20, required=True)
    height_mm = fields.Float("Height", digits=(8, 2), default=5, required=True)
    text = fields.Char(
        "Words", translate=True, help="Printed in front of the value, e.g. LOT, or alone. Can be translated."
    )
    source = fields.Selection(SOURCES, "And then", required=True, default="text")
    field_path = fields.Char("Field", help="For another field: its technical name, with dots: product_id.categ_id")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        help="Empty: the language asked for when printing.",
    )
    points = fields.Float("Size", digits=(4, 1), default=8, help="Points. The largest size of the letters.")
    least_points = fields.Float(
        "Smallest size", digits=(4, 1), default=5, help="Long texts are set smaller down to this size, then refused."
    )
    rows = fields.Integer("Lines", default=1, help="How many lines a long text may take. Lines break at blanks only.")
    is_bold = fields.Boolean("Bold")
    align = fields.Selection(
        [(designs.LEFT, "Left"), (designs.CENTRE, "Centred"), (designs.RIGHT, "Right")],
        required=True,
        default=designs.LEFT,
    )
    carrier = fields.Selection(CARRIERS, "Kind of symbol")
    ais = fields.Char(
        "Identifiers",
        help="GS1 Application Identifiers in the order of the symbol, e.g. 01 17 10; 10/21 is the lot or else the "
        "serial number. Those without value are left out, but for the first. Empty: GTIN, expiration date, lot or "
        "serial number.",
    )
    hri = fields.Selection(
        [(designs.HRI_BELOW, "Below"), (designs.HRI_BESIDE, "Beside"), (designs.HRI_NONE, "None")],
        "Text of the symbol",
        required=True,
        default=designs.HRI_BELOW,
    )
    is_optional = fields.Boolean(
        "May be missing", help="Without value for the first identifier the symbol is left out."
    )
    image = fields.Binary("Picture", attachment=True, help="Empty: the company's logo.")

    # --- the kernel's view ---

    def _item(self):
        self.ensure_one()
        return designs.Item(
            self.kind, self.x_mm, self.y_mm, self.width_mm, self.height_mm,
            points=self.points, least_points=self.least_points, rows=self.rows, is_bold=self.is_bold,
            align=self.align, carrier=self.carrier or "", ais=tuple((self.ais or "").split()), hri=self.hri,
            is_optional=self.is_optional,
        )  # fmt: skip

    def _ais(self):
        """Every identifier that the symbol may carry, in order."""
        return (self.ais or "").replace("/", " ").split()

    def _words(self):
        """What the item says, beside what ``_item`` tells; for the revision."""
        words = {"text": self.with_context(lang=None).text or "", "source": self.source, "lang": self.lang or ""}
        words["translations"] = {
            code: self.with_context(lang=code).text or "" for code, _name in self.env["res.lang"].get_installed()
        }
        image = self.with_context(bin_size=False).image or b""
        words |= {"field_path": self.field_path or "", "image_bytes": len(image)}
        if self.image:
            words["image_sha256"] = hashlib.sha256(self._picture()).hexdigest()
        elif self.kind == designs.PICTURE:
            words["logos"] = self._logos()
        return words

    def _logos(self):
        """{company id: SHA-256 of its logo} of the companies whose labels have it."""
        # Sudo: which logo a label had is told to whoever may read the revision.
        companies_sudo = self.env["res.company"].sudo()
        # pylint: disable-next=no-search-all  # a design of all companies has the logo of each
        companies_sudo = self.design_id.company_id.sudo() or companies_sudo.search([], order="id")
        return {
            str(company.id): hashlib.sha256(company.with_context(bin_size=False).logo or b"").hexdigest()
            for company in companies_sudo
        }

    def _printed(self, value):
        """Words and value as one text; words in front of a value that is missing are left out."""
        if self.source == "text":
            return self.text or ""
        return f"{self.text or ''} {value}".strip() if value else ""

    def _text_of(self, record):
        """What the item prints about a record, in the language of the record's environment."""
        if self.kind not in (designs.TEXT, designs.SYMBOL):
            return ""
        line = self if record.env.lang == self.env.lang else self.with_context(lang=record.env.lang)
        value = line._field_text(record) if line.source == "field" else record._label_text(line.source)
        return line._printed(value)

    def _field_text(self, record):
        *path, last = self.field_path.split(".")
        for name in path:
            record._check_field_access(record._fields[name], "read")
            record = record[name][:1]
        if not record:
            return ""
        # Reading an attribute asks for no rights to the field itself.
        field, value = record._fields[last], record[last]
        record._check_field_access(field, "read")
        if value is False:
            return ""
        if field.type == "boolean":
            return messages.yes(self.env)
        if field.type == "datetime":  # the day of the company's calendar, as everywhere on labels
            company = record["company_id"] if "company_id" in record._fields else None
            return day_of(value, (company or self.env.company)._get_calendar_zone()).isoformat()
        return str(field.convert_to_export(value, record))

    def _picture(self):
        if self.kind != designs.PICTURE:
            return b""
        line = self.with_context(bin_size=False)  # a form asks for sizes instead of pictures
        content = line.image or line.env.company.logo
        return base64.b64decode(content) if content else b""

    def _drawing(self, _record):
        """Seam: ``kernel.label.design.Drawing`` of an item about a record (empty: of a sample), None for none."""
        return

    def _coded(self, _record):
        """Seam: the symbol of another system than GS1 (``kernel.label.design.Coded``) that this item carries for a
        record; None where GS1's rules hold.
        """
        return

    # --- saving ---

    def _check_words(self):
        """ValidationError for a source, a field, an identifier or a picture that labels of this design do not have."""
        self.ensure_one()
        record = self.env[self.design_id.model]
        if self.kind == designs.SYMBOL:
            self._check_symbol(record)
        elif self.kind == designs.PICTURE and self.image:
            try:
                pictures.dots(self._picture(), 8, 8)
            except LabelError as error:
                raise ValidationError(messages.refusal(self.env, error, self.design_id.name)) from error
        is_printed = self.kind == designs.TEXT or self.carrier == carriers.CODE_128
        if is_printed and self.source not in ("text", "field", *record._label_sources()):
            titles = dict(self._fields["source"]._description_selection(self.env))
            raise ValidationError(messages.wrong_source(self.env, titles[self.source]))
        if is_printed and self.source == "field":
            self._check_field(record)
        if self.kind != designs.RULE and not 3 <= self.least_points <= self.points <= 200:
            raise ValidationError(messages.wrong_points(self.env))

    def _check_symbol(self, record):
        if not self.carrier:
            raise ValidationError(messages.no_carrier(self.env))
        if self.carrier == carriers.CODE_128:
            return
        known = record._label_ais()
        for ai in self._ais():
            if ai not in TABLE or ai not in known:
                raise ValidationError(messages.wrong_ai(self.env, ai, " ".join(sorted(known))))
        if not known:
            raise ValidationError(messages.no_gs1(self.env))

    def _check_field(self, record):
        names = (self.field_path or "").split(".")
        for place, name in enumerate(names, 1):
            field = record._fields.get(name) if record is not None else None
            is_last = place == len(names)
            if not field or field.type not in _PRINTABLE or (not is_last and field.type != "many2one"):
                raise ValidationError(messages.wrong_field(self.env, self.field_path or ""))
            record = self.env[field.comodel_name] if field.type == "many2one" else None

    @api.constrains(*LAYOUT_FIELDS)
    def _check_layout(self):
        if self.env.context.get("lot_label_unstamped") is not UNSTAMPED:
            self.design_id._check_layout()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._stamp()
        return lines

    def write(self, vals):
        result = super().write(vals)
        self._stamp()
        return result

    def unlink(self):
        designs_left = self.design_id
        result = super().unlink()
        if self.env.context.get("lot_label_unstamped") is not UNSTAMPED:
            designs_left._stamp()
        return result

    def _stamp(self):
        if self.env.context.get("lot_label_unstamped") is not UNSTAMPED:
            self.design_id._stamp()
