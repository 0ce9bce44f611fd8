"""Takes lists of devices in: the workbook that this addon writes for GUDID, or a table of AccessGUDID (CSV)."""

import base64
import csv
import io
from zipfile import BadZipFile

import openpyxl

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_gs1_labels.kernel.check_digits import gtin14

from .. import messages_registry as messages
from ..kernel import gudid_reader
from ..kernel.attributes import fault

MOST_ROWS = 5000  # of a table


class LotUdiImport(models.TransientModel):
    _name = "lot.udi.import"
    _description = "Import devices"

    file = fields.Binary("Spreadsheet", required=True, attachment=False)
    file_name = fields.Char()
    result = fields.Text(readonly=True)
    device_ids = fields.Many2many("lot.udi.device", string="New devices", readonly=True)

    def action_import(self):
        """Enter the devices of the file that are not registered yet, and tell why others are not entered."""
        self.ensure_one()
        self.env["lot.udi.device"].check_access("create")
        found = gudid_reader.read(self._read_tables(), self.env["lot.udi.attribute"]._get_definitions())
        if not found:
            raise UserError(messages.nothing_to_import(self.env))
        known, products = self._find_known(found), self._find_products(found)
        devices, told = self.env["lot.udi.device"], []
        for one in found:
            codes = {one.di, *(di.di for di in one.record.identifiers)}
            if codes & known:
                told.append(messages.import_line(self.env, one, messages.known_already(self.env)))
                continue
            try:
                with self.env.cr.savepoint():
                    devices |= self._enter(one, products)
                known |= codes
            except UserError as error:  # ValidationError as well
                told.append(messages.import_line(self.env, one, str(error)))
        self.write({"device_ids": [fields.Command.set(devices.ids)]})
        self.result = messages.imported(self.env, len(devices), told)
        return self._reopen()

    # --- the file ---

    def _read_tables(self):
        content = base64.b64decode(self.file)
        try:
            return _read_workbook(content) if content[:2] == b"PK" else {"device": _read_text(content)}
        except (ValueError, KeyError, UnicodeDecodeError, csv.Error, BadZipFile) as error:
            raise UserError(messages.unreadable_file(self.env)) from error

    # --- what is there ---

    def _find_known(self, found):
        # Sudo: an identifier that another company registered is registered.
        identifiers_sudo = self.env["lot.udi.di"].sudo()
        codes = {one.di for one in found} | {di.di for one in found for di in one.record.identifiers}
        return set(identifiers_sudo.search([("name", "in", list(codes))]).mapped("name"))

    def _find_products(self, found):
        """{GTIN or internal reference: (product, unit of a packaging or none)}."""
        codes = {di.di for one in found for di in one.record.identifiers}
        codes |= {one.record.first(code) for one in found for code in ("catalogue", "model")} - {""}
        forms = [*codes, *(code.lstrip("0") for code in codes), *(code[1:] for code in codes)]
        products = self.env["product.product"].search(
            ["|", ("barcode", "in", forms), ("default_code", "in", list(codes))]
        )
        units = self.env["product.uom"].search([("barcode", "in", forms)])
        result = {product.default_code: (product, False) for product in products if product.default_code}
        result |= {gtin14(product.barcode): (product, False) for product in products if gtin14(product.barcode or "")}
        return result | {gtin14(unit.barcode): (unit.product_id, unit.uom_id) for unit in units if gtin14(unit.barcode)}

    # --- entering ---

    def _enter(self, one, products):
        record = one.record
        names = [one.di, record.first("catalogue"), record.first("model")]
        product = next((products[name][0] for name in names if name in products), None)
        if not product:
            raise UserError(messages.no_product(self.env, one.di))
        agency = (record.base().agency or self._guess_agency(one.di)).lower()
        own = dict(self.env["lot.udi.attribute"]._get_own_fields())
        vals = self._own_vals(record, own)
        device = self.env["lot.udi.device"].create({
            "name": one.di, **vals, "agency": agency, "is_for_us": True,
            "di_ids": [fields.Command.create(row) for row in self._identifier_rows(record, product, products)],
            "value_ids": [fields.Command.create(row) for row in self._value_rows(record, own)],
        })  # fmt: skip
        # Sudo: whoever enters devices says that a product is one; nothing else of it is written.
        if not product.is_udi_device:
            product.sudo().write({"is_udi_device": True, "udi_agency": agency})
        return device

    @api.model
    def _own_vals(self, record, own):
        """Answers to questions that devices have a field for; UserError for one that the field cannot hold."""
        names, definitions = self.env["lot.udi.device"]._get_questions()
        vals = {}
        for code, values in record.facts.items():
            if code not in own:
                continue
            value, field = values[0], self.env["lot.udi.device"]._fields[own[code]]
            choices = dict(field.selection) if field.type == "selection" else None
            wrong = fault(definitions[code], value) or (choices and value.text not in choices and "choice")
            if wrong:
                raise UserError(messages.told_fault(self.env, names[code], definitions[code], wrong, value.text))
            vals[own[code]] = value.text
        return vals

    def _identifier_rows(self, record, product, products):
        for one in record.identifiers:
            uom = products.get(one.di, (None, False))[1]
            if one.contains and not uom:
                raise UserError(messages.no_packaging(self.env, one.di, product.display_name))
            row = {
                "name": one.di,
                "product_id": product.id,
                "level": one.level,
                "kind": one.kind,
                "end_date": one.end or False,
            }
            yield row | ({"uom_id": uom.id} if uom else {}) | ({"agency": one.agency.lower()} if one.agency else {})

    @api.model
    def _value_rows(self, record, own):
        attributes = {row.code: row.id for row in self.env["lot.udi.attribute"].search([])}
        for code, values in record.facts.items():
            for value in values if code not in own else ():
                yield {"attribute_id": attributes[code], "value": value.text, "unit": value.unit, "upto": value.upto}

    @api.model
    def _guess_agency(self, di):
        return "GS1" if gtin14(di) else "HIBCC" if di[:1].isalpha() else "ICCBBA"

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import devices"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }


def _read_workbook(content):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    tables = {}
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)
        columns = [_cell(cell) for cell in next(rows, ())]
        tables[sheet.title] = [dict(zip(columns, map(_cell, row))) for row in rows]
    return tables


def _read_text(content):
    text = content.decode("utf-8-sig")
    head = text.partition("\n")[0]
    delimiter = max("|,;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    return [{key: _cell(cell) for key, cell in row.items() if key} for row, _at in zip(rows, range(MOST_ROWS))]


def _cell(cell):
    return "" if cell is None else str(cell).strip()
