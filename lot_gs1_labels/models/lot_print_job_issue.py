"""What a print job issued: whose labels, saying what; how many of each came out; and who prints the same again, why.

All of it by statements over the whole job: a job may name a hundred thousand lots.
"""

import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .. import messages_release as messages
from .lot_print_job import OPEN
from .lot_print_line import FATES, LINKS

COMING = (*OPEN, "failed")  # states in which labels may still come out
_COLUMNS = ("res_ids", "lot_ids", "packages", "names", "counts", "facts", "contents", "firsts")
MOST_ABOUT = 1_000  # lots whose history names the job; longer runs are found by the job alone


class LotPrintJob(models.Model):
    _name = "lot.print.job"
    _inherit = ["lot.print.job", "lot.history.mixin"]

    design_id = fields.Many2one("lot.label.design", "Label design", readonly=True, ondelete="set null")
    line_ids = fields.One2many("lot.print.line", "job_id", "Labels by record", readonly=True)
    symbols = fields.Json(readonly=True, help="What each symbol of the design could carry when it was printed.")
    reason = fields.Char("Printed again because", readonly=True)
    again_count = fields.Integer("Printed again", readonly=True, help="Labels that had been printed before.")
    doubled_count = fields.Integer(
        "Perhaps twice",
        readonly=True,
        help="It was not known whether these came out, and they were printed once more: destroy those that did.",
    )
    record_count = fields.Integer("Records", compute="_compute_totals")
    issued_count = fields.Integer("Came out", compute="_compute_totals")
    applied_count = fields.Integer("Applied", compute="_compute_totals")
    spoiled_count = fields.Integer("Spoiled", compute="_compute_totals")
    destroyed_count = fields.Integer("Destroyed", compute="_compute_totals")
    returned_count = fields.Integer("Returned", compute="_compute_totals")
    left_count = fields.Integer("Not accounted for", compute="_compute_totals")
    large_count = fields.Integer("At large", compute="_compute_totals", help="Neither spoiled nor destroyed.")
    stale_count = fields.Integer(
        "No longer right", compute="_compute_totals", help="At large, and they say something else than the record now."
    )

    @api.depends("line_ids.is_stale")
    def _compute_totals(self):
        names = ("issued", *(name for name, _title in FATES), "left", "large")
        sums = [f"{name}_count:sum" for name in names]
        lines = self.env["lot.print.line"]
        of_these = [("job_id", "in", self.ids)]
        totals = {job: counts for job, *counts in lines._read_group(of_these, ["job_id"], [*sums, "__count"])}
        stale = lines._read_group([*of_these, ("is_stale", "=", True)], ["job_id"], ["large_count:sum"])
        stale = dict(stale)
        for job in self:
            counts = totals.get(job, [0] * (len(names) + 1))
            for name, count in zip((*names, "record"), counts, strict=True):
                job[f"{name}_count"] = count
            job.stale_count = stale.get(job, 0)

    def _get_ledger_label(self):
        return self.env._("print job %(number)s, %(what)s", number=self.id, what=self.name)

    # --- what is issued ---

    def _issue(self, design, rows, reason=""):
        """Keep what is printed about each record.

        Args:
            design: lot.label.design.
            rows: iterable of lists, as of ``design._issue_rows``.
            reason: why labels that were printed before are printed again.

        Raises:
            UserError: some were printed before, are at large, and no reason is given.
        """
        self.ensure_one()
        # Sudo: print jobs and what they say are the program's, not the user's, to write.
        job_sudo, reason = self.sudo(), self.env["lot.reason"]._plain(reason)
        again, about = 0, []
        self.env.flush_all()
        for part in rows:
            before = job_sudo._check_printed_before(part, reason)
            again += sum(row["count"] for row in part if row["content"] in before)
            if design.model == "stock.lot":
                about += [row["res_id"] for row in part][: MOST_ABOUT + 1 - len(about)]
            self.env.execute_query(job_sudo._insert_lines(part, before))
        job_sudo._forget_lines()
        job_sudo.write({"again_count": again, "reason": reason if again else False})
        lots = self.env["stock.lot"].browse(about if len(about) <= MOST_ABOUT else ())
        extra = {"design": design.name, "revision": design.revision, "labels": job_sudo.label_count, "again": again}
        extra |= {"printer": job_sudo.printer_id.name or "file", "records": job_sudo.record_count}
        self._tell("labels_printed", extra, job_sudo.reason, lots)

    def _tell(self, code, extra, reason=None, lots=None):
        """Write into the audit ledger what was done with these labels."""
        extra = {key: value for key, value in extra.items() if value not in (0, "", None, False)}
        about = [self._get_lots() if lots is None else lots]
        row = {"record": self, "extra": extra, "about": [named for named in about if named]}
        self.env["lot.audit.entry"]._ledger_write(code, [row], reason=reason)

    def _get_lots(self):
        """The lots whose labels these are, none when they are more than a history should name."""
        lines = self.env["lot.print.line"].sudo()  # only whose history gets the entry
        found = lines.search_fetch([("job_id", "=", self.id)], ["lot_id"], limit=MOST_ABOUT + 1)
        return found.lot_id.sudo(False) if len(found) <= MOST_ABOUT else self.env["stock.lot"]

    def _check_printed_before(self, rows, reason):
        """``_get_printed_before``; UserError when there are such, and no reason is given."""
        before = self._get_printed_before(rows)
        if before and not self.env["lot.reason"]._plain(reason):
            raise UserError(messages.printed_before(self.env, before))
        return before

    def _get_printed_before(self, rows):
        """{content: (number, labels, when)} of those rows whose labels are at large, or may still come out."""
        self.flush_model(["state"])
        link = next((link for link in LINKS.values() if rows and rows[0][link]), None)
        if not link:
            return {}
        found = self.env.execute_query(
            SQL(
                """
                SELECT line.content, min(line.name), sum(line.count), max(line.at)
                  FROM (
                    SELECT line.content, line.name, job.create_date AS at,
                           CASE WHEN job.state IN %(coming)s THEN line.label_count ELSE line.large_count END AS count
                      FROM lot_print_line line
                      JOIN lot_print_job job ON job.id = line.job_id AND job.id IS DISTINCT FROM %(job)s
                     WHERE %(link)s = ANY(%(records)s) AND line.content = ANY(%(contents)s)
                  ) line
                 WHERE line.count > 0
                 GROUP BY line.content
                """,
                coming=COMING,
                job=self.id or None,
                link=SQL.identifier("line", link),
                records=[row[link] for row in rows],
                contents=[row["content"] for row in rows],
            )
        )
        return {content: facts for content, *facts in found}

    def _insert_lines(self, rows, before):
        columns = [
            [row["res_id"] for row in rows],
            [row["lot_id"] for row in rows],
            [row["package_id"] for row in rows],
            [row["name"] for row in rows],
            [row["count"] for row in rows],
            [json.dumps(row["facts"]) for row in rows],
            [row["content"] for row in rows],
            [bool(row["lot_id"] or row["package_id"]) and row["content"] not in before for row in rows],
        ]
        return SQL(
            """
            INSERT INTO lot_print_line (job_id, res_id, lot_id, package_id, name, label_count, facts, content, is_first,
                   is_stale, issued_count, applied_count, spoiled_count, destroyed_count, returned_count, left_count,
                   large_count, create_uid, create_date, write_uid, write_date)
            SELECT %(job)s, row.res_id, row.lot_id, row.package_id, row.name, row.count, row.facts::jsonb, row.content,
                   row.is_first, FALSE, 0, 0, 0, 0, 0, 0, 0,
                   %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
              FROM unnest(%(res_ids)s::int[], %(lot_ids)s::int[], %(packages)s::int[], %(names)s::text[],
                          %(counts)s::int[], %(facts)s::text[], %(contents)s::text[], %(firsts)s::bool[])
                   WITH ORDINALITY AS row(res_id, lot_id, package_id, name, count, facts, content, is_first, number)
             ORDER BY row.number
            RETURNING id
            """,
            job=self.id,
            uid=self.env.uid,
            **dict(zip(_COLUMNS, columns, strict=True)),
        )

    # --- what came out ---

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") not in (None, *OPEN):
            self._count_issued()
        return result

    def _count_issued(self):
        """Count by record what came out of jobs that ended or stopped; what is not known counts as come out."""
        self.env.flush_all()
        for job in self:
            self.env.execute_query(_count_issued(job.id) if job.printer_id else _all_issued(job.id))
            job._refresh_lines()

    def _refresh_lines(self):
        """Bring what follows from the counts in line with them; labels that are all gone may be printed as if new."""
        self.env.execute_query(
            SQL(
                """
                UPDATE lot_print_line
                   SET left_count = issued_count - applied_count - spoiled_count - destroyed_count - returned_count,
                       large_count = issued_count - spoiled_count - destroyed_count,
                       is_first = is_first AND (%s OR issued_count > spoiled_count + destroyed_count)
                 WHERE job_id = %s
                RETURNING id
                """,
                self.state in COMING,
                self.id,
            )
        )
        self._forget_lines()

    def _forget_lines(self):
        """What was read before a statement changed the lines is no longer so."""
        self.env["lot.print.line"].invalidate_model()
        self.invalidate_recordset([name for name in self._fields if name.endswith("_count")])
        for model in LINKS:
            self.env[model].invalidate_model(["label_line_ids", "label_large_count", "label_notice"])

    # --- what people decide ---

    def action_cancel(self):
        open_jobs = self.filtered(lambda job: job.state in COMING)
        result = super().action_cancel()
        for job in open_jobs:
            printed, underway = job.printed_count, job._get_underway_count()
            extra = {"labels": job.label_count - printed - underway, "printed": printed, "underway": underway}
            job._tell("labels_cancelled", extra)
        return result

    def _get_underway_count(self):
        """Labels that are being sent at this moment."""
        pieces_sudo = self.env["lot.print.piece"].sudo()  # sudo: their number alone
        domain = [("job_id", "=", self.id), ("state", "=", "sending")]
        ((count,),) = pieces_sudo._read_group(domain, [], ["label_count:sum"])
        return count or 0

    def _go_on(self, unsure_becomes):
        unsure = self.unsure_count
        result = super()._go_on(unsure_becomes)
        if unsure and unsure_becomes == "waiting":
            job_sudo = self.sudo()  # counted for people, not by them
            job_sudo.doubled_count += unsure
        if unsure:
            code = "labels_doubled" if unsure_becomes == "waiting" else "labels_came_out"
            self._tell(code, {"labels": unsure})
        return result


