"""Content of a case at one instant: what preview shows and what a revision freezes."""

from odoo import api, models
from odoo.fields import Domain

from ..kernel import figures
from . import messages


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def _fresh_content(self, number):
        """Read the answer as of now.

        Args:
            number: the revision that this will be; the current one plus one for a comparison.

        Returns:
            dict as in ``kernel.tables``: case, scope, answer, figures, names. Plain JSON values only.
        """
        self.ensure_one()
        # Whoever freezes it: the case is read by its company's people, so other companies' customers stay masked.
        self = self.with_context(allowed_company_ids=self.company_id.ids)
        scope = self.scope or {"method": "lots", "lot_ids": []}
        answer = self._trace(self.env["lot.recall.scope"]._origins(scope))
        return self._build_content(answer, scope, self.exclusions, self._case_facts(number))

    @api.model
    def _build_content(self, answer, scope, exclusions, case):
        """Join an answer with its figures and with the names that it knows by number only."""
        reasons = {int(lot_id): reason for lot_id, reason in (exclusions or {}).items()}
        self._check_reasons(answer, reasons)
        return {
            "format": 1,
            "case": case,
            "scope": {**scope, "words": self.env["lot.recall.scope"]._words(scope)},
            "answer": answer,
            "figures": figures.build(answer, reasons, self._allotted(answer)),
            "names": self._names(answer),
        }

    @api.model
    def _allotted(self, answer):
        """As-built rows of the answer's manufacturing orders, as ``kernel.why`` wants them."""
        orders = [node["res_id"] for node in answer["nodes"] if node["model"] == "mrp.production"]
        # Sudo: of orders of other companies too, which the answer names; lots that it hides have no key in it.
        domain = Domain("production_id", "in", orders) & Domain("production_id.state", "=", "done")
        rows_sudo = self.env["lot.as.built"].sudo().search(domain, order="id")
        return [
            (
                f"order:mrp.production:{row.production_id.id}",
                f"lot:{row.component_lot_id.id}",
                f"lot:{row.produced_lot_id.id}",
            )
            for row in rows_sudo
        ]

    @api.model
    def _check_reasons(self, answer, reasons):
        """Every left-out lot has a reason, and something is left to recall."""
        affected = {
            node["lot_id"]: node["lot"]
            for node in answer["nodes"]
            if node["kind"] == "lot" and node["side"] in figures.AFFECTED
        }
        without = [
            affected[lot_id] or "?" for lot_id, reason in reasons.items() if lot_id in affected and not reason.strip()
        ]
        if without:
            raise messages.reason_missing(self.env, without[:10])
        if affected and not affected.keys() - reasons.keys():
            raise messages.everything_left_out(self.env)

    def _case_facts(self, number):
        kinds, classes = (
            dict(self._fields[name]._description_selection(self.env)) for name in ("kind", "hazard_class")
        )
        return {
            "name": self.name,
            "revision": number,
            "title": self.title,
            "reason": self.reason or False,
            "kind": self.kind,
            "kind_name": kinds[self.kind],
            "hazard_class": self.hazard_class,
            "hazard_class_name": classes.get(self.hazard_class, False),
            "responsible": self.user_id.name,
            "made_by": self.env.user.name,
            "company": self.company_id.name,
        }

    def _names(self, answer):
        """Names of companies, packages, owners and (GTIN, UDI) lots in the answer, ``{kind: {id: name}}``, of delivery
        lines without lot ``(product id, product)``; absent if not readable.
        """
        numbers = {"company": set(), "package": set(), "owner": set()}
        for table in ("nodes", "on_hand", "shipments"):
            numbers["company"].update(row["company_id"] for row in answer[table])
        for row in answer["on_hand"]:
            numbers["package"].add(row["package_id"])
            numbers["owner"].add(row["owner_id"])
        # Sudo: the answer shows rows of these companies and names them in its masked customers.
        companies_sudo = self.env["res.company"].sudo().browse(sorted(numbers["company"] - {False})).exists()
        names = {"company": {str(company.id): company.name for company in companies_sudo}}
        for kind, model in (("package", "stock.package"), ("owner", "res.partner")):
            records = self.env[model].browse(sorted(numbers[kind] - {False})).exists()
            names[kind] = {str(record.id): record.display_name for record in records._filtered_access("read")}
        lots = self.env["stock.lot"].browse(node["lot_id"] for node in answer["nodes"] if node["kind"] == "lot")
        names["lot"] = {str(lot_id): text for lot_id, text in lots.exists()._public_names().items()}
        numbers = sorted({row["move_line_id"] for row in answer["shipments"] if not row["lot_id"]} - {False})
        # Sudo: as with lots, the answer's sums by customer name these products.
        lines_sudo = self.env["stock.move.line"].sudo().browse(numbers).exists()
        names["line"] = {str(line.id): (line.product_id.id, line.product_id.display_name) for line in lines_sudo}
        return names
