"""Our own few conformance vectors pass; the runner tells failures from successes."""

from pathlib import Path

import pytest

from tests.kernel import vectors

OWN = Path(__file__).parent / "vectors"


@pytest.mark.parametrize(("name", "passed"), [("gs1_own", 29), ("udi_own", 15)])
def test_own_vectors_pass(name, passed, capsys):
    counts = vectors.run([OWN / f"{name}.jsonl"])
    assert capsys.readouterr().out == ""
    assert counts["passed"] == passed
    assert counts["failed"] == 0


def test_runner_reports_wrong_answers_and_unknown_ops(tmp_path, capsys):
    path = tmp_path / "wrong.jsonl"
    path.write_text(
        '{"id": "a", "op": "gs1_check_digit", "input": "950600013435", "expect": "3"}\n'
        '{"id": "b", "op": "no_such_op", "input": "", "expect": ""}\n'
        '{"id": "c", "op": "parse", "input": "0109506000134352", "error": "length"}\n'
        '{"id": "d", "op": "wedge", "input": "01", "expect": []}\n'
    )
    counts = vectors.run([path])
    assert (counts["passed"], counts["failed"]) == (0, 4)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a: '2' instead of '3'"
    assert lines[1] == "b: no_such_op: not supported yet"
    assert lines[2].startswith("c: accepted as")
    assert lines[3] == "d: crashed with KeyError('substitutes')"
