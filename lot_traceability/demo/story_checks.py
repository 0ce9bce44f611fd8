"""Last act: infusion sets get a check plan and a batch record; those of the newest lot are still to be filled in.

A procedure for receiving waits for its approval.
"""

CHECKS = (
    {"name": "Seal is whole", "instructions": "Look along all four sides."},
    {"name": "Seal strength", "kind": "measure", "lower_limit": "1.5", "unit": "N/15 mm", "needs_instrument": True},
    {
        "name": "Flow rate",
        "kind": "measure",
        "lower_limit": "18",
        "upper_limit": "22",
        "unit": "drops/ml",
        "decimals": 1,
    },
    {"name": "Print is legible"},
    {"name": "Remark", "kind": "text", "is_required": False, "is_holding": False},
)


STEPS = (
    {"name": "Open Inventory, Scan, and choose Receive."},
    {"name": "Scan the dock.", "is_dock": True},
    {"name": "Scan every box; put what the screen shows in red aside."},
    {"name": "Measure the seal strength of one box of each lot."},
)


class Checks:
    """Acceptance checks, batch record of finished goods, and a procedure."""

    def check(self):
        """A plan, an instrument, and one lot whose checks nobody has entered yet."""
        company = self.story.companies["maker"]
        day = self.story.today
        self.keep(
            "tester",
            self.env["lot.instrument"].create(
                {
                    "name": "Seal strength tester",
                    "number": "ST-07",
                    "company_id": company.id,
                    "calibrated_on": day.replace(month=1, day=1),
                    "calibration_due": day.replace(year=day.year + 1, month=1, day=1),
                }
            ),
        )
        plan = self.env["lot.check.plan"].create(
            {
                "name": "Final check of infusion sets",
                "stage": "final",
                "company_id": company.id,
                "product_tmpl_ids": self.product("IS").product_tmpl_id.ids,
                "line_ids": [(0, 0, {"sequence": at, **line}) for at, line in enumerate(CHECKS)],
            }
        )
        self.keep("final check", plan)
        order = self.story.orders["IS-2408"]
        made = {order: {self.lot("IS-2408"): 60}}
        self.env["lot.check"]._plan("final", made)
        self.product("IS").product_tmpl_id.lot_batch_profile = "device"
        self.env["lot.batch.record"]._start(made)
        self._write_procedure(company)

    def _write_procedure(self, company):
        dock = self.warehouse(company).in_type_id
        procedure = self.env["lot.procedure"].create(
            {
                "number": "SOP-12",
                "name": "Receiving of sterile goods",
                "company_id": company.id,
                "group_ids": [(6, 0, self.env.ref("lot_traceability.group_operator").ids)],
                "refresh_months": 12,
            }
        )
        steps = [{"name": step["name"], "picking_type_id": dock.id if step.get("is_dock") else False} for step in STEPS]
        version = self.env["lot.procedure.version"].create(
            {
                "procedure_id": procedure.id,
                "revision": "A",
                "effective_from": self.story.today,
                "text": "<p>Sterile goods are received by scan. Damaged boxes are never opened: tell Quality.</p>",
                "step_ids": [(0, 0, {"sequence": at, **step}) for at, step in enumerate(steps)],
            }
        )
        self.keep("procedure", version)
