"""The kernel's trace against the brute-force oracle: the same random worlds, every list, field by field.

A failure prints the seed and what differs; ``graphs.build(seed)`` makes that world again.
"""

import graphs
import oracle
import pytest
from compare import as_dict, differences
from hand_check import CASES, mismatches
from memory_ledger import MemoryLedger
from oracle_facts import Facts

from odoo.addons.lot_traceability.kernel.lineage import trace

GRAPHS, CHUNK = 1500, 50
DIRECTIONS = ("downstream", "upstream", "both")


@pytest.mark.parametrize("make_case", CASES, ids=lambda make_case: make_case.__name__)
def test_kernel_gives_the_answer_on_paper(make_case):
    case = make_case()
    lineage = trace(MemoryLedger(case.world), case.origins, case.direction, **case.options)
    assert mismatches(as_dict(lineage), case.expect) == []


@pytest.mark.parametrize("first", range(0, GRAPHS, CHUNK))
def test_kernel_and_oracle_agree(first):
    wrong = []
    for seed in range(first, first + CHUNK):
        world, origins = graphs.build(seed)
        facts, ledger = Facts(world), MemoryLedger(world)
        for direction in DIRECTIONS:
            wrong += disagreement(seed, facts, ledger, origins, direction)
        options = {"max_depth": 1 + seed % 3, "include_open": seed % 2 == 0}
        wrong += disagreement(seed, facts, ledger, origins, DIRECTIONS[seed % 3], **options)
    assert not wrong, "\n".join(wrong[:60])


@pytest.mark.parametrize("seed", [1_000_001, 1_000_002, 1_000_003])
def test_kernel_and_oracle_agree_on_long_stories(seed):
    world, origins = graphs.build(seed, size=120)
    facts, ledger = Facts(world), MemoryLedger(world)
    wrong = [line for way in DIRECTIONS for line in disagreement(seed, facts, ledger, origins, way)]
    assert not wrong, "\n".join(wrong[:60])


def disagreement(seed, facts, ledger, origins, direction, **options):
    """Readable lines, headed by how to ask again; empty when both agree."""
    expected = oracle.trace(facts.world, origins, direction, facts=facts, **options)
    lines = differences(expected, as_dict(trace(ledger, origins, direction, **options)))
    if not lines:
        return []
    asked = "".join(f", {name}={value}" for name, value in options.items())
    return [f"seed {seed}, origins {origins}, {direction}{asked}", *(f"    {line}" for line in lines)]
