"""World of the tests of training: a procedure that operators have to know, and readings of it."""

import base64

from odoo import fields

from ..kernel import audit_chain
from .common import LotWorldCase

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
STEPS = (
    {"name": "Scan the dock", "barcode": "WHIN"},
    {"name": "Scan every box", "barcode": "BOX-0001"},
    {"name": "Stack"},
)


class TrainingCase(LotWorldCase):
    """Helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operators = cls.env.ref("lot_traceability.group_operator")
        cls.today = fields.Date.context_today(cls.env.user)
        cls.procedure = cls.make_procedure("SOP-1", "Receiving", group_ids=[(6, 0, cls.operators.ids)])

    @classmethod
    def make_procedure(cls, number, title, **values):
        values = {"reading_days": 14, "refresh_months": 12, **values}
        return cls.env["lot.procedure"].create({"number": number, "name": title, **values})

    @classmethod
    def make_version(cls, revision="A", procedure=None, effective_from=None, is_approved=True, **values):
        version = cls.env["lot.procedure.version"].create(
            {
                "procedure_id": (procedure or cls.procedure).id,
                "revision": revision,
                "effective_from": effective_from or cls.today,
                "text": "<p>Look at each box.</p>",
                "document": base64.b64encode(PDF),
                "document_name": "receiving.pdf",
                "step_ids": [(0, 0, {"sequence": at, **step}) for at, step in enumerate(STEPS)],
                **values,
            }
        )
        if is_approved:
            version._check_may_approve()
            version._do_signed("approval", {}, "", audit_chain.canonical(version._get_content()))
        return version

    def sign_reading(self, version, user):
        """Sign a reading, without the browser's session that a real one asks for."""
        signatures = self.env["lot.signature"].with_user(user)
        return signatures._add(version.with_user(user), "training", "Training", "password")

    def row(self, version, user):
        return self.env["lot.training"].search([("version_id", "=", version.id), ("user_id", "=", user.id)])
