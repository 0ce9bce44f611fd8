"""Helpers of the tests about what happens to labels once they are printed."""

from .common import Gs1Case, read_symbols


class LoopCase(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.label = cls.env.ref("lot_gs1_labels.lot_label_design_lot_70x42")
        cls.label.is_controlled = True

    def printed(self, records, count=1, reason="", design=None, user=None):
        """A print job of so many labels of each record, which came out."""
        design = (design or self.label).with_user(user or self.user_operator())
        quantities = dict.fromkeys(records.ids, count)
        return design._issue_file(records.with_env(design.env), quantities, reason)

    def label_of(self, record, design=None):
        """What a scanner sends of the printed label: one text for each symbol."""
        design = design or self.label
        pdf = design._render_pdf(design._labels(record))
        return sorted(identifier + data for identifier, data in read_symbols(pdf))

    def scan(self, job, *raws, user=None):
        return [job.with_user(user or self.user_operator())._scan_back(raw) for raw in raws]

    def checked(self, records, count=1, **options):
        job = self.printed(records, count, **options)
        self.scan(job, *self.label_of(records[:1]))
        return job

    def released(self, records, count=1, **options):
        job = self.checked(records, count, **options)
        job.with_user(self.user_quality()).action_release()
        return job

    def entries(self, job):
        """[(code, reason)] of the audit ledger about a job, in order."""
        entries = self.env["lot.audit.entry"].search([("model", "=", job._name), ("res_id", "=", job.id)], order="id")
        return [(entry.code, entry.reason or "") for entry in entries]