def _all_issued(job_id):
    return SQL("UPDATE lot_print_line SET issued_count = label_count WHERE job_id = %s RETURNING id", job_id)


def _count_issued(job_id):
    """Pieces are sent in the order of the lines: each line's labels that lie in a run of pieces that came out."""
    return SQL(
        """
        WITH piece AS (
            SELECT id, state IN ('done', 'unsure') AS is_out, label_count,
                   sum(label_count) OVER (ORDER BY id) AS stop,
                   row_number() OVER (ORDER BY id)
                   - row_number() OVER (PARTITION BY state IN ('done', 'unsure') ORDER BY id) AS run
              FROM lot_print_piece WHERE job_id = %(job)s
        ), run AS (
            SELECT min(stop - label_count) AS start, max(stop) AS stop FROM piece WHERE is_out GROUP BY run
        ), place AS (
            SELECT id, label_count, sum(label_count) OVER (ORDER BY id) AS stop
              FROM lot_print_line WHERE job_id = %(job)s
        ), counted AS (
            SELECT place.id, coalesce(sum(least(place.stop, run.stop)
                   - greatest(place.stop - place.label_count, run.start)) FILTER (WHERE run.stop IS NOT NULL), 0)
                   AS issued
              FROM place
              LEFT JOIN run ON run.start < place.stop AND run.stop > place.stop - place.label_count
             GROUP BY place.id
        )
        UPDATE lot_print_line line
           SET issued_count = counted.issued
          FROM counted
         WHERE counted.id = line.id
        RETURNING line.id
        """,
        job=job_id,
    )
