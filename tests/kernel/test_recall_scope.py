"""A scope that came from outside is sound or has a named flaw; asking never fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.scope import FIELDS, first_flaw, is_choices, is_ids, is_reasons, missing, storable

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = sorted({name for fields in FIELDS.values() for name in fields} | {"method", "tz", "words"})


@pytest.mark.parametrize(
    "scope",
    [
        {"method": "lots", "lot_ids": [3, 7]},
        {"method": "lots", "lot_ids": [], "words": "none yet"},
        {"method": "pasted", "pasted": "A\nB", "choices": {"A": [1, 2]}, "lot_ids": [1]},
        {"method": "pasted", "pasted": False, "choices": False},
        {"method": "component", "component_product_id": 4, "date_from": "2026-01-31", "date_to": False, "tz": "UTC"},
        {"method": "production_window", "product_id": 4, "tz": "Europe/Berlin"},
    ],
)
def test_sound(scope):
    assert first_flaw(scope) == ""


@pytest.mark.parametrize(
    ("scope", "flaw"),
    [
        (None, "scope"),
        ([], "scope"),
        ({}, "method"),
        ({"method": "everything"}, "method"),
        ({"method": ["lots"]}, "method"),
        ({"method": "lots", "lot_ids": "7"}, "lot_ids"),
        ({"method": "lots", "lot_ids": [True]}, "lot_ids"),
        ({"method": "lots", "lot_ids": [2**31]}, "lot_ids"),
        ({"method": "lots", "lot_ids": [0]}, "lot_ids"),
        ({"method": "receipt", "picking_id": "1 OR 1=1"}, "picking_id"),
        ({"method": "receipt", "product_id": 1}, "product_id"),
        ({"method": "component", "component_product_id": 4, "date_from": "31.01.2026"}, "date_from"),
        ({"method": "component", "component_product_id": 4, "tz": "Mars/Olympus"}, "tz"),
        ({"method": "pasted", "choices": {"A": 1}}, "choices"),
        ({"method": "pasted", "pasted": "A\0B"}, "pasted"),
        ({"method": "pasted", "choices": {"\ud800": [1]}}, "choices"),
        # a midnight of these, moved by a zone or a day, would leave the calendar
        ({"method": "component", "component_product_id": 4, "date_to": "9999-12-31"}, "date_to"),
        ({"method": "component", "component_product_id": 4, "date_from": "0001-01-01"}, "date_from"),
        ({"method": "component", "component_product_id": 4, "date_from": "2026-W07-1"}, "date_from"),
    ],
)
def test_flaws_are_named(scope, flaw):
    assert first_flaw(scope) == flaw


@given(ANYTHING | st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=5))
def test_asking_never_fails(value):
    assert isinstance(first_flaw(value), str)
    assert is_reasons(value) in (True, False)
    assert is_ids(value) in (True, False)
    assert is_choices(value) in (True, False)
    if first_flaw(value) == "":
        assert missing(value) in ("", *FIELDS[value["method"]])


@given(st.text(st.characters(exclude_categories=()), max_size=12))
def test_what_was_made_storable_is_sound(text):
    assert first_flaw({"method": "pasted", "pasted": storable(text)}) == ""
    assert is_reasons({"7": storable(text)})
    if "\0" not in text:
        assert storable(text) == text or not text.isprintable()


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        ({"method": "lots"}, "lot_ids"),
        ({"method": "lots", "lot_ids": [3]}, ""),
        ({"method": "pasted", "pasted": " \n"}, "pasted"),
        ({"method": "receipt", "picking_id": False}, "picking_id"),
        ({"method": "component", "component_lot_ids": [3]}, ""),
        ({"method": "component", "component_lot_ids": []}, "component_product_id"),
        ({"method": "production_window", "date_from": "2026-01-31"}, "product_id"),
    ],
)
def test_what_is_missing_is_named(scope, name):
    assert first_flaw(scope) == ""
    assert missing(scope) == name


def test_reasons():
    assert all(map(is_reasons, ({"12": "not made of it"}, {}, False)))
    assert not any(map(is_reasons, ({"x": "y"}, {"12": 5}, ["12"])))
