"""Letters: missing parts, forbidden words, names in braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.letter import LONGEST, NAMES, PARTS, check, fill

WORDS = ("market withdrawal", "abundance of caution", "voluntary")


def found(text, part="reason", **options):
    return [(fault.code, fault.got) for fault in check({part: text}, (), options.get("words", WORDS))]


def test_a_part_that_says_nothing_is_missing():
    faults = check({"heading": "URGENT", "reason": "  \n", "hazard": None}, ("heading", "reason", "hazard", "reply"))
    assert [(fault.code, fault.part) for fault in faults] == [
        ("missing", "reason"), ("missing", "hazard"), ("missing", "reply"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("Out of an Abundance  of\ncaution we write", "Abundance  of\ncaution"),
        ("(voluntary)", "voluntary"),
        ("A MARKET WITHDRAWAL", "MARKET WITHDRAWAL"),
    ],
)
def test_words_that_play_it_down_are_found_where_they_stand(text, got):
    (fault,) = check({"reason": text}, (), WORDS)
    assert (fault.code, fault.got, text[fault.start : fault.end]) == ("word", got, got)


@pytest.mark.parametrize("text", ["involuntary", "voluntarily", "the market. Withdrawal symptoms"])
def test_parts_of_other_words_are_none(text):
    assert found(text) == []


def test_names_and_braces():
    assert found("Dear {consignee}, lots { lots } of {{x}}") == []
    assert found("{customer} {} {consignee") == [("name", "{customer}"), ("name", "{}"), ("brace", "{")]
    assert found("{object.env}{consignee!r}{0}") == [
        ("name", "{object.env}"), ("name", "{consignee!r}"), ("name", "{0}"),
    ]  # fmt: skip
    assert (
        fill("Dear { consignee }, {{not a name}} }}{{", {"consignee": "{lots} A & B"})
        == "Dear {lots} A & B, {not a name} }{"
    )
    with pytest.raises(KeyError):
        fill("{nobody}", {})


def test_a_part_has_an_end():
    (fault,) = check({"action": "x" * (LONGEST + 1)}, ())
    assert (fault.code, fault.start, fault.end) == ("too_long", LONGEST, LONGEST + 1)


@given(
    st.dictionaries(st.sampled_from(PARTS), st.text(max_size=60)), st.lists(st.text(min_size=1, max_size=8), max_size=3)
)
def test_what_passes_can_be_filled_and_faults_stand_where_they_say(parts, words):
    faults = check(parts, (), [word for word in words if word.split()])
    for fault in faults:
        assert fault.got == parts[fault.part][fault.start : fault.end]
    for part, text in parts.items():
        if not any(fault.part == part and fault.code in ("name", "brace") for fault in faults):
            assert isinstance(fill(text, dict.fromkeys(NAMES, "…")), str)
