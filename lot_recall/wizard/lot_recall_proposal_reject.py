from odoo import fields, models


class LotRecallProposalReject(models.TransientModel):
    _name = "lot.recall.proposal.reject"
    _description = "Reject a proposed scope"

    proposal_id = fields.Many2one("lot.recall.proposal", "Proposal", required=True, readonly=True)
    reason = fields.Char("Why", required=True, help="Kept with the case; an auditor will read it.")

    def action_reject(self):
        """Leave the scope as it is."""
        self.ensure_one()
        self.proposal_id._reject(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
