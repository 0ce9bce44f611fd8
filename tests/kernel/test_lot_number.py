import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel import lot_number as numbers
from odoo.addons.lot_traceability.kernel.lot_number_check import CHECKS
from odoo.addons.lot_traceability.kernel.lot_number_fit import misfit

DAY = date(2026, 11, 21)
FACTS = numbers.Facts(DAY, plant="WH", line="MO", product="NDL-7")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
LITERALS = st.text(st.characters(min_codepoint=33, max_codepoint=126, blacklist_characters="{}"), max_size=4)
PLACES = [f"{{{name}}}" for name in (*numbers.DATES, *numbers.PLACES)]


@st.composite
def formats(draw):
    """A format that numbers can be written with, its counter in the middle."""
    pieces = st.lists(st.one_of(LITERALS, st.sampled_from(PLACES)), max_size=3).map("".join)
    counter = draw(st.sampled_from(["{seq:1}", "{seq:4}", "{seq}", "{seq36:3}"]))
    check = draw(st.sampled_from(["", *(f"{{check:{name}}}" for name in CHECKS)]))
    return draw(pieces) + counter + draw(pieces) + check


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("L{yy}{doy}-{seq:4}", 7, "L26325-0007"),
        ("{yyyy}{mm}{dd}{seq:2}", 99, "2026112199"),
        ("{y}{ml}{plant}{line}{seq:3}", 12, "6KWHMO012"),
        ("{product}/{wyy}W{ww}.{seq36:2}", 1295, "NDL-7/26W47.ZZ"),
        ("7992739{seq:3}{check:luhn}", 871, "79927398713"),
        ("G12348965432{seq:1}{check:mod37-2}", 1, "G123489654321Y"),
        ("{seq:7}{check:mod10}", 9638507, "96385074"),
        ("{seq:9}{check:mod97}", 794, "00000079444"),
    ],
)
def test_numbers_are_written(text, number, written):
    parts = numbers.parse(text)
    assert numbers.write(parts, FACTS, number) == written
    assert numbers.number_in(parts, FACTS, written) == number
    assert misfit(parts, written) is None


def test_check_characters_are_the_standards_own():
    # ISO/IEC 7064 and python-stdnum's own examples.
    assert CHECKS["mod37-2"].of("G123489654321") == "Y"
    assert CHECKS["luhn"].of("7894") == "9"
    assert CHECKS["mod10"].of("629104150021") == "3"
    assert CHECKS["mod97"].of("99991234567890121414") == "90"
    assert CHECKS["mod37-36"].of("A12425GABC1234002") == "M"
    assert CHECKS["mod37-2"].of("g1234-89654.321") == "Y", "separators and case do not count"


@given(formats(), DAYS, st.integers(0, 9), st.integers(0, 9))
def test_what_is_written_is_recognised(text, day, first, second):
    parts, facts = numbers.parse(text), numbers.Facts(day, "WH", "MO", "P1")
    written = [numbers.write(parts, facts, number) for number in (first, second)]
    for number, shown in zip((first, second), written):
        assert numbers.number_in(parts, facts, shown) == number
        assert misfit(parts, shown, facts) is None
        assert misfit(parts, shown) is None
        assert len(shown) <= len(numbers.widest(parts, day, {}))
    assert (written[0] == written[1]) == (first == second)


@given(formats(), DAYS, st.integers(1, 800), st.sampled_from(list(numbers.PERIODS)))
def test_no_number_comes_again_when_the_counter_starts_again(text, day, days, reset):
    parts, later = numbers.parse(text), day + timedelta(days=days)
    try:
        numbers.check_own(parts, reset)
    except numbers.FormatError:
        return
    period = numbers.PERIODS[reset]
    if period(day) != period(later):
        facts = [numbers.Facts(today, "WH", "MO", "P1") for today in (day, later)]
        assert numbers.write(parts, facts[0], 1) != numbers.write(parts, facts[1], 1)


@given(st.text(max_size=70))
def test_any_text_is_a_format_or_is_refused_with_a_reason(text):
    try:
        parts = numbers.parse(text)
    except numbers.FormatError:
        return
    misfit(parts, text)


