"""Who has a tracked device in or on the body: kept apart, shown masked, every look recorded (21 CFR 821.25(a)(2)).

What is protected has no group that could read it: not lists, exports, searches, messages or other programs. Data goes
in through fields that always read as empty, and comes out through ``_look`` alone, which records who looked and why.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .. import messages_tracking as messages
from ..kernel.tracking import mask

PARTS = ("name", "address", "phone", "ssn", "prescriber", "follower", "explanter")
_PATIENT = PARTS[:4]


def _kept():
    return fields.Text(groups=fields.NO_ACCESS, copy=False, prefetch=False)


def _entered(part, title, **options):
    return fields.Char(title, compute="_compute_empty", inverse=f"_inverse_{part}", copy=False, **options)


class LotUdiPatient(models.Model):
    _name = "lot.udi.patient"
    _inherit = "lot.udi.unit.mixin"
    _description = "Patient of a tracked device"
    _rec_name = "masked"
    _order = "id desc"

    given_on = fields.Date("Provided on", required=True, default=lambda self: fields.Date.context_today(self))
    is_refused = fields.Boolean(
        "Refused", help="The patient does not want to be named, which is their right (21 CFR 821.55(a))."
    )
    missing_reason = fields.Char("Not known, because", help="What could not be found out, and what was tried.")
    masked = fields.Char("Patient", compute="_compute_masked")
    kept_name, kept_address, kept_phone, kept_ssn = _kept(), _kept(), _kept(), _kept()
    kept_prescriber, kept_follower, kept_explanter = _kept(), _kept(), _kept()
    name_in = _entered("name", "Name")
    address_in = _entered("address", "Address")
    phone_in = _entered("phone", "Phone")
    ssn_in = _entered("ssn", "Social security number", help="Where it is available.")
    prescriber_in = _entered("prescriber", "Prescribing physician", help="Name, mail address, phone.")
    follower_in = _entered("follower", "Following physician", help="If it is another one.")
    explanter_in = _entered("explanter", "Explanting physician")

    _lot_uniq = models.Constraint(
        "UNIQUE (lot_id)", "This unit has a patient already, entered here or in another company: change that entry."
    )

    def _compute_empty(self):
        for part in PARTS:
            self[f"{part}_in"] = False

    @api.depends("kept_name", "is_refused", "missing_reason")
    @api.depends_context("lang")
    def _compute_masked(self):
        for patient in self:
            # Sudo: initials only.
            name = patient.sudo().kept_name
            patient.masked = mask(name or "") or messages.nameless(self.env, patient)

    def _keep(self, part):
        for patient in self.filtered(f"{part}_in"):
            value = patient[f"{part}_in"].strip()
            # Sudo: whoever may enter it may not read it again without a trace.
            patient.sudo()[f"kept_{part}"] = value
            patient._tell("patient_entered", {"part": part})

    def _inverse_name(self):
        self._keep("name")

    def _inverse_address(self):
        self._keep("address")

    def _inverse_phone(self):
        self._keep("phone")

    def _inverse_ssn(self):
        self._keep("ssn")

    def _inverse_prescriber(self):
        self._keep("prescriber")

    def _inverse_follower(self):
        self._keep("follower")

    def _inverse_explanter(self):
        self._keep("explanter")

    @api.model_create_multi
    def create(self, vals_list):
        patients = super().create(vals_list)
        patients._check_told()
        return patients

    def write(self, vals):
        for name in {"lot_id", "company_id"} & vals.keys():
            if any(patient[name].id != vals[name] for patient in self):
                raise AccessError(messages.patient_stays(self.env))
        result = super().write(vals)
        for name in {"given_on", "missing_reason"} & vals.keys():
            self._tell("patient_entered", {"part": name})
        if "is_refused" in vals:
            if vals["is_refused"]:
                self._forget()
            self._tell("patient_entered", {"part": "refused"})
        self._check_told()
        return result

    def _forget(self):
        """Take a patient's own data out: who refuses is not kept."""
        # Sudo: nobody has a right to these fields.
        return super(LotUdiPatient, self.sudo()).write(dict.fromkeys((f"kept_{part}" for part in _PATIENT), False))

    def _check_told(self):
        for patient_sudo in self.sudo():  # sudo: only whether there is anything
            has_data = any(patient_sudo[f"kept_{part}"] for part in _PATIENT)
            if patient_sudo.is_refused and has_data:
                raise ValidationError(messages.refused_and_named(self.env))
            if not (has_data or patient_sudo.is_refused or patient_sudo.missing_reason):
                raise ValidationError(messages.patient_or_why(self.env))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.patient_is_kept(self.env))

    def _look(self, reason):
        """{part: text} of one patient, and a line in the audit ledger about who looked and why."""
        self.ensure_one()
        self._check_may_look()
        reason = self.env["lot.reason"]._checked(reason)
        self.lot_id._refuse_personal(reason)  # the ledger keeps it for ever
        self._tell("patient_seen", {}, reason)
        return self._read_kept()

    def _tell_again(self, since):
        """What a look of this user, not before that instant, was for; nothing without one in the audit ledger.

        The ledger alone opens it: whatever a client says about dialogs and instants does not.
        """
        if len(self) != 1 or not self._origin:
            return {}
        self._origin._check_may_look()
        # Sudo: one's own looks.
        seen = self.env["lot.audit.entry"].sudo().search_count([
            ("code", "=", "patient_seen"), ("user_id", "=", self.env.uid), ("model", "=", self.lot_id._name),
            ("res_id", "=", self._origin.lot_id.id), ("at", ">=", since),
        ], limit=1)  # fmt: skip
        return self._origin._read_kept() if seen else {}

    def _read_kept(self):
        patient_sudo = self.sudo()  # the look is recorded
        return {part: patient_sudo[f"kept_{part}"] or "" for part in PARTS}

    def _check_may_look(self):
        self.check_access("read")
        if not self.env.user.has_group("lot_udi.group_patient_data"):
            raise AccessError(messages.only_with_right(self.env))

    def _tell(self, code, extra, reason=""):
        for patient in self:
            self.env["lot.audit.entry"]._ledger_write(code, patient.lot_id, extra=extra, reason=reason)

    def action_look(self):
        """Ask why, then show."""
        self.ensure_one()
        self._check_may_look()
        wizard = self.env["lot.udi.look"].create({"patient_id": self.id})
        return wizard._open()

    def copy(self, default=None):  # pylint: disable=method-required-super  # one patient is never another one
        raise UserError(messages.patient_is_kept(self.env))
