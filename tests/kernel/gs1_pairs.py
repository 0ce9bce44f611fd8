"""Random GS1 data for property tests: (AI, value) pairs that are right."""

from datetime import date

from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel.ai_table import TABLE
from odoo.addons.lot_gs1_labels.kernel.check_digits import CSET82, check_digit, check_pair
from odoo.addons.lot_gs1_labels.kernel.values import CHARSETS, check_value

TODAY = date(2026, 7, 1)
_RULES = {"csum", "csumalpha", "gcppos1", "gcppos2", "yymmd0", "yymmdd", "nonzero", "nozeroprefix", "zero"}
_RULES |= {"pieceoftotal", "importeridx"}


def digits(length):
    return st.text("0123456789", min_size=length, max_size=length)


keys = digits(13).map(lambda text: text + check_digit(text))
ssccs = digits(17).map(lambda text: text + check_digit(text))
days = st.dates(date(1980, 1, 1), date(2070, 12, 31)).map(lambda day: day.strftime("%y%m%d"))

# What labels of goods carry.
PAIRS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["01", "02"]), keys),
        st.tuples(st.sampled_from(["11", "15", "17"]), days),
        st.tuples(st.sampled_from(["10", "21", "22"]), st.text(CSET82, min_size=1, max_size=20)),
        st.tuples(st.sampled_from(["240", "250", "400"]), st.text(CSET82, min_size=1, max_size=30)),
        st.tuples(st.sampled_from(["3103", "3922"]), digits(6)),
        st.tuples(st.just("422"), st.sampled_from(["276", "528", "840"])),
        st.tuples(st.sampled_from(["30", "37"]), st.text("0123456789", min_size=1, max_size=8)),
    ),
    min_size=1,
    max_size=8,
)


def _piece(part):
    """Texts that fit one component, before its content rules."""
    if "csum" in part.rules:
        return digits(part.longest - 1).map(lambda text: text + check_digit(text))
    if "csumalpha" in part.rules:
        body = st.text(CSET82, max_size=part.longest - 6).map(lambda text: "1987" + text)
        return body.map(lambda text: text + check_pair(text))
    if {"yymmd0", "yymmdd"} & set(part.rules):
        return days
    if "zero" in part.rules:
        return st.just("0" * part.longest)
    if "pieceoftotal" in part.rules:
        return st.integers(1, 49).map(lambda piece: f"{piece:02}{piece + 50}")
    return st.text("".join(sorted(CHARSETS[part.charset])), min_size=part.shortest, max_size=part.longest)


@st.composite
def _value(draw, spec):
    pieces = []
    for part in spec.parts:
        if part.optional and not draw(st.booleans()):
            break
        pieces.append(draw(_piece(part)))
    return "".join(pieces)


@st.composite
def any_pair(draw, ais=tuple(TABLE)):
    """A right pair of any AI whose rules can be met at random."""
    usable = [ai for ai in ais if all(_RULES.issuperset(part.rules) for part in TABLE[ai].parts)]
    spec = TABLE[draw(st.sampled_from(usable))]
    value = draw(_value(spec).filter(lambda text: check_value(spec, text, TODAY) is None))
    return spec.ai, value
