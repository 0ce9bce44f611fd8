"""A pasted list of lots: garbage is listed, nothing is guessed, nothing is lost."""

from odoo.addons.lot_recall.kernel.pasted import MAX_LINES, Candidate, Line, match, read_lines

FOUND = {
    "A1": [Candidate(1, "Needle")],
    "A 2": [Candidate(2, "Needle")],
    "X": [Candidate(3, "Needle"), Candidate(4, "Tube")],
    "=1+1": [Candidate(5, "Needle")],
    "a,b;c\td": [Candidate(6, "Needle")],
}


def test_lines_are_counted_with_the_empty_ones_and_trimmed():
    assert read_lines("\ufeffA1\r\n\r\n  A 2 \t\rX\n") == [Line(1, "A1"), Line(3, "A 2"), Line(4, "X")]
    assert read_lines(" \n\t\n") == []


def test_unknown_lines_keep_their_number_and_the_rest_is_kept():
    result = match(read_lines("A1\nnope\n\n<b>A1</b>\n=1+1\na1"), FOUND)
    assert result.lot_ids == (1, 5)
    assert result.unknown == (Line(2, "nope"), Line(4, "<b>A1</b>"), Line(6, "a1"))


def test_separators_inside_a_name_do_not_split_it():
    assert match(read_lines("a,b;c\td"), FOUND).lot_ids == (6,)


def test_a_name_under_two_products_is_asked_about():
    lines = read_lines("X\nA1\nX")
    asked = match(lines, FOUND)
    assert asked.lot_ids == (1,)
    assert [(row.name, row.numbers, row.chosen) for row in asked.undecided] == [("X", (1, 3), ())]
    one = match(lines, FOUND, {"X": [4]})
    assert one.lot_ids == (4, 1)
    assert one.undecided == ()
    assert match(lines, FOUND, {"X": [3, 4]}).lot_ids == (3, 4, 1)


def test_a_choice_that_was_never_offered_is_ignored():
    result = match(read_lines("X"), FOUND, {"X": [99]})
    assert result.lot_ids == ()
    assert len(result.undecided) == 1


def test_repeated_lines_are_told_but_count_once():
    result = match(read_lines("A1\nA1\nA1"), FOUND)
    assert result.lot_ids == (1,)
    assert result.repeated == (Line(2, "A1"), Line(3, "A1"))


def test_ten_thousand_lines_of_garbage_around_two_lots():
    rows = [f"garbage {number} \u202e<script>" for number in range(1, MAX_LINES + 1)]
    rows[17], rows[9_998] = "A1", " A 2"
    result = match(read_lines("\n".join(rows)), FOUND)
    assert result.lot_ids == (1, 2)
    assert len(result.unknown) == MAX_LINES - 2
    assert {line.number for line in result.unknown} == set(range(1, MAX_LINES + 1)) - {18, 9_999}
