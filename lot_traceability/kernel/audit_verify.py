"""Verification of one company's chain, row by row in constant memory.

What it proves: no row was changed, deleted, inserted or moved since it was sealed. Whoever owns the database can write
a whole new chain; that is found only with an anchor, a head of the chain that was kept outside.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .audit_chain import genesis, instant, link, moment
from .audit_report import FINDINGS_KEPT, Anchor, Finding, Report, Row

# Codes of entries that account for rows that are gone.
RETENTION, ERASURE = "retention", "erasure"
# An entry is sealed seconds after it was written; what says that it is older, or from the future, is told.
_LATE_US, _EARLY_US = 3600 * 10**6, 60 * 10**6


def verify(
    company_id: int,
    rows: Iterable[Row],
    anchors: Iterable[Anchor] = (),
    start: tuple[int, bytes] | None = None,
    excerpt: bool = False,
    **loose: object,
) -> Report:
    """Read a chain from its beginning, or from after ``start``, and report what does not fit.

    Args:
        company_id: Whose chain.
        rows: Seals with their entries, by number.
        anchors: Heads kept elsewhere.
        start: ``(number, hash)`` of the seal before the first row.
        excerpt: Rows may be missing between others, as in a filtered export; each row then carries ``previous``.
        loose: ``unsealed`` (how many wait), ``overdue`` (how many of them for too long), ``unlisted`` and ``gone``
            (ids of entries), ``accounts`` (``(code, extra)`` of retention runs and erasures that wait).
    """
    reader = _Reader(company_id, anchors, start, excerpt)
    for row in rows:
        reader.take(row)
    return reader.report(**loose)


@dataclass
class _Kept:
    """The findings with the lowest numbers, and how many there were."""

    kept: list = field(default_factory=list)
    count: int = 0

    def add(self, finding):
        self.count += 1
        self.kept.append(finding)
        if len(self.kept) > 4 * FINDINGS_KEPT:
            self.kept = self.lowest()

    def lowest(self):
        return sorted(self.kept, key=lambda finding: (not finding.seq, finding.seq))[:FINDINGS_KEPT]


class _Reader:
    def __init__(self, company_id, anchors, start, excerpt):
        self.company_id, self.excerpt = company_id, excerpt
        self.seq, self.hash = start or (0, genesis(company_id))
        self.knows_hash = not excerpt
        self.first = self.rows = self.sealed_us = self.skipped = self.clock_count = self.compared = self.outside = 0
        self.found, self.clock, self.late = _Kept(), [], []
        self.late_count, self.sealed_at, self.span = 0, None, ("", "")
        self.anchors, self.good_anchor = {}, self.seq
        for anchor in anchors:
            self.anchors.setdefault(anchor.seq, []).append(anchor)
        self.last_anchor = max(self.anchors, default=0)
        self.gone, self.private_gone = [], {}  # [[first, last number]], {entry id: number}
        self.accounts = []  # (number, "retention" or "erasure", extra)

    def take(self, row):
        seq, sealed_us = row.seq, row.sealed_us
        follows = seq == self.seq + 1
        if not follows:
            self._gap(row)
        previous = self.hash if self.knows_hash else row.previous
        fits = previous is None or link(previous, row.content_hash, seq, sealed_us) == row.hash
        if fits and follows and row.previous is not None and self.knows_hash:
            fits = row.previous == self.hash
        if not fits:
            self.found.add(Finding("seal_changed", seq, row.entry_id))
        if row.content is None:
            self._note_gone(seq, row.entry_id)
        else:
            self._read_content(row, fits)
        if sealed_us < self.sealed_us:
            self._note_clock(seq)
        if seq in self.anchors:
            self._compare(row)
        self.first = self.first or seq
        self.seq, self.hash, self.sealed_us, self.knows_hash = seq, row.hash, sealed_us, True
        self.rows += 1

    def _gap(self, row):
        """Numbers are not there: the hash of the row before is unknown, so the next link cannot be judged."""
        if self.excerpt:
            self.skipped += 1
        else:
            self.found.add(Finding("seal_missing", min(self.seq + 1, row.seq)))
        self.knows_hash = False

    def _read_content(self, row, fits):
        encoded = row.content.encode("utf-8", "surrogatepass")
        if hashlib.sha256(encoded).digest() != row.content_hash:
            self.found.add(Finding("entry_changed", row.seq, row.entry_id))
            return
        content = json.loads(row.content)
        self._compare_instants(row, content.get("at"))
        if content.get("company") != self.company_id:
            self.found.add(Finding("entry_foreign", row.seq, row.entry_id))
        elif fits and content.get("code") in (RETENTION, ERASURE):
            self.accounts.append((row.seq, content["code"], content.get("extra", {})))
        if "personal" in content:
            self._read_personal(row, content["personal"])

    def _compare_instants(self, row, at):
        """Note an entry that was not written about when it was sealed; as text, since a batch has one instant."""
        if row.sealed_us != self.sealed_at:
            self.sealed_at = row.sealed_us
            self.span = tuple(instant(moment(row.sealed_us + shift)) for shift in (-_LATE_US, _EARLY_US))
        if not isinstance(at, str) or not self.span[0] <= at <= self.span[1]:
            self.late_count += 1
            if len(self.late) < FINDINGS_KEPT:
                self.late.append(row.seq)

    def _read_personal(self, row, expected):
        if self.excerpt:
            return  # personal data is never exported
        if row.personal is None:
            self.private_gone[row.entry_id] = row.seq
        elif hashlib.sha256(row.personal[0] + row.personal[1].encode()).hexdigest() != expected:
            self.found.add(Finding("personal_changed", row.seq, row.entry_id))

    def _note_gone(self, seq, entry_id):
        if self.gone and self.gone[-1][1] == seq - 1:
            self.gone[-1][1] = seq
        else:
            self.gone.append([seq, seq, entry_id])

    def _note_clock(self, seq):
        self.clock_count += 1
        if len(self.clock) < FINDINGS_KEPT:
            self.clock.append(seq)

    def _compare(self, row):
        self.compared += 1
        self.outside += not all(anchor.own for anchor in self.anchors[row.seq])
        for anchor in self.anchors[row.seq]:
            if anchor.hash.lower() == row.hash.hex():
                self.good_anchor = max(self.good_anchor, row.seq)
            else:
                self.found.add(
                    Finding("anchor_differs", row.seq, row.entry_id, since=self.good_anchor, source=anchor.source)
                )

    def report(self, unsealed=0, overdue=0, unlisted=(), gone=(), accounts=()):
        self.accounts += [(self.seq + 1, code, extra) for code, extra in accounts]
        retained = self._account_for_gone()
        erased = self._account_for_private()
        if self.last_anchor > self.seq and not self.excerpt:
            source = self.anchors[self.last_anchor][0].source
            self.found.add(Finding("end_missing", self.seq + 1, since=self.seq, source=source))
        for kind, ids in (("entry_unlisted", unlisted), ("waiting_gone", gone)):
            for entry_id in ids:
                self.found.add(Finding(kind, 0, entry_id))
        return Report(
            company_id=self.company_id,
            first=self.first,
            last=self.seq if self.rows else 0,
            head=self.hash.hex() if self.rows else "",
            rows=self.rows,
            findings=tuple(self.found.lowest()),
            wrong=self.found.count,
            retained_away=retained,
            erased=erased,
            unsealed=unsealed,
            overdue=overdue,
            clock_notices=tuple(self.clock),
            clock_count=self.clock_count,
            late_notices=tuple(self.late),
            late_count=self.late_count,
            anchors=self.compared,
            outside=self.outside,
            skipped=self.skipped,
        )

    def _account_for_gone(self):
        """Numbers whose entry is gone: accounted for by a later retention entry, or findings."""
        spans = sorted(
            (first, min(last, seq - 1))
            for seq, code, extra in self.accounts
            if code == RETENTION
            for first, last in extra.get("ranges", ())
        )
        accounted = 0
        for first, last, entry_id in self.gone:
            accounted += last - first + 1
            for start, end in _uncovered(first, last, spans):
                self.found.add(Finding("entry_missing", start, entry_id if start == first else None))
                self.found.count += end - start
                accounted -= end - start + 1
        return accounted

    def _account_for_private(self):
        named = Counter()
        for seq, code, extra in self.accounts:
            if code == ERASURE:
                named.update({entry: seq for entry in extra.get("entries", ()) if seq > named[entry]})
        accounted = 0
        for entry_id, seq in self.private_gone.items():
            if named[entry_id] > seq:
                accounted += 1
            else:
                self.found.add(Finding("personal_missing", seq, entry_id))
        return accounted


def _uncovered(first, last, spans):
    """Stretches of first … last that none of the sorted spans holds."""
    for start, end in spans:
        if start > last:
            break
        if start > first:
            yield first, start - 1
        first = max(first, end + 1)
    if first <= last:
        yield first, last
