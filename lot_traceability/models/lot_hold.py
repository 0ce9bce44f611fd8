"""A hold: somebody of Quality stops a lot, or goods without lot, until they say otherwise.

Holds stack: goods are free when no open hold covers them and their disposition is "released". A hold is never
changed, only lifted, with a reason; both are entries of the audit ledger.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from .. import messages_hold as messages

# What may change while the hold is open; everything else is history from the first moment.
OPEN_FIELDS = {"user_id", "due_date", "evidence_ids"}
RECORDED = (
    "lot_id", "product_id", "location_id", "package_id", "received_from", "received_until", "user_id", "due_date",
)  # fmt: skip
# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_hold_write", object()


class LotHold(models.Model):
    _name = "lot.hold"
    _inherit = ["lot.history.mixin"]
    _description = "Hold"
    _order = "id desc"

    name = fields.Char("Number", readonly=True, required=True, default="/", index="trigram")
    lot_id = fields.Many2one("stock.lot", "Lot or serial number", ondelete="restrict", index="btree_not_null")
    product_id = fields.Many2one(
        "product.product",
        "Product",
        compute="_compute_product_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        ondelete="restrict",
        index=True,
    )
    location_id = fields.Many2one(
        "stock.location", "Only in", ondelete="restrict", help="Only what lies in this place or a place inside it."
    )
    package_id = fields.Many2one(
        "stock.package", "Only in package", ondelete="restrict", help="Only what is in this package."
    )
    received_from = fields.Datetime(
        "Received from", help="For whole products: only lots first recorded since then. Goods without lot count anyway."
    )
    received_until = fields.Datetime("Received until", help="For whole products: only what came up to then.")
    reason = fields.Char("Why", required=True)
    user_id = fields.Many2one(
        "res.users", "Whom to ask", required=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    due_date = fields.Date("Decide by")
    evidence_ids = fields.Many2many("ir.attachment", string="Evidence", copy=False)
    state = fields.Selection(
        [("open", "Open"), ("lifted", "Lifted")], required=True, readonly=True, default="open", index=True, copy=False
    )
    opened_at = fields.Datetime("Since", readonly=True, copy=False, default=fields.Datetime.now)
    opened_by_id = fields.Many2one("res.users", "Set by", readonly=True, copy=False, ondelete="restrict")
    lifted_at = fields.Datetime("Lifted at", readonly=True, copy=False)
    lifted_by_id = fields.Many2one("res.users", "Lifted by", readonly=True, copy=False, ondelete="restrict")
    lifted_reason = fields.Char("Lifted because", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        "Company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        readonly=False,  # for _prepare_goods_vals; whatever else is given is left out
        index=True,
        help="Company of the lot or product. A hold of what all companies share counts for all of them.",
    )
    sweep_ids = fields.One2many("lot.sweep", "hold_id", "Clearing up", readonly=True)
    scope = fields.Char("Only a part", compute="_compute_scope", help="Empty: all of the lot or product.")

    _lot_open_idx = models.Index("(lot_id) WHERE state = 'open' AND lot_id IS NOT NULL")
    _product_open_idx = models.Index("(product_id) WHERE state = 'open' AND lot_id IS NULL")

    @api.depends("lot_id")
    def _compute_product_id(self):
        for hold in self:
            hold.product_id = hold.lot_id.product_id or hold.product_id

    @api.depends("lot_id.company_id", "product_id.company_id")
    def _compute_company_id(self):
        for hold in self:
            hold.company_id = hold.lot_id.company_id or hold.product_id.company_id

    @api.depends("name", "lot_id", "product_id")
    def _compute_display_name(self):
        for hold in self:
            hold.display_name = f"{hold.name}: {hold.lot_id.name or hold.product_id.display_name}"

    @api.depends("location_id", "package_id", "received_from", "received_until")
    @api.depends_context("lang", "tz")
    def _compute_scope(self):
        for hold in self:
            hold.scope = messages.scope(self.env, hold.sudo())  # sudo: names of places, which others may not read

    @api.constrains("lot_id", "product_id", "received_from", "received_until")
    def _check_scope(self):
        for hold in self:
            if hold.lot_id and hold.lot_id.product_id != hold.product_id:
                raise ValidationError(messages.hold_other_product(self.env, hold.lot_id.name))
            if hold.lot_id and (hold.received_from or hold.received_until):
                raise ValidationError(messages.hold_window_for_products(self.env))
            if hold.received_from and hold.received_until and hold.received_from > hold.received_until:
                raise ValidationError(messages.hold_window_backwards(self.env))

    # --- setting ---

    @api.model_create_multi
    def create(self, vals_list):
        self._check_may_hold()
        own = {"state": "open", "opened_by_id": self.env.uid, "opened_at": fields.Datetime.now()}
        lifted = {"lifted_at": False, "lifted_by_id": False, "lifted_reason": False}
        reasons, numbers = self.env["lot.reason"], self._next_numbers(len(vals_list))
        vals_list = [
            {**vals, **own, **lifted, "name": number, "reason": reasons._checked(vals.get("reason"))}
            for vals, number in zip(vals_list, numbers)
        ]
        lots = self.env["stock.lot"].browse({vals["lot_id"] for vals in vals_list if vals.get("lot_id")})
        products = self.env["product.product"].browse(
            {vals["product_id"] for vals in vals_list if not vals.get("lot_id") and vals.get("product_id")}
        )
        # Before anything is read of them: whoever is moving these goods ends first.
        self.env["lot.guard"]._take(lots, products)
        holds = super().create([self._prepare_goods_vals(lots, vals) for vals in vals_list])
        # Whatever a default in the context says: a hold of another company's would be hidden from those whom it stops.
        self.env.add_to_compute(self._fields["company_id"], holds)
        holds._check_may_judge_goods()
        holds._guard_changed()
        holds._write_ledger("hold_set")
        self.env["lot.sweep"]._request(holds=holds)
        return holds

    def _prepare_goods_vals(self, lots, vals):
        """The values with what a lot says of itself: to have it computed, Odoo makes a draft of each of thousands."""
        vals = {name: value for name, value in vals.items() if name != "company_id"}
        if not vals.get("lot_id"):
            return vals
        lot_sudo = lots.browse(vals["lot_id"]).with_prefetch(lots.ids).sudo()  # sudo: as computed fields
        company = lot_sudo.company_id or lot_sudo.product_id.company_id
        return {"product_id": lot_sudo.product_id.id, **vals, "company_id": company.id}

    def _next_numbers(self, count):
        # Sudo: numbering is the program's. Looked up once: a recall holds thousands of lots.
        domain = [("code", "=", "lot.hold"), ("company_id", "in", (self.env.company.id, False))]
        sequence_sudo = self.env["ir.sequence"].sudo().search(domain, order="company_id", limit=1)
        if sequence_sudo.implementation != "standard" or sequence_sudo.use_date_range:
            return [sequence_sudo.next_by_id() for _number in range(count)]
        # All of them by one statement, from the sequence of the database that Odoo takes them from.
        name = f"ir_sequence_{sequence_sudo.id:03}"
        rows = self.env.execute_query(SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count))
        prefix, suffix = sequence_sudo._get_prefix_suffix()  # works the date out anew at each call
        return [f"{prefix}{number:0{sequence_sudo.padding}d}{suffix}" for (number,) in rows]

    def _check_may_hold(self):
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.hold_only_quality(self.env))

    def _check_may_judge_goods(self):
        """The lots and products are of a company that the user may enter."""
        self.lot_id.check_access("read")
        self.product_id.check_access("read")

    def _guard_changed(self):
        lots = self.lot_id
        products = self.filtered(lambda hold: not hold.lot_id).product_id
        self.env["lot.guard"]._refresh(lots, products)

    def _is_on(self, product, lot):
        """Whether this hold is on the lot, or on the product as a whole."""
        return self.lot_id == lot if self.lot_id else self.product_id == product

    def _is_of_period(self):
        """Whether this hold covers what came in a period, wherever it lies; a lot tells by itself when it came."""
        return bool(self.received_until and not self.location_id and not self.package_id)

    def _is_left_by(self, line):
        """Whether this hold covers a part of the stock only, and the line takes goods out of that part."""
        # Sudo: places of other companies have to be told apart.
        place, dest = self.location_id.sudo(), line.location_dest_id.sudo()
        leaves_place = place and not (dest.parent_path or "").startswith(place.parent_path)
        package, result = self.package_id.sudo(), line.result_package_id.sudo()
        leaves_package = package and not (result.parent_path or "").startswith(package.parent_path)
        return bool(leaves_place or leaves_package)

    def _write_ledger(self, code):
        # Sudo at once: the ledger does it for each of thousands, since what happened is recorded whoever did it.
        ledger, holds_sudo = self.env["lot.audit.entry"], self.sudo()
        ledger._ledger_write(
            code,
            [
                {
                    "record": hold,
                    "about": [hold.lot_id or hold.product_id],
                    "after": {
                        name: value for name, value in ledger._ledger_values(hold, RECORDED).items() if value
                    },
                    "reason": hold.lifted_reason or hold.reason,
                }
                for hold in holds_sudo
            ],
        )  # fmt: skip

    # --- lifting ---

    def _lift(self, reason):
        """Lift these open holds; what other holds cover stays blocked."""
        self._check_may_hold()
        self.check_access("write")
        reason = self.env["lot.reason"]._checked(reason)
        closed = self.filtered(lambda hold: hold.state != "open")
        if closed:
            raise UserError(messages.hold_lifted_already(self.env, closed[0].name))
        products = self.filtered(lambda hold: not hold.lot_id).product_id
        self.env["lot.guard"]._take(self.lot_id, products)
        self.with_context(**{_KEY: _OURS}).write(
            {
                "state": "lifted",
                "lifted_at": fields.Datetime.now(),
                "lifted_by_id": self.env.uid,
                "lifted_reason": reason,
            }
        )
        self._guard_changed()
        self._write_ledger("hold_lifted")

    def action_lift(self):
        """Open the dialog that asks why these holds are lifted."""
        self._check_may_hold()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lift hold"),
            "res_model": "lot.hold.lift",
            "view_mode": "form",
            "target": "new",
            "context": {"default_hold_ids": self.ids},
        }

    # --- unchangeable ---

    def write(self, vals):
        if self.env.context.get(_KEY) is _OURS:
            return super().write(vals)
        self._check_may_hold()
        if vals.keys() - OPEN_FIELDS or any(hold.state != "open" for hold in self):
            raise AccessError(messages.hold_unchangeable(self.env))
        ledger = self.env["lot.audit.entry"]
        values = {hold: ledger._ledger_values(hold, vals) for hold in self}
        result = super().write(vals)
        rows = []
        for hold, old in values.items():
            before, after = ledger._ledger_difference(old, ledger._ledger_values(hold, vals))
            if after:
                rows.append({"record": hold, "about": [hold.lot_id], "before": before, "after": after})
        ledger._ledger_write("hold_changed", rows)
        return result

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.hold_unchangeable(self.env))
