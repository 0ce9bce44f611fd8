"""Reads and judges a file of declared history: the kernel's rules (``kernel/declared*.py``) with this system's names.

Used by the import wizard to look and to take over, and by imports that go on in the background.
"""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_declared
from ..kernel import declared, declared_file, declared_names


class Source(NamedTuple):
    """A file and how to read it; ``zone`` is the IANA name of the old system's time zone."""

    data: bytes
    file_name: str
    kind: str
    company_id: int
    date_order: str
    zone: str
    create_missing_lots: bool


class Judged(NamedTuple):
    """A file after reading: what is good and new, what is already here, what is wrong."""

    fresh: list  # declared_names.Resolved
    known_count: int
    issues: list
    line_count: int
    table: object
    ignored: list


class LotDeclaredReader(models.AbstractModel):
    _name = "lot.declared.reader"
    _description = "Reader of history from before go-live"

    @api.model
    def _judge(self, source):
        """Read the file and find everything that it names; returns ``Judged``.

        Raises:
            UserError: the file as a whole cannot be read.
        """
        try:
            table = declared_file.read_table(source.data, source.file_name)
        except declared_file.UnreadableFileError as error:
            raise UserError(messages_declared.unreadable_file(self.env, error.code, error.detail)) from error
        rules = declared.Rules(
            now=fields.Datetime.now(),
            zone=source.zone,
            date_order=source.date_order,
            digits=self.env["decimal.precision"].precision_get("Product Unit"),
        )
        reading = declared.read_rows(table.rows, source.kind, rules)
        choice = declared_names.Choice(source.kind, source.company_id, source.create_missing_lots)
        good, issues = declared_names.resolve(reading, self._look_up(reading), choice)
        # A line with a lot that does not exist yet cannot be here already.
        says = {
            line.row.line: declared_names.fingerprint(source.kind, source.company_id, line, line.lots)
            for line in good
            if all(lot.id for lot in line.lots)
        }
        known = self._already_said(list(says.values()))
        fresh = [line for line in good if says.get(line.row.line) not in known]
        return Judged(fresh, len(good) - len(fresh), issues, reading.line_count, table, reading.ignored)

    @api.model
    def _look_up(self, reading):
        """One query each for all lots, products and partners that the lines name, as the user may see them."""
        lot_names, product_names, partner_names = declared_names.wanted(reading)
        lots = {}
        for lot in self.env["stock.lot"].search_fetch(
            [("name", "in", list(lot_names))], ["name", "product_id", "company_id"], order="id"
        ):
            lots.setdefault(lot.name, []).append(
                declared_names.LotRef(lot.id, lot.product_id.id, lot.company_id.id or 0)
            )
        products = self._by_first_match("product.product", ("default_code", "barcode", "name"), product_names)
        partners = self._by_first_match("res.partner", ("ref", "vat", "name", "complete_name"), partner_names)
        return declared_names.Book(
            lots,
            {
                name: [
                    declared_names.ProductRef(product.id, product.tracking != "none", product.company_id.id or 0)
                    for product in found
                ]
                for name, found in products.items()
            },
            {name: found.ids for name, found in partners.items()},
        )

    @api.model
    def _by_first_match(self, model, columns, names):
        """Records by name; a match in an earlier column (a reference) hides those in later ones (a name).

        Archived ones too: old records name old products and customers.
        """
        found = {}
        for column in columns:
            rest = [name for name in names if name not in found]
            records = (
                self.env[model]
                .with_context(active_test=False)
                .search_fetch([(column, "in", rest)], [column], order="id")
            )
            matches = {}
            for record in records if rest else ():
                matches[record[column]] = matches.get(record[column], self.env[model]) | record
            found.update(matches)
        return found

    @api.model
    def _already_said(self, fingerprints):
        links = self.env["lot.declared.link"].search_fetch([("fingerprint", "in", fingerprints)], ["fingerprint"])
        return set(links.mapped("fingerprint"))
