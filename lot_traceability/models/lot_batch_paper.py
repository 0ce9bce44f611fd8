"""A batch record on paper: what is frozen, or, marked so, what stands there by now."""

import json

from odoo import fields, models

from ..kernel import audit_chain


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def _build_paper(self, build, with_distribution=False):
        """A file (bytes) of this record; the frozen content, signatures and decision alone decide on its bytes.

        Args:
            build: ``build_batch_pdf`` or ``build_batch_xlsx``.
            with_distribution: adds where the lot went until now, which no signature covers.
        """
        self.ensure_one()
        text = self.content or audit_chain.canonical(self._get_content())
        content = json.loads(text)
        if with_distribution:
            content["distribution"] = self._get_distribution_rows()
        return build(
            self.env,
            content,
            audit_chain.content_hash(text).hex(),
            audit_chain.instant(self.frozen_at or fields.Datetime.now()),
            self._get_signatures_sudo()._get_lines(),
            watermark="" if self.content else self.env._("IN PROCESS"),
            state=dict(self._fields["state"]._description_selection(self.env))[self.state],
            pictures=self._get_pictures(content),
        )

    def _get_pictures(self, content):
        """Pictures (PNG bytes) of label specimens that the content names, by SHA-256; higher addons append."""
        return {}

    def _get_file_name(self):
        """Without extension; a lot's number may hold what a file's name must not."""
        name = f"{self.lot_id.name}_v{self.version}"
        return "".join("-" if sign in '/\\:*?"<>|' else sign for sign in name)

    def action_download(self):
        """The record on paper; what is not frozen yet is marked so."""
        return self._get_download("pdf")

    def action_download_workbook(self):
        """The record as workbook."""
        return self._get_download("xlsx")

    def action_download_distribution(self):
        """The record on paper, with the list of where the lot went until now."""
        return self._get_download("pdf?distribution=1")

    def _get_download(self, kind):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/lot_traceability/batch/{self.id}/{kind}", "target": "download"}

    def action_open_checks(self):
        """The screen on which the checks of the lot are entered."""
        return self.lot_id.action_open_checks()
