"""Digital Links: what is built reads back, and every deviation is told with its place."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import digital_link, link_path
from odoo.addons.lot_gs1_labels.kernel.ai_table import TABLE

from tests.kernel.gs1_pairs import TODAY, any_pair

KEYS = tuple(ai for ai, spec in TABLE.items() if spec.qualifiers)
ATTRIBUTES = tuple(ai for ai, spec in TABLE.items() if spec.attribute)
GTIN = "09506000134352"


def read(text):
    link, issues = digital_link.parse(text, TODAY)
    return [(element.key, element.value) for element in link.elements], [issue.code for issue in issues]


@st.composite
def linkable(draw):
    """A primary key, qualifiers of one of its alternatives, attributes: each AI once."""
    key = draw(any_pair(KEYS))
    alternative = draw(st.sampled_from(TABLE[key[0]].qualifiers))
    others = [draw(any_pair((ai,))) for ai in alternative if draw(st.booleans())]
    taken = {key[0], *sum(TABLE[key[0]].qualifiers, ())}
    free = tuple(ai for ai in ATTRIBUTES if ai not in taken)
    attributes = draw(st.lists(any_pair(free), max_size=5, unique_by=lambda pair: pair[0]))
    return [key, *others, *attributes]


@given(linkable(), st.sampled_from(["https://id.gs1.org", "http://a.example/", "HTTPS://A.EXAMPLE:8443/x/y"]))
def test_built_link_reads_back_and_is_canonical(pairs, stem):
    built, issues = digital_link.build(pairs, TODAY, stem)
    assert not issues
    link, issues = digital_link.parse(built, TODAY)
    assert not issues
    read_back = [(element.key, element.value) for element in link.elements]
    assert sorted(read_back) == sorted(pairs)
    assert link.stem == stem.removesuffix("/")
    assert digital_link.build(read_back, TODAY, link.stem, link.qualifiers) == (built, [])


@given(st.text("htps:/.0127?&=%+aA2F#é٣ \x1d" + '"', max_size=60), st.integers(0, 5))
def test_any_text_is_read_with_places_inside_it(tail, offset):
    for text in (tail, "https://a/" + tail, f"https://a/01/{GTIN}/10/" + tail, f"https://a/01/{GTIN}?" + tail):
        link, issues = digital_link.parse(text, TODAY, offset)
        for item in (*link.elements, *issues):
            assert offset <= item.start <= item.end <= offset + len(text)
        assert link.elements or issues


def test_parts_of_a_link():
    link, issues = digital_link.parse(f"https://a.example/x/01/{GTIN}/10/A%2FB?17=270630&linkType=all#top", TODAY, 3)
    assert not issues
    assert (link.stem, link.qualifiers, link.others, link.fragment) == (
        "https://a.example/x", ("10",), ("linkType=all",), "top",
    )  # fmt: skip
    lot = link.elements[1]
    assert (lot.value, lot.start, lot.end) == ("A/B", 44, 49)


def test_plain_meaning_against_the_standard_only_warns():
    for text, pairs, code in (
        (f"https://a/01/{GTIN}?10=A", [("01", GTIN), ("10", "A")], "dl_path"),
        (f"https://a/01/{GTIN}/21/S/10/A", [("01", GTIN), ("21", "S"), ("10", "A")], "dl_sequence"),
        (f"https://a/gtin/{GTIN}/lot/A", [("01", GTIN), ("10", "A")], "dl_name"),
        (f"https://a/01/{GTIN}?8200=x", [("01", GTIN), ("8200", "x")], "dl_attribute"),
        ("https://a/01/9506000134352", [("01", GTIN)], "short_gtin"),
        (f"https://a/01/{GTIN}/10/A/", [("01", GTIN), ("10", "A")], "dl_slash"),
    ):
        link, issues = digital_link.parse(text, TODAY)
        assert [(element.key, element.value) for element in link.elements] == pairs
        assert {issue.code for issue in issues} == {code}
        assert all(issue.warning for issue in issues)


def test_contradictions_and_foreign_addresses_are_errors():
    for text, code in (
        (f"https://a/01/{GTIN}?10=A&10=B", "dl_duplicate"),
        ("https://shop.example/products/blue-shirt", "dl_no_key"),
        (f"https://a/01/{GTIN}/10", "dl_no_key"),
        (f"https://a/01/{GTIN}?89=1", "unknown_ai"),
        ("https://a", "uri"),
        ("https:///01/x", "uri"),
    ):
        _, issues = digital_link.parse(text, TODAY)
        assert code in [issue.code for issue in issues if not issue.warning], text


def test_a_wrong_character_is_placed_in_the_encoded_text():
    text = f"https://a/01/{GTIN}/10/%41B%20C"
    (issue,) = digital_link.parse(text, TODAY, 3)[1]
    assert (issue.code, text[issue.start - 3 : issue.end - 3], issue.got) == ("charset", "%20", " ")


def test_compressed_links_are_recognised():
    # id.gs1.org/00/998440410914660971 and /01/05412345000013 in the compression that GS1 withdrew
    assert link_path.compressed_key("AN2yxDhfaiaw") == "998440410914660971"
    assert read("https://id.gs1.org/AN2yxDhfaiaw") == ([], ["dl_compressed"])
    assert read(f"https://id.gs1.org/01/{GTIN}/BGYHzg") == ([], ["dl_compressed"])
    for segment in ("", "Charcoal-grill", "blue-shirts-for-men", "AN2yxDhfaibw", "AAAA", "AN2yxDhfaiaé"):
        assert link_path.compressed_key(segment) == ""


def test_what_cannot_be_built_says_why():
    for pairs, code in (
        ([("10", "A")], "dl_no_key"),
        ([("01", GTIN), ("10", "A"), ("10", "B")], "repeat_conflict"),
        ([("01", GTIN), ("10", "Ä")], "charset"),
        ([("01", GTIN), ("89", "1")], "unknown_ai"),
        ([("01", GTIN), ("8200", "x")], "dl_attribute"),
    ):
        built, issues = digital_link.build(pairs, TODAY)
        assert (built, [issue.code for issue in issues]) == ("", [code])
    for stem in ("a.example", "https://a b", "https://a/?x", "ftp://a"):
        assert digital_link.build([("01", GTIN)], TODAY, stem)[1][0].code == "uri"
