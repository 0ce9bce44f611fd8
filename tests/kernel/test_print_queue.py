import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import print_queue as queue
from odoo.addons.lot_gs1_labels.kernel.printer_status import read_status

READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,0,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"


@pytest.mark.parametrize(
    ("code", "taken", "verdict"),
    [
        ("done", 10, queue.DONE),
        ("unknown_host", 0, queue.AGAIN),
        ("unreachable", 0, queue.AGAIN),
        ("not_ready", 0, queue.AGAIN),
        ("broken", 0, queue.AGAIN),
        ("broken", 1, queue.UNSURE),
        ("stuck", 9, queue.UNSURE),
        ("silent", 9, queue.UNSURE),
        ("forbidden", 0, queue.NEVER),
    ],
)
def test_only_what_left_no_trace_is_tried_again(code, taken, verdict):
    assert queue.Outcome(code, taken).verdict == verdict


def test_pauses_grow_and_stay_at_half_an_hour():
    pauses = [queue.minutes_to_wait(failures) for failures in range(1, 12)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 30


@given(st.lists(st.binary(max_size=5), max_size=30), st.integers(1, 7))
def test_pieces_hold_all_labels_in_order(labels, most):
    pieces = list(queue.in_pieces(labels, most))
    assert b"".join(data for _count, data in pieces) == b"".join(labels)
    assert sum(count for count, _data in pieces) == len(labels)
    assert all(0 < count <= most for count, _data in pieces)


@pytest.mark.parametrize(
    ("place", "trouble"),
    [(None, ""), (b"030,0,0", "paper"), (b"0,1245", "pause"), (b"0,0,0,2", "head"), (b"0,0,2,6", "ribbon")],
)
def test_a_status_tells_what_is_wrong(place, trouble):
    changes = {
        "paper": (b"030,0", b"030,1"),
        "pause": (b"0,1245", b"1,1245"),
        "head": (b"001,0,0,0", b"001,0,1,0"),
        "ribbon": (b"001,0,0,0", b"001,0,0,1"),
    }
    answer = READY.replace(*changes[trouble]) if place else READY
    assert read_status(answer).trouble == trouble


@given(st.integers(0, len(READY) - 3))
def test_half_a_status_is_none(length):
    assert read_status(READY[:length]) is None


@given(st.binary(max_size=200))
def test_noise_is_survived(noise):
    read_status(noise)
