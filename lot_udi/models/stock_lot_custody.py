"""Where a unit went: deliveries and returns as Odoo has them, and what was reported since."""

from odoo import api, fields, models

from .. import messages_tracking as messages

HOLDING = ("received", "used", "explanted")  # reports after which the partner has the unit


class StockLot(models.Model):
    _inherit = "stock.lot"

    is_followed = fields.Boolean("Followed to the patient", compute="_compute_is_followed")
    custody_ids = fields.One2many("lot.udi.custody", "lot_id", "Reported whereabouts", readonly=True)
    patient_ids = fields.One2many(
        "lot.udi.patient", "lot_id", "Patient", readonly=True, groups="lot_udi.group_patient_data"
    )

    @api.depends("product_id.is_udi_device")
    def _compute_is_followed(self):
        for lot in self:
            lot.is_followed = lot.is_udi_device and lot._udi_device()._is_followed()

    def _custody_chain(self):
        """The way of a unit, oldest first; of one day in the order in which it was entered.

        Returns:
            list of dicts ``day`` (date), ``at`` (datetime, UTC, when it was entered), ``what`` str, ``partner``
            (res.partner, perhaps empty), ``has_it``: whether that partner has the unit now, ``place`` str, ``source``
            str (document or who reported), ``missing`` str.
        """
        self.ensure_one()
        chain = [self._tell_line(line) for line in self._get_outside_lines()]
        kinds = dict(self.env["lot.udi.custody"]._fields["kind"]._description_selection(self.env))
        for row in self.custody_ids.sorted("id"):
            chain.append({
                "day": row.day, "at": row.create_date, "what": kinds[row.kind], "partner": row.partner_id,
                "has_it": row.kind in HOLDING, "place": row.place or "", "source": row.create_uid.name,
                "missing": row.missing_reason or "",
            })  # fmt: skip
        return sorted(chain, key=lambda step: (step["day"], step["at"]))

    def _get_outside_lines(self):
        """Done lines that left to a customer or came back from one."""
        lines = self.env["stock.move.line"].search([
            ("lot_id", "=", self.id), ("state", "=", "done"),
            "|", ("location_dest_id.usage", "=", "customer"), ("location_id.usage", "=", "customer"),
        ], order="date, id")  # fmt: skip
        return lines.filtered(lambda line: line.location_id.usage != line.location_dest_id.usage)

    def _tell_line(self, line):
        is_out = line.location_dest_id.usage == "customer"
        return {
            "day": fields.Datetime.context_timestamp(self, line.date).date(),
            "at": line.date,
            "what": self.env._("Delivered") if is_out else self.env._("Came back to us"),
            "partner": line.picking_id.partner_id,
            "has_it": is_out,
            "place": "",
            "source": line.picking_id.name or line.reference or "",
            "missing": "",
        }

    def _custody_gaps(self, chain):
        """Sentences: what an answer to FDA would lack."""
        # Sudo: only how many there are.
        hidden = len(self.sudo()._get_outside_lines()) - len(self._get_outside_lines())
        told = [messages.hidden_moves(self.env, hidden)] if hidden else []
        return [*told, *self._name_gaps(chain)]

    def _name_gaps(self, chain):
        if not chain:
            return [messages.nothing_known(self.env)]
        holder, last = self._get_holder(chain), chain[-1]
        if not holder:
            return [last["missing"]] if last["missing"] else []
        wanted = {
            self.env._("The address"): holder._display_address(without_company=True).strip(),
            self.env._("The phone number"): holder.phone,
        }
        return [messages.missing(self.env, what, holder.display_name) for what, value in wanted.items() if not value]

    def _get_holder(self, chain):
        """Who has the unit at the end of its way; nobody once it came back, was disposed of or got lost."""
        is_held = chain and chain[-1]["has_it"]
        return chain[-1]["partner"] if is_held else self.env["res.partner"]

    def _tell_holder(self, chain):
        """Where the unit is by its way, in a few words."""
        if not chain:
            return ""
        return self._get_holder(chain).display_name or chain[-1]["what"]

    def action_custody(self):
        """The answer about this unit."""
        self.ensure_one()
        return self.env["lot.udi.whereabouts"].create({"lot_id": self.id})._open()
