"""Lost separators: every sound way is listed, none is chosen, and hostile input stays cheap."""

import time
from datetime import date

from odoo.addons.lot_gs1_labels.kernel.lost_separator import MOST_WAYS, ways

TODAY = date(2026, 11, 21)
GTIN = "0109506000134352"
GS = "\x1d"


def said(text):
    return [{element.key: element.value for element in way} for way in ways(text, TODAY)]


def test_a_swallowed_date_is_one_way_and_the_text_as_it_stands_another():
    found = said(f"{GTIN}10ABC17271231")
    assert found[0] == {"01": "09506000134352", "10": "ABC17271231"}
    assert {"01": "09506000134352", "10": "ABC", "17": "271231"} in found


def test_a_number_that_is_too_long_by_what_it_swallowed():
    found = said(f"{GTIN}10ABCDEFGHIJKLM17271231211234")
    assert {"01": "09506000134352", "10": "ABCDEFGHIJKLM", "17": "271231", "21": "1234"} in found
    assert all(len(way["10"]) <= 20 for way in found)


def test_separators_that_are_there_count():
    found = said(f"{GTIN}10ABC{GS}21S117271231")
    assert all(way["10"] == "ABC" for way in found)
    assert {"01": "09506000134352", "10": "ABC", "21": "S1", "17": "271231"} in found


def test_what_no_label_says_is_no_way():
    assert {"01": "09506000134352", "10": "ABC", "17": "271301"} not in said(f"{GTIN}10ABC17271301")
    assert not any("17" in way for way in said(f"{GTIN}1127123110ABC17261231"))  # expires before it is made


def test_positions_count_from_the_start_of_the_scan():
    text = f"{GTIN}10ABC17271231"
    for way in ways(text, TODAY, offset=3):
        for element in way:
            assert text[element.start - 3 : element.end - 3] == element.value


def test_hostile_input_is_given_up_soon():
    for text in ("10" + "1" * 8000, "10" * 4000, "21A" * 2000, GTIN + "1017" * 500, "10A" + "17271231" * 900, ""):
        started = time.process_time()
        assert len(ways(text, TODAY)) <= MOST_WAYS
        assert time.process_time() - started < 0.1
