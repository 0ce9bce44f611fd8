"""Small verbs with which the demo story and the tests make a world, each through Odoo's own operations.

Nothing here writes a done move line: a transfer is made, confirmed, its lots are entered as an operator enters
them, and it is validated. Goods are named by a lot (``stock.lot``) or, for goods without one, by a product.

Shapes used everywhere:
    what: one lot or product together with ``qty``, or a dict ``{lot or product: qty}``; a quantity may be
        ``(qty, uom)``, else it is in ``uom`` or the product's own unit.
    at: naive UTC datetime at which the operation shall be recorded; nothing = now, as Odoo stamps it.
"""

from odoo import Command
from odoo.exceptions import UserError

from .backdate import backdate
from .verbs_making import MakingVerbs
from .verbs_masters import MasterVerbs
from .verbs_optional import OptionalVerbs

# Answers to the questions that Odoo's buttons ask: make the back-order, ship expired goods, send no text message.
UNASKED = {"skip_backorder": True, "skip_expired": True, "skip_sms": True, "skip_consumption": True}


class Verbs(MasterVerbs, MakingVerbs, OptionalVerbs):
    """Operations on ``self.env``; mixed into test cases and the demo story."""

    env = None

    # --- transfers ---

    def receive(self, what, qty=None, partner=None, **options):
        """Receive goods from a supplier; returns the receipt (see ``move_goods`` for the options)."""
        return self.move_goods("in", what, qty, partner, **options)

    def deliver(self, what, qty=None, partner=None, **options):
        """Deliver goods to a customer; returns the delivery.

        With ``ordered`` above the quantity, the rest stays open as a back-order (``picking.backorder_ids``).
        """
        return self.move_goods("out", what, qty, partner, **options)

    def transfer(self, what, qty=None, source=None, dest=None, **options):
        """Move goods between two internal places (location records); returns the transfer."""
        return self.move_goods("int", what, qty, source=source, dest=dest, **options)

    def move_goods(self, kind, what, qty=None, partner=None, **options):
        """Make, confirm and validate a transfer.

        Args:
            kind: "in", "out" or "int", the warehouse's operation type.
            what, qty: see the module docstring.
            partner: supplier or delivery address.
            options: ``warehouse`` or ``company`` (default: first warehouse of the current company), ``source``
                and ``dest`` (locations), ``uom``, ``ordered`` (demand, when more than is moved), ``line_values``
                (extra values of every move line, e.g. result_package_id, owner_id), ``done`` False to leave it
                open with its lots entered, ``origin`` (text), ``at``.
        """
        warehouse = self._warehouse_of(options)
        kind_of_operation = warehouse[f"{kind}_type_id"]
        env = self._env_of(warehouse.company_id)
        source = options.get("source") or self._default_source(kind, warehouse, partner)
        dest = options.get("dest") or self._default_dest(kind, warehouse, partner)
        goods = self._goods(what, qty, options.get("uom"))
        picking = env["stock.picking"].create(
            {
                "picking_type_id": kind_of_operation.id,
                "partner_id": partner.id if partner else False,
                "location_id": source.id,
                "location_dest_id": dest.id,
                "origin": options.get("origin", False),
                "move_ids": [
                    Command.create(self._move_values(product, entries, source, dest, options.get("ordered")))
                    for product, entries in goods.items()
                ],
            }
        )
        picking.action_confirm()
        for move in picking.move_ids:
            self._enter_lots(move, goods[move.product_id], options.get("line_values"))
        picking = picking.with_env(self.env)
        return self.validate(picking, at=options.get("at")) if options.get("done", True) else picking

    def validate(self, picking, at=None):
        """Validate a transfer as it stands; a rest becomes a back-order. Returns the transfer."""
        env = self._env_of(picking.company_id)
        answer = picking.with_env(env(context={**env.context, **UNASKED})).button_validate()
        if picking.state != "done":
            raise UserError(
                self.env._("The transfer %(name)s was not validated: %(answer)s", name=picking.name, answer=answer)
            )
        return self._settle(picking, picking.move_ids, at)

    def reserve(self, what, qty=None, partner=None, **options):
        """A delivery that is planned and holds reserved lots, but has not left."""
        return self.move_goods("out", what, qty, partner, done=False, **options)

    def return_(self, picking, what, qty=None, partner=None, at=None):
        """Take goods of a done transfer back with Odoo's return wizard; returns the return transfer.

        Args:
            partner: who brings them back, when it is not the one who received them.
        """
        env = self._env_of(picking.company_id)
        goods = self._goods(what, qty)
        context = {"active_id": picking.id, "active_ids": picking.ids, "active_model": "stock.picking"}
        wizard = env["stock.return.picking"].with_context(**context).create({})
        for line in wizard.product_return_moves:
            line.quantity = sum(amount for _lot, amount, _uom in goods.get(line.product_id, ()))
        back = env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        if partner:
            back.partner_id = partner
        for move in back.move_ids:
            self._enter_lots(move, goods[move.product_id])
        return self.validate(back.with_env(self.env), at=at)

    def ship_without_picking(self, lot, qty, partner=None, at=None, source=None, company=None):
        """Goods that go to a customer by a bare stock move, without any transfer document; returns the move."""
        warehouse = self._warehouse_of({"company": company})
        source = source or warehouse.lot_stock_id
        dest = self.env.ref("stock.stock_location_customers")
        product = self._product_of(lot)
        entries = self._goods(lot, qty)[product]
        values = self._move_values(product, entries, source, dest)
        values.update(partner_id=partner.id if partner else False, company_id=warehouse.company_id.id)
        move = self._env_of(warehouse.company_id)["stock.move"].create(values)
        move._action_confirm()
        self._enter_lots(move, entries)
        move._action_done()
        return self._settle(move.with_env(self.env), move, at)

    def send_to_company(self, what, qty=None, company=None, as_lots=None, at=None, received_at=None, **options):
        """Sell goods to a sister company: out through the inter-company transit, in by its receipt.

        Args:
            company: the receiving company; the sender is ``warehouse``/``company_from`` or the current company.
            as_lots: dict ``{sent lot: received lot}`` when the receiver books them under lot records of its own.
            received_at: instant of the receipt; False = the goods stay under way.

        Returns:
            (delivery of the sender, receipt of the receiver or an empty recordset)
        """
        transit = self.inter_company_location()
        sender = options.pop("company_from", None) or self.env.company
        sent = self.deliver(what, qty, company.partner_id, dest=transit, company=sender, at=at, **options)
        if received_at is False:
            return sent, self.env["stock.picking"]
        what = {self._named(line): (line.quantity, line.product_uom_id) for line in sent.move_line_ids}
        what = {(as_lots or {}).get(lot, lot): amount for lot, amount in what.items()}
        received = self.receive(what, partner=sender.partner_id, source=transit, company=company, at=received_at or at)
        return sent, received

    # --- corrections ---

    def scrap(self, lot, qty, location=None, at=None, **values):
        """Scrap goods with Odoo's scrap order; ``values`` e.g. ``production_id``. Returns the scrap order."""
        product = self._product_of(lot)
        location = location or self._warehouse_of({}).lot_stock_id
        env = self._env_of(location.company_id or self.env.company)
        scrap = env["stock.scrap"].create(
            {
                "product_id": product.id,
                "product_uom_id": product.uom_id.id,
                "lot_id": lot.id if lot._name == "stock.lot" else False,
                "scrap_qty": qty,
                "location_id": location.id,
                "company_id": env.company.id,
                **values,
            }
        )
        scrap.do_scrap()
        return self._settle(scrap.with_env(self.env), scrap.move_ids, at)

    def count(self, lot, qty, location=None, at=None):
        """Inventory count: the place holds ``qty`` of the lot (in the product's unit); returns the moves."""
        location = location or self._warehouse_of({}).lot_stock_id
        env = self._env_of(location.company_id or self.env.company)
        product = self._product_of(lot)
        lot_id = lot.id if lot._name == "stock.lot" else False
        last = env["stock.move"].search([], order="id desc", limit=1)
        quant = (
            env["stock.quant"]
            .with_context(inventory_mode=True)
            .create({"product_id": product.id, "location_id": location.id, "lot_id": lot_id, "inventory_quantity": qty})
        )
        quant.action_apply_inventory()
        moves = env["stock.move"].search([("id", ">", last.id or 0), ("product_id", "=", product.id)])
        return self._settle(moves.with_env(self.env), moves, at)

    # --- how it is done ---

    def _settle(self, record, moves, at, *others):
        """Give the finished operation its instant and return it."""
        at = self._instant(at)
        if at:
            records = [record, *others] if record._name != "stock.move" else list(others)
            backdate(self.env, at, records, moves.with_env(self.env))
        return record

    def _instant(self, at):
        """The instant to record; the demo story puts its own clock here."""
        return at

    def _goods(self, what, qty=None, uom=None):
        """``what`` as ``{product: [(lot or empty, quantity, unit), …]}``."""
        goods = {}
        for named, amount in (what if isinstance(what, dict) else {what: qty}).items():
            product = self._product_of(named)
            amount, unit = amount if isinstance(amount, tuple) else (amount, uom or product.uom_id)
            lot = named if named._name == "stock.lot" else self.env["stock.lot"]
            goods.setdefault(product, []).append((lot, amount, unit))
        return goods

    @staticmethod
    def _product_of(named):
        return named.product_id if named._name == "stock.lot" else named

    @staticmethod
    def _named(line):
        return line.lot_id or line.product_id

    @staticmethod
    def _total(entries, unit):
        return sum(uom._compute_quantity(amount, unit) for _lot, amount, uom in entries)

    def _move_values(self, product, entries, source, dest, ordered=None):
        unit = entries[0][2]
        return {
            "product_id": product.id,
            "product_uom": unit.id,
            "product_uom_qty": ordered or self._total(entries, unit),
            "location_id": source.id,
            "location_dest_id": dest.id,
        }

    def _enter_lots(self, move, entries, line_values=None):
        """Replace what Odoo proposed by the lots that the operator really took."""
        move.move_line_ids.unlink()
        move.env["stock.move.line"].create(
            [
                {
                    "move_id": move.id,
                    "picking_id": move.picking_id.id,
                    "product_id": move.product_id.id,
                    "product_uom_id": uom.id,
                    "quantity": amount,
                    "lot_id": lot.id,
                    "location_id": move.location_id.id,
                    "location_dest_id": move.location_dest_id.id,
                    **(line_values or {}),
                }
                for lot, amount, uom in entries
            ]
        )
        move.picked = True
