"""Label designs as records: what is where, how large, in which language."""

import json
from dataclasses import asdict, replace

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import messages_label as messages
from ..kernel import element_string
from ..kernel.label import carriers, check, pdf, place, zpl
from ..kernel.label import design as designs
from ..kernel.label.errors import LabelError
from .lot_label_design_line import UNSTAMPED

MODELS = [
    ("stock.lot", "Lots and serial numbers"),
    ("stock.package", "Packages"),
    ("stock.location", "Locations"),
]
SHEETS = [
    ("a4_65", "A4, 65 labels 38.1 × 21.2 mm"),
    ("a4_24", "A4, 24 labels 70 × 37 mm"),
    ("a4_24_gap", "A4, 24 labels 63.5 × 33.9 mm"),
    ("a4_21", "A4, 21 labels 63.5 × 38.1 mm"),
    ("a4_14", "A4, 14 labels 99.1 × 38.1 mm"),
    ("a4_8", "A4, 8 labels 99.1 × 67.7 mm"),
    ("a4_4", "A4, 4 labels 105 × 148 mm"),
    ("letter_30", "Letter, 30 labels 66.7 × 25.4 mm"),
    ("letter_10", "Letter, 10 labels 101.6 × 50.8 mm"),
]
LAYOUT_FIELDS = ("model", "width_mm", "height_mm", "dpi", "use", "sheet", "link_stem")
MOST_LABELS = 20_000  # in one file; more pages than anybody watches
_AT_ONCE = 500  # records that are read together
# Samples for symbols that do not take every trade item number.
_SHORT_GTINS = {carriers.EAN_8: "00000095060002", carriers.UPC_A: "00036000291452"}


