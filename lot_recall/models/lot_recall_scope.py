"""Scope of a recall: from what a person knows (numbers, a receipt, an order, dates …) to the lots it starts from.

A scope is a plain dict, so that it can be frozen with a revision and resolved again later: ``method`` (one of
``METHODS``) and the parts that ``kernel.scope`` names for it. ``date_from``/``date_to``: ISO days of the zone in
``tz``, both included.

Every look-up runs as the user in the case's company: a record of another company is as unknown as one that never
existed.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

import pytz

from odoo import api, models
from odoo.fields import Domain

from ..kernel import pasted
from ..kernel.scope import FIELDS, first_flaw, missing
from . import messages

METHODS = [
    ("lots", "Lots or serial numbers"),
    ("pasted", "Pasted list of numbers"),
    ("supplier_lot", "Supplier's lot number"),
    ("receipt", "Everything of one receipt"),
    ("production", "Everything made by one manufacturing order"),
    ("component", "Everything made from a component"),
    ("production_window", "A product made between two days"),
]

# Fields of a scope that are numbers of records.
RECORDS = {
    "lot_ids": "stock.lot",
    "partner_id": "res.partner",
    "picking_id": "stock.picking",
    "production_id": "mrp.production",
    "component_product_id": "product.product",
    "component_lot_ids": "stock.lot",
    "product_id": "product.product",
}

# More lots than these are counted in a sentence, not named.
NAMED_LOTS = 5


class LotRecallScope(models.AbstractModel):
    _name = "lot.recall.scope"
    _description = "Scope of a recall"

    @api.model
    def _resolve(self, scope):
        """Find the lots that a scope starts from.

        Returns:
            (lots, match): ``stock.lot`` records by id; for a pasted list also the ``kernel.pasted.Match``, else None.

        Raises:
            UserError: it is unreadable or unfinished, or names what the user may not read in these companies.
        """
        self._check_scope(scope)
        empty = missing(scope)
        if empty:
            raise messages.fill_in_first(self.env, [empty])
        if scope["method"] == "pasted":
            match = self._match_pasted(scope)
            return self.env["stock.lot"].browse(match.lot_ids), match
        lots = getattr(self, f"_lots_by_{scope['method']}")(scope)
        return lots.sorted("id"), None

    @api.model
    def _origins(self, scope):
        """Lots that a trace may start from; refuses an empty or undecided scope in a sentence."""
        lots, match = self._resolve(scope)
        if match and match.undecided:
            raise messages.choose_between(self.env, [row.name for row in match.undecided[:10]])
        if not lots:
            raise messages.nothing_in_scope(self.env)
        return lots

    @api.model
    def _check_scope(self, scope):
        """Refuse a scope of the wrong shape, or with records that are gone or not to be read here.

        Left out silently, such records would make a recall smaller.
        """
        flaw = first_flaw(scope)
        if flaw:
            raise messages.scope_malformed(self.env, flaw)
        for name in FIELDS[scope["method"]]:
            if name in RECORDS and scope.get(name):
                wanted = self.env[RECORDS[name]].browse(scope[name])
                unknown = wanted - wanted.exists()._filtered_access("read")
                if unknown:
                    raise messages.not_known_here(self.env, name, len(unknown))

    # --- one look-up per method ---

    def _lots_by_lots(self, scope):
        return self.env["stock.lot"].browse(dict.fromkeys(scope["lot_ids"]))

    def _match_pasted(self, scope):
        lines = pasted.read_lines(scope.get("pasted") or "")
        if len(lines) > pasted.MAX_LINES:
            raise messages.too_many_lines(self.env, len(lines), pasted.MAX_LINES)
        names = {line.text for line in lines}
        found = defaultdict(list)
        for lot in self.env["stock.lot"].search_fetch(
            [("name", "in", list(names))], ["name", "product_id"], order="id"
        ):
            found[lot.name].append(pasted.Candidate(lot.id, lot.product_id.display_name))
        return pasted.match(lines, found, scope.get("choices"))

    def _lots_by_supplier_lot(self, scope):
        number = scope["supplier_lot"].strip()
        # As in the trace: the reference is the supplier's number; a lot without one was taken over with its name.
        domain = Domain("ref", "=", number) | (Domain("ref", "in", [False, ""]) & Domain("name", "=", number))
        lots = self.env["stock.lot"].search(domain)
        if scope.get("partner_id"):
            lines = Domain("lot_id", "in", lots.ids) & Domain("location_id.usage", "=", "supplier")
            lines &= Domain("picking_id.partner_id", "child_of", scope["partner_id"])
            lots = self._lots_of_lines(lines)
        return lots

    def _lots_by_receipt(self, scope):
        return self._lots_of_lines(Domain("picking_id", "=", scope["picking_id"]))

    def _lots_by_production(self, scope):
        return self._lots_of_lines(self._made() & Domain("move_id.production_id", "=", scope["production_id"]))

    def _lots_by_component(self, scope):
        used = Domain("state", "=", "done") & Domain("location_dest_id.usage", "=", "production")
        if scope.get("component_lot_ids"):
            used &= Domain("lot_id", "in", scope["component_lot_ids"])
        else:
            used &= Domain("product_id", "=", scope["component_product_id"])
        used &= self._between(scope)
        orders = Domain("move_id.production_id.move_raw_ids.move_line_ids", "any", used)
        return self._lots_of_lines(self._made() & orders)

    def _lots_by_production_window(self, scope):
        return self._lots_of_lines(self._made() & Domain("product_id", "=", scope["product_id"]) & self._between(scope))

    # --- shared parts ---

    @staticmethod
    def _made():
        return Domain("location_id.usage", "=", "production") & Domain("move_id.production_id", "!=", False)

    def _lots_of_lines(self, domain):
        domain &= Domain("state", "=", "done") & Domain("lot_id", "!=", False) & Domain("quantity", ">", 0)
        lots = self.env["stock.lot"].union(
            *(lot for (lot,) in self.env["stock.move.line"]._read_group(domain, ["lot_id"]))
        )
        return lots._filtered_access("read")

    def _between(self, scope):
        """Done on one of these days, as the calendar of the scope's time zone counts them."""
        first, last = (date.fromisoformat(scope[key]) if scope.get(key) else None for key in ("date_from", "date_to"))
        if first and last and first > last:
            raise messages.dates_reversed(self.env)
        zone = pytz.timezone(scope.get("tz") or "UTC")

        def midnight(day):
            return zone.localize(datetime.combine(day, time())).astimezone(pytz.utc).replace(tzinfo=None)

        domain = Domain.TRUE
        if first:
            domain &= Domain("date", ">=", midnight(first))
        if last:
            domain &= Domain("date", "<", midnight(last + timedelta(days=1)))
        return domain

    # --- in words ---

    @api.model
    def _words(self, scope):
        """One sentence that says what the scope is; frozen with the revision."""
        env, method = self.env, scope["method"]
        values = {
            "supplier_lot": scope.get("supplier_lot") or "",
            "receipt": self._record_name("stock.picking", scope.get("picking_id")),
            "order": self._record_name("mrp.production", scope.get("production_id")),
            "component": ", ".join(self._lot_names(scope.get("component_lot_ids")))
            or self._record_name("product.product", scope.get("component_product_id")),
            "product": self._record_name("product.product", scope.get("product_id")),
            "supplier": self._record_name("res.partner", scope.get("partner_id")),
            "count": len(scope.get("lot_ids") or ()),
            "days": self._days(scope),
        }
        if method == "lots" and values["count"] <= NAMED_LOTS:
            return env._("Chosen lots: %(names)s", names=", ".join(self._lot_names(scope.get("lot_ids"))))
        if method == "lots":
            return env._("Number of chosen lots: %(count)s", **values)
        if method == "pasted":
            words = env._("Lots of a pasted list: %(count)s", **values)
            unknown = len(self._match_pasted(scope).unknown)
            # said wherever the scope is named: whoever reads the case alone would take the list for complete
            return (
                env._("%(words)s; lines that no lot bears: %(unknown)s", words=words, unknown=unknown)
                if unknown
                else words
            )
        if method == "supplier_lot" and values["supplier"]:
            return env._("Supplier's lot %(supplier_lot)s from %(supplier)s", **values)
        if method == "supplier_lot":
            return env._("Supplier's lot %(supplier_lot)s", **values)
        if method == "receipt":
            return env._("Everything of receipt %(receipt)s", **values)
        if method == "production":
            return env._("Everything made by %(order)s", **values)
        if method == "component":
            return env._("Everything made from %(component)s%(days)s", **values)
        return env._("%(product)s made%(days)s", **values)

    def _days(self, scope):
        values = {"first": scope.get("date_from"), "last": scope.get("date_to"), "zone": scope.get("tz") or "UTC"}
        if values["first"] and values["last"]:
            return self.env._(" from %(first)s to %(last)s (%(zone)s)", **values)
        if values["first"]:
            return self.env._(" since %(first)s (%(zone)s)", **values)
        if values["last"]:
            return self.env._(" until %(last)s (%(zone)s)", **values)
        return ""

    def _record_name(self, model, number):
        return self.env[model].browse(number).display_name if number else ""

    def _lot_names(self, numbers):
        return self.env["stock.lot"].browse(numbers or ()).mapped("name")
