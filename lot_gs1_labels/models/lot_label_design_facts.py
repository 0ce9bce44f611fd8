"""What labels of a design say about a record, as data: to hold a printed label against it later."""

import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_release as messages
from ..kernel.label import carriers, verify
from ..kernel.label import design as designs
from .lot_print_line import LINKS

# Which identifier a text stands for.
TEXT_AIS = {
    "titled": ("10", "21"),
    "name": ("10", "21", "00"),
    "gtin": ("01",),
    "expiry": ("17",),
    "made": ("11",),
    "best_before": ("15",),
    "code": ("240",),
    "sscc": ("00",),
    "lot": ("10",),
    "quantity": ("37",),
    "content": ("content",),  # no identifier: a list of goods in words
}
_NUMBERS = ("01", "10", "21", "00")  # alternatives and keys, which a label of this record does without
_USUAL = ("00", "01", "02", "37", "17", "10", "21")
_AT_ONCE = 500
_RETAIL = (carriers.EAN_13, carriers.EAN_8, carriers.UPC_A, carriers.ITF_14)


class LotLabelDesign(models.Model):
    _inherit = "lot.label.design"

    is_controlled = fields.Boolean(
        "Released by Quality",
        help="Labels of this design are not used before a sample was scanned back and Quality released them, and what "
        "became of each is accounted for.",
    )
    sample_count = fields.Integer(
        "Labels to scan back", default=1, help="Of each print job, at least. All of it when fewer are printed."
    )
    least_grade = fields.Char(
        "Least grade",
        help="A verifier's grade (ISO/IEC 15415, 15416) without which labels are not released: A to D, or 1.5. Empty: "
        "none is asked for.",
    )

    @api.constrains("is_controlled", "sample_count", "least_grade", "line_ids")
    def _check_control(self):
        for design in self.filtered("is_controlled"):
            if not design._symbols():
                raise ValidationError(messages.nothing_to_scan_back(self.env))
            if design.sample_count < 1:
                raise ValidationError(messages.no_sample(self.env))
            if design.least_grade and not verify.read_grade(design.least_grade):
                raise ValidationError(messages.wrong_grade(self.env, design.least_grade))

    def _symbols(self):
        """Identifiers that each GS1 symbol of the design may carry: list of lists of entries such as "10/21", [] for
        all that is usual.
        """
        self.ensure_one()
        found = []
        for line in self.line_ids:
            if line.kind == designs.SYMBOL and line.carrier != carriers.CODE_128:
                found.append((line.ais or "").split() or (["01"] if line.carrier in _RETAIL else []))
        return found

    def _printed_ais(self):
        """Every identifier that a label of this design tells, in symbols or in letters."""
        entries = {ai for symbol in self._symbols() for entry in symbol or _USUAL for ai in entry.split("/")}
        for line in self.line_ids:
            is_said = line.kind == designs.TEXT or line.carrier == carriers.CODE_128
            entries.update(TEXT_AIS.get(line.source, ()) if is_said else ())
        return entries

    def _issue_rows(self, records, quantities):
        """What is kept of each record's labels, in the order of printing.

        Yields:
            lists of dicts ``res_id``, ``lot_id``, ``package_id``, ``name``, ``count``, ``facts`` ({AI: value}) and
            ``content``.
        """
        printed = self._printed_ais() & {*records._label_ais(), "content"}
        has_usual = [] in self._symbols()
        linked = LINKS.get(records._name)
        for start in range(0, len(records), _AT_ONCE):
            rows = []
            for record in records[start : start + _AT_ONCE]:
                count = 1 if quantities is None else quantities.get(record.id, 0)
                if count < 1:
                    continue
                known = dict(record._label_facts())
                # Without value: the label says nothing there, which is wrong as soon as there is a date.
                told = printed.union(record._label_usual()) if has_usual else printed
                facts = {ai: known.get(ai) or "" for ai in sorted(told) if known.get(ai) or ai not in _NUMBERS}
                text = json.dumps([self.id, facts], sort_keys=True)
                rows.append(
                    {
                        "res_id": record.id,
                        **{link: record.id if link == linked else None for link in LINKS.values()},
                        "name": record.name or "",
                        "count": count,
                        "facts": facts,
                        "content": hashlib.sha256(text.encode()).hexdigest()[:32],
                    }
                )
            yield rows

    def _check_reason(self, records, quantities, reason):
        """UserError when some of these labels were printed before and no reason is given: before they are drawn."""
        jobs = self.env["lot.print.job"]
        if records._name in LINKS and not self.env["lot.reason"]._plain(reason):
            for rows in self._issue_rows(records, quantities):
                jobs._check_printed_before(rows, reason)

    def _job_vals(self):
        """What a print job keeps of the design it was printed by."""
        self.ensure_one()
        return {
            "design_id": self.id,
            "design": self.name,
            "design_revision": self.revision,
            "res_model": self.model,
            "symbols": self._symbols(),
            "is_controlled": self.is_controlled,
            "sample_count": self.sample_count,
            "least_grade": self.least_grade,
        }