class LotLabelDesign(models.Model):
    _name = "lot.label.design"
    _description = "Label design"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", help="Empty: all companies.")
    model = fields.Selection(MODELS, "Labels of", required=True, default="stock.lot")
    width_mm = fields.Float("Width (mm)", required=True, default=50, digits=(8, 2))
    height_mm = fields.Float("Height (mm)", required=True, default=25, digits=(8, 2))
    dpi = fields.Selection(
        [("203", "203 dpi"), ("300", "300 dpi"), ("600", "600 dpi")],
        "Printer",
        required=True,
        default="203",
        help="Symbols are drawn in whole dots of the printer. For sheets and office printers take 600 dpi.",
    )
    use = fields.Selection(
        [(carriers.HEALTHCARE, "Products, small"), (carriers.DISTRIBUTION, "Cartons and pallets in distribution")],
        "Sizes of symbols for",
        required=True,
        default=carriers.HEALTHCARE,
        help="GS1 asks for larger symbols where they are scanned on conveyors and from forklifts.",
    )
    sheet = fields.Selection(SHEETS, help="Empty: a roll, one label after another.")
    link_stem = fields.Char(
        "Web address of Digital Links",
        help="QR codes lead there, e.g. https://id.example.com. Empty: GS1's own, https://id.gs1.org.",
    )
    line_ids = fields.One2many("lot.label.design.line", "design_id", copy=True)
    revision = fields.Integer(readonly=True, copy=False, help="Counts up whenever what is printed changes.")
    revision_ids = fields.One2many("lot.label.revision", "design_id", "Revisions", readonly=True)

    # --- the kernel's view ---

    def _design(self):
        """This record as the layout engine wants it."""
        self.ensure_one()
        items = tuple(line._item() for line in self.line_ids)
        stem = (self.link_stem or "").strip() or designs.Design.__dataclass_fields__["stem"].default
        return designs.Design(self.width_mm, self.height_mm, int(self.dpi), self.use, items, stem)

    def _sample(self):
        """Values for preview and check, of no real record."""
        self.ensure_one()
        record = self.env[self.model]
        sources = record._label_sources()
        texts = {at: line._printed(sources.get(line.source, "")) for at, line in enumerate(self.line_ids)}
        ais, printed = record._label_ais(), {ai for line in self.line_ids for ai in line._ais()}
        # A label names a lot or a serial number, never both.
        ais.pop("10" if "21" in printed and "10" not in printed else "21", None)
        for carrier in _SHORT_GTINS.keys() & set(self.line_ids.mapped("carrier")):
            ais["01"] = _SHORT_GTINS[carrier]
        standard = element_string.in_print_order(
            pair for pair in ais.items() if pair[0] in ("00", "01", "10", "17", "21")
        )
        pictures = {at: line._picture() for at, line in enumerate(self.line_ids)}
        drawings = {at: line._drawing(record) for at, line in enumerate(self.line_ids)}
        return designs.Values(
            messages.sample_name(self.env), tuple(standard), texts, tuple(ais.items()), pictures, drawings=drawings
        )

    # --- saving ---

    @api.constrains(*LAYOUT_FIELDS, "line_ids")
    def _check_layout(self):
        for design in self:
            for line in design.line_ids:
                line._check_words()
            try:
                kernel_design = design._design()
                check.check(kernel_design)
                design._check_sheet()
                place.place(kernel_design, design._sample(), fields.Date.context_today(design))
            except LabelError as error:
                raise ValidationError(messages.refusal(self.env, error, design.name)) from error

    def _check_sheet(self):
        if not self.sheet:
            return
        sheet = designs.SHEETS[self.sheet]
        if self.width_mm > sheet.label_width + 0.05 or self.height_mm > sheet.label_height + 0.05:
            raise LabelError("sheet", width=sheet.label_width, height=sheet.label_height)

    @api.model_create_multi
    def create(self, vals_list):
        records = super(LotLabelDesign, self.with_context(lot_label_unstamped=UNSTAMPED)).create(vals_list)
        records = records.with_env(self.env)
        records._stamp()
        return records

    def write(self, vals):
        result = super(LotLabelDesign, self.with_context(lot_label_unstamped=UNSTAMPED)).write(vals)
        if self.env.context.get("lot_label_unstamped") is not UNSTAMPED:
            self._stamp()
        return result

    def _stamp(self):
        """Give designs that print something else than before their next revision."""
        rows = []
        for design in self:
            layout = design._layout()
            if design.revision_ids.sorted("number")[-1:].layout != layout:
                rows.append({"design_id": design.id, "number": design.revision + 1, "layout": layout})
                design.with_context(lot_label_unstamped=UNSTAMPED).write({"revision": design.revision + 1})
        # Sudo: nobody writes revisions by hand.
        self.env["lot.label.revision"].sudo().create(rows)

    def _stamp_logo(self):
        """A company's new logo is another label, too. Looked at when it is printed: logos are changed anywhere."""
        if any(line.kind == designs.PICTURE and not line.image for line in self.line_ids):
            self.sudo()._stamp()  # sudo: whoever prints changes no design, only its number

    def _layout(self):
        """Everything that decides what is printed, as text."""
        facts = asdict(self._design())
        facts["sheet"] = self.sheet or ""
        for item, line in zip(facts["items"], self.line_ids, strict=True):
            item.update(line._words())
        return json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False)

    def copy_data(self, default=None):
        return [
            {**vals, "name": self.env._("%(name)s (copy)", name=design.name)}
            if not (default or {}).get("name")
            else vals
            for design, vals in zip(self, super().copy_data(default), strict=True)
        ]

    # --- the seam for whoever prints ---

    def _labels(self, records, quantities=None, language=None):
        """What the labels of some records say, one after another.

        Args:
            records: lots, packages or places: what the design is for; the user must be able to read them.
            quantities: {record id: number of labels}; one each without. Records with 0 are left out.
            language: code of the language of texts whose item names none; else the user's.

        Yields:
            ``kernel.label.design.Values``; UserError for a record that has no right label, before it is drawn.
        """
        self.ensure_one()
        if records._name != self.model:
            raise UserError(messages.wrong_model(self.env, self.name))
        records.check_access("read")
        for start in range(0, len(records), _AT_ONCE):
            batch = records[start : start + _AT_ONCE]
            yield from self._labels_of(batch, quantities, language)
            if len(records) > _AT_ONCE:
                batch.invalidate_recordset()  # ten thousand labels need not hold ten thousand records in memory

    def _labels_of(self, records, quantities, language):
        lines = list(enumerate(self.line_ids))
        has_gs1 = any(line.kind == designs.SYMBOL and line.carrier != carriers.CODE_128 for _at, line in lines)
        pictures = {at: line._picture() for at, line in lines}
        in_languages = {
            code: records.with_context(lang=code) for code in {line.lang or language for _at, line in lines} if code
        }
        for number, record in enumerate(records):
            copies = 1 if quantities is None else quantities.get(record.id, 0)
            if copies < 1:
                continue
            texts = {}
            for at, line in lines:
                code = line.lang or language
                spoken = in_languages[code][number] if code else record
                texts[at] = line._text_of(spoken)
            pairs, more = record._label_pairs() if has_gs1 else ((), ())
            drawings = {at: line._drawing(record) for at, line in lines if line.kind == designs.DRAWING}
            coded = {at: line._coded(record) for at, line in lines if line.kind == designs.SYMBOL}
            yield designs.Values(record.display_name, pairs, texts, more, pictures, copies, drawings, coded)

    def _pages(self, labels, dpi=None):
        """Drawn labels, one after another; UserError that names the one that cannot be right.

        ``dpi``: resolution of the printer (int); the design's own without.
        """
        design, today = self._design(), fields.Date.context_today(self)
        design = replace(design, dpi=dpi or design.dpi)
        for values in labels:
            try:
                yield place.place(design, values, today)
            except LabelError as error:
                raise UserError(messages.refusal(self.env, error, values.name)) from error

    def _render_pdf(self, labels, first=1):
        """PDF (bytes) of labels that ``_labels`` gives; ``first``: place of a sheet to begin on, from 1."""
        return pdf.write(self._pages(labels), self.name, self._sheet(), first)

    def _sheet(self):
        return designs.SHEETS[self.sheet] if self.sheet else None

    def _render_zpl(self, labels):
        """ZPL II (bytes, ASCII) of labels that ``_labels`` gives."""
        return "".join(zpl.write(self._pages(labels))).encode("ascii")

    def _check_number(self, count):
        """UserError when so many labels are none or too many for one file."""
        if not 0 < count <= MOST_LABELS:
            raise UserError(messages.number_of_labels(self.env, count, MOST_LABELS))
