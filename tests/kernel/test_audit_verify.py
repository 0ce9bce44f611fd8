"""Verification of a chain of the audit ledger: what is accounted for, what is not, and what is only remarkable."""

from datetime import datetime

from odoo.addons.lot_traceability.kernel import audit_chain
from odoo.addons.lot_traceability.kernel.audit_report import KINDS, Anchor, Row
from odoo.addons.lot_traceability.kernel.audit_verify import verify

COMPANY = 7


def content(code="exported", **more):
    return audit_chain.canonical({"v": 1, "company": COMPANY, "code": code} | more)


def chained(contents, instants=None, personal=None):
    """Rows of a sound chain; entry ids are numbers + 100."""
    previous, rows = audit_chain.genesis(COMPANY), []
    for seq, text in enumerate(contents, 1):
        at = instants[seq - 1] if instants else seq
        digest = audit_chain.content_hash(text)
        before, previous = previous, audit_chain.link(previous, digest, seq, at)
        rows.append(Row(seq, seq + 100, digest, previous, at, text, (personal or {}).get(seq), before))
    return rows


def without(rows, *seqs):
    return [row._replace(content=None) if row.seq in seqs else row for row in rows]


def kinds(report):
    return [(finding.kind, finding.seq) for finding in report.findings]


def test_a_sound_chain():
    report = verify(COMPANY, chained([content()] * 3))
    assert report.is_sound
    assert (report.first, report.last, report.rows, report.first_bad) == (1, 3, 3, None)


def test_an_empty_chain_is_sound_unless_an_anchor_says_otherwise():
    assert verify(COMPANY, []).is_sound
    assert kinds(verify(COMPANY, [], [Anchor(2, "aa")])) == [("end_missing", 1)]


def test_retention_accounts_for_what_lies_before_it():
    taken = content("retention", extra={"ranges": [[2, 3], [5, 5]]})
    rows = chained([content()] * 5 + [taken])
    report = verify(COMPANY, without(rows, 2, 3, 5))
    assert report.is_sound
    assert report.retained_away == 3
    report = verify(COMPANY, without(rows, 2, 3, 4, 5))
    assert (kinds(report), report.wrong, report.retained_away) == ([("entry_missing", 4)], 1, 3)
    assert kinds(verify(COMPANY, without(rows, 1))) == [("entry_missing", 1)]


def test_retention_accounts_for_nothing_after_it():
    taken = content("retention", extra={"ranges": [[1, 9]]})
    rows = chained([content(), taken, content(), content()])
    report = verify(COMPANY, without(rows, 1, 3, 4))
    assert report.retained_away == 1
    assert (kinds(report), report.wrong) == ([("entry_missing", 3)], 2)


def test_a_forged_retention_entry_accounts_for_nothing():
    rows = without(chained([content()] * 3), 1)
    rows[1] = rows[1]._replace(content=content("retention", extra={"ranges": [[1, 1]]}))
    assert kinds(verify(COMPANY, rows)) == [("entry_missing", 1), ("entry_changed", 2)]


def test_erasure_accounts_for_personal_data():
    salt, text = b"salt", '{"name":"Ann"}'
    private = content(personal=audit_chain.personal_hash(salt, text))
    erased = content("erasure", extra={"entries": [102]})
    rows = chained([private, private, erased, private], personal={1: (salt, text), 4: (b"", text)})
    report = verify(COMPANY, rows)
    assert (report.erased, kinds(report)) == (1, [("personal_changed", 4)])
    report = verify(COMPANY, [rows[0]._replace(personal=None), *rows[1:3], rows[3]._replace(personal=None)])
    assert kinds(report) == [("personal_missing", 1), ("personal_missing", 4)]


def test_a_clock_that_moved_back_is_remarkable_not_wrong():
    report = verify(COMPANY, chained([content()] * 4, instants=[10, 20, 15, 16]))
    assert (report.is_sound, report.clock_notices, report.clock_count) == (True, (3,), 1)


def test_anchors_narrow_down_where_a_chain_was_rewritten():
    rows = chained([content()] * 8)
    anchors = [Anchor(row.seq, row.hash.hex().upper()) for row in rows if row.seq in (2, 4)]
    report = verify(COMPANY, rows, [*anchors, Anchor(6, "ff" * 32, "mail")])
    (finding,) = report.findings
    assert (finding.kind, finding.seq, finding.since, finding.source) == ("anchor_differs", 6, 4, "mail")
    assert report.anchors == 3


def test_an_excerpt_is_judged_row_by_row():
    rows = chained([content()] * 8)
    excerpt = [rows[1], rows[2], rows[6]]
    report = verify(COMPANY, excerpt, [Anchor(7, rows[6].hash.hex()), Anchor(8, "ff" * 32)], excerpt=True)
    assert (report.is_sound, report.first, report.last, report.rows, report.skipped) == (True, 2, 7, 3, 2)
    forged = [rows[1], rows[2]._replace(previous=rows[0].hash), rows[6]._replace(sealed_us=0)]
    assert kinds(verify(COMPANY, forged, excerpt=True)) == [("seal_changed", 3), ("seal_changed", 7)]


def test_a_chain_is_continued_from_a_number():
    rows = chained([content()] * 5)
    report = verify(COMPANY, rows[3:], start=(3, rows[2].hash))
    assert (report.is_sound, report.first, report.rows) == (True, 4, 2)
    assert kinds(verify(COMPANY, rows[3:], start=(3, rows[1].hash))) == [("seal_changed", 4)]


def test_many_findings_are_counted_and_the_first_are_named():
    rows = without(chained([content()] * 1000), *range(1, 1001, 2))
    report = verify(COMPANY, rows, unlisted=[5], gone=[6])
    assert (report.wrong, report.first_bad.seq, len(report.findings)) == (502, 1, 20)
    assert {finding.kind for finding in report.findings} < set(KINDS)
    report = verify(COMPANY, [], unlisted=[5], gone=[6], unsealed=2)
    assert (kinds(report), report.unsealed) == ([("entry_unlisted", 0), ("waiting_gone", 0)], 2)


def test_entries_of_another_company():
    rows = chained([content(), content(company=8)])
    assert kinds(verify(COMPANY, rows)) == [("entry_foreign", 2)]


def test_entries_that_tell_another_time_than_their_seal_are_told():
    sealed = audit_chain.microseconds(datetime(2026, 11, 21, 12))
    times = ["11:00:00.000000", "10:59:59.999999", "12:01:00.000000", "12:01:00.000001"]
    rows = chained([content(at=f"2026-11-21T{time}Z") for time in times] + [content(), content(at=5)], [sealed] * 6)
    report = verify(COMPANY, rows)
    assert report.is_sound
    assert (report.late_count, report.late_notices) == (4, (2, 4, 5, 6))


def test_no_instant_is_too_far_away():
    instants = [-(2**62), 2**62]
    report = verify(COMPANY, chained([content(at="2026-11-21T11:00:00.000000Z")] * 2, instants))
    assert (report.is_sound, report.late_count) == (True, 2)


def test_anchors_from_outside_count_by_themselves():
    rows = chained([content()] * 3)
    own = [Anchor(row.seq, row.hash.hex(), own=True) for row in rows[:2]]
    report = verify(COMPANY, rows, [*own, Anchor(2, rows[1].hash.hex(), "mail")])
    assert (report.is_sound, report.anchors, report.outside) == (True, 2, 1)
