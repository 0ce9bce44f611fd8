"""Stage bar: what is done, what is current, what is late; every case has one current stage until it is over."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.stages import STAGES, TARGETS, stages

START = datetime(2026, 7, 1, 8)
HOUR = timedelta(hours=1)


def states(reached, now, **options):
    return {row.name: row.state for row in stages(reached, now, **options)}


def test_a_draft_waits_for_its_assessment():
    found = states({"opened": START}, START + HOUR)
    assert found["opened"] == "done"
    assert found["assessed"] == "current"
    assert {found[name] for name in STAGES[2:]} == {"ahead"}


def test_late_against_the_target():
    reached = {"opened": START, "assessed": START + HOUR, "confirmed": START + 3 * HOUR}
    found = stages(reached, START + 5 * HOUR)
    by_name = {row.name: row for row in found}
    assert (by_name["confirmed"].state, by_name["confirmed"].elapsed) == ("done_late", 3 * HOUR)
    assert (by_name["launched"].state, by_name["launched"].elapsed) == ("current_late", 5 * HOUR)
    assert states(reached, START + 4 * HOUR)["launched"] == "current"  # the last instant is in time


def test_what_was_left_out_is_skipped():
    found = states({"opened": START, "confirmed": START + HOUR, "launched": START + HOUR}, START + 2 * HOUR)
    assert (found["assessed"], found["notified"]) == ("skipped", "current")


def test_nothing_is_current_once_it_is_over():
    found = states({"opened": START, "confirmed": START + HOUR}, START + 2 * HOUR, is_over=True)
    assert not {"current", "current_late"} & set(found.values())


def test_a_clock_that_went_back_shows_no_negative_time():
    rows = stages({"opened": START, "confirmed": START - HOUR}, START - HOUR)
    assert all(row.elapsed is None or row.elapsed >= timedelta() for row in rows)


@given(st.sets(st.sampled_from(STAGES[1:])), st.integers(0, 10**6))
def test_every_stage_once_and_one_current(known, seconds):
    reached = {"opened": START, **dict.fromkeys(known, START + HOUR)}
    rows = stages(reached, START + timedelta(seconds=seconds))
    assert [row.name for row in rows] == list(STAGES)
    current = [row for row in rows if row.state.startswith("current")]
    assert len(current) == (max(STAGES.index(row.name) for row in rows if row.name in reached) < len(STAGES) - 1)
    assert all(row.target == TARGETS.get(row.name) for row in rows)
