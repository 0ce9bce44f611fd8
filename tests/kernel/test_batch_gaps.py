"""Review by exception: nothing required is overlooked, and 100 percent means nothing is missing."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel import batch_gaps as kernel

WHOLE = {
    "head": {"profile": kernel.DEVICE, "expires": True, "expiration": "2027-01-01T00:00:00Z"},
    "orders": [{"name": "MO/1", "state": "done"}],
    "quantities": {"made": "20", "yield_low": False, "yield_percent": "100"},
    "components": [{"product": "Film", "lot": "F1", "blocked": "", "expired_at_use": False}],
    "work_orders": [{"name": "Seal", "state": "done", "operators": ["Ann"]}],
    "checks": [
        {"name": "Seal", "required": True, "state": "passed", "conceded": False,
         "results": [{"timing": "on_time", "calibration_issue": "", "replaced": False}]},
    ],
    "holds": [{"name": "H1", "state": "lifted"}],
    "labels": [{"name": "L1", "state": "released"}],
}  # fmt: skip


def changed(path, value):
    content = copy.deepcopy(WHOLE)
    *places, last = path
    spot = content
    for place in places:
        spot = spot[place]
    spot[last] = value
    return content


def test_a_whole_record_has_no_gaps():
    assert kernel.review(WHOLE) == kernel.Review((), 100)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("orders", 0, "state"), "progress", kernel.ORDER_OPEN),
        (("quantities", "made"), "0", kernel.NOTHING_MADE),
        (("head", "expiration"), "", kernel.NO_EXPIRATION),
        (("components", 0, "blocked"), "H7", kernel.COMPONENT_BLOCKED),
        (("components", 0, "expired_at_use"), True, kernel.COMPONENT_EXPIRED),
        (("work_orders", 0, "state"), "progress", kernel.WORK_OPEN),
        (("checks", 0, "state"), "todo", kernel.CHECK_MISSING),
        (("checks", 0, "state"), "failed", kernel.CHECK_FAILED),
        (("holds", 0, "state"), "open", kernel.HOLD_OPEN),
    ],
)
def test_each_required_thing_is_missed(path, value, code):
    review = kernel.review(changed(path, value))
    assert [(gap.code, gap.weight) for gap in review.gaps] == [(code, kernel.REQUIRED)]
    assert review.percent < 100
    assert not review.is_complete


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("checks", 0, "results", 0, "timing"), "late", kernel.LATE_ENTRY),
        (("checks", 0, "results", 0, "calibration_issue"), "calibration_overdue", kernel.CALIBRATION),
        (("checks", 0, "results", 0, "replaced"), True, kernel.CORRECTED),
        (("checks", 0, "state"), "not_applicable", kernel.CHECK_SKIPPED),
        (("work_orders", 0, "operators"), [], kernel.NO_OPERATOR),
        (("labels",), [], kernel.NO_LABEL),
        (("checks",), [], kernel.NO_CHECKS),
    ],
)
def test_what_a_reviewer_should_see_does_not_stop(path, value, code):
    review = kernel.review(changed(path, value))
    assert [(gap.code, gap.weight) for gap in review.gaps] == [(code, kernel.REMARK)]
    assert review.percent == 100
    assert review.is_complete


def test_a_conceded_failure_and_an_optional_check_do_not_stop():
    content = changed(("checks", 0, "state"), "failed")
    content["checks"][0]["conceded"] = True
    assert kernel.review(content).is_complete
    optional = changed(("checks", 0, "state"), "todo")
    optional["checks"][0]["required"] = False
    assert kernel.review(optional).is_complete


@given(st.lists(st.booleans(), min_size=1, max_size=300))
def test_complete_is_never_rounded_up(met):
    content = changed(
        ("holds",), [{"name": str(at), "state": "lifted" if one else "open"} for at, one in enumerate(met)]
    )
    review = kernel.review(content)
    assert (review.percent == 100) == all(met) == review.is_complete


def test_what_every_sample_tells_is_told_once():
    late = {**WHOLE["checks"][0]["results"][0], "timing": "late"}
    review = kernel.review(changed(("checks", 0, "results"), [late] * 12))
    assert [gap.code for gap in review.gaps] == [kernel.LATE_ENTRY]


@pytest.mark.parametrize(
    ("left", "rows", "told"),
    [
        # (state, came out, spoiled) of labels of units; None: of a carton
        ("20", [("released", 20, 0)], ""),
        ("20", [("released", 12, 0), ("released", 10, 2)], ""),
        ("0.5", [("released", 1, 0)], ""),
        ("20", [("released", 20, 1)], "19 / 20"),
        ("20", [("checked", 20, 0)], "0 / 20"),
        ("20", [("released", 2, 0), None], "2 / 20"),
        ("20", [None], ""),  # how the units are labelled, nobody told us
    ],
)
def test_the_number_reaches_each_unit_not_the_carton_only(left, rows, told):
    content = changed(("quantities", "left"), left)
    content["labels"] = [
        {"name": "L", "state": row[0], "issued": str(row[1]), "spoiled": str(row[2]), "destroyed": "0", "of_unit": True}
        if row
        else {"name": "Carton", "state": "released", "issued": "1", "spoiled": "0", "destroyed": "0"}
        for row in rows
    ]
    found = [(gap.weight, gap.what) for gap in kernel.review(content).gaps if gap.code == kernel.UNIT_BARE]
    assert found == ([(kernel.REQUIRED, told)] if told else [])
