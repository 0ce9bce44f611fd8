"""The oracle against worlds worked out on paper (the sums stand in the docstrings of ``hand_worlds``)."""

import oracle
import pytest
from hand_check import CASES, mismatches


@pytest.mark.parametrize("make_case", CASES, ids=lambda make_case: make_case.__name__)
def test_oracle_gives_the_answer_on_paper(make_case):
    case = make_case()
    answer = oracle.trace(case.world, case.origins, case.direction, **case.options)
    assert mismatches(answer, case.expect) == []