@given(st.text(max_size=80))
def test_a_fixed_text_fits_itself_only(text):
    assert (misfit(numbers.parse("A-1"), text) is None) == (text == "A-1")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("L{seq", "braces"),
        ("L}{seq}", "braces"),
        ("{seq}{nonsense}", "unknown"),
        ("{seq:0}", "length"),
        ("{seq:10}", "length"),
        ("{seq36:7}", "length"),
        ("{seq:2-4}", "length"),
        ("{digits:5-2}", "length"),
        ("{digits:999}", "length"),
        ("{check:mod5}", "unknown"),
        ("LOT {seq}", "blank"),
        ("Ü{seq}", "blank"),
        ("x" * 201, "too_long"),
    ],
)
def test_what_is_no_format_is_refused(text, code):
    with pytest.raises(numbers.FormatError) as refused:
        numbers.parse(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "reset", "code"),
    [
        ("L{yy}", "never", "no_counter"),
        ("{seq}{seq}", "never", "two_counters"),
        ("{digits:2}{seq}", "never", "class_in_own"),
        ("{check:luhn}{seq}", "never", "counter_after_check"),
        ("{mm}{dd}{seq}", "day", "reset"),
        ("{yy}{mm}{seq}", "day", "reset"),
        ("{yy}{dd}{seq}", "month", "reset"),
        ("{yy}{ww}{seq}", "week", "reset"),
        ("{seq}", "year", "reset"),
    ],
)
def test_formats_that_would_repeat_are_refused(text, reset, code):
    with pytest.raises(numbers.FormatError) as refused:
        numbers.check_own(numbers.parse(text), reset)
    assert refused.value.code == code


def test_a_used_up_counter_is_told_not_wrapped():
    parts = numbers.parse("L{seq:2}")
    assert numbers.largest_number(parts) == 99
    with pytest.raises(numbers.NumberError) as refused:
        numbers.write(parts, FACTS, 100)
    assert refused.value.code == "exhausted"


def test_codes_are_asked_for_and_never_cut():
    with pytest.raises(numbers.NumberError) as refused:
        numbers.write(numbers.parse("{line}{seq}"), numbers.Facts(DAY), 1)
    assert (refused.value.code, refused.value.got) == ("missing", "line")
    with pytest.raises(numbers.NumberError) as refused:
        numbers.write(numbers.parse("{product:4}{seq}"), FACTS, 1)
    assert refused.value.code == "part_too_long"


def test_the_widest_number_counts_the_longest_codes():
    parts = numbers.parse("{product}-{seq:3}{check:mod37-2}")
    assert len(numbers.widest(parts, DAY, {"product": "A" * 30})) == 35
    assert len(numbers.widest(parts, DAY, {})) == 25


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("L{yy}{doy}-{digits:4}", "L26325-1234", None),
        ("L{yy}{doy}-{digits:4}", "L26399-1234", 5),
        ("L{yy}{doy}-{digits:4}", "L26325-12", 9),
        ("L{yy}{doy}-{digits:4}", "L26325-12345", 11),
        ("{letters:2}{digits:1-6}", "AB123456", None),
        ("{letters:2}{digits:1-6}", "ab1", None),
        ("{letters:2}{digits:1-6}", "A123", 1),
        ("{any:1-10}{check:luhn}", "78949", None),
        ("{any:1-10}{check:luhn}", "78948", 5),
        ("{digits:3}", "１２３", 0),
        ("{digits:3}", "123\n", 3),
    ],
)
def test_suppliers_numbers_are_recognised(text, number, place):
    assert misfit(numbers.parse(text), number) == place


def test_no_format_takes_long():
    parts = numbers.parse("{any:1-60}" * 6)
    started = time.perf_counter()
    misfit(parts, "a" * 60 + "\x00")
    misfit(parts, "a" * 59 + "\x00")
    assert time.perf_counter() - started < 1


def test_counters_never_exceed_what_is_stored():
    parts = numbers.parse("{seq36:6}")
    assert numbers.largest_number(parts) == numbers.LARGEST == int("ZIK0ZJ", 36)
    assert numbers.number_in(parts, FACTS, "ZIK0ZJ") == numbers.LARGEST
    assert numbers.number_in(parts, FACTS, "ZZZZZZ") is None


@pytest.mark.parametrize("code", ["ND 7", "Nädel", "N\n7"])
def test_codes_that_labels_lose_make_no_number(code):
    with pytest.raises(numbers.NumberError) as refused:
        numbers.write(numbers.parse("{product}-{seq:2}"), numbers.Facts(DAY, product=code), 1)
    assert (refused.value.code, refused.value.got) == ("part_blank", code)


@pytest.mark.parametrize(
    ("last", "typed", "goes_on"),
    [
        (0, [3], 3),
        (0, [99], 0),  # all of {seq:2} would be used up by one typing error
        (90, [99], 99),
        (5, [4], 5),
        (0, range(1, 99), 98),  # an import in order
        (0, [98, 3], 3),
    ],
)
def test_typed_numbers_move_the_counter_on(last, typed, goes_on):
    assert numbers.count_on(last, typed, 99) == goes_on
