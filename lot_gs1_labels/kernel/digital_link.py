"""GS1 Digital Links: web addresses that carry GS1 data.

A deviation whose meaning is plain all the same (lot in the query, parts of the path out of order, a name instead of a
number, a short GTIN) is a warning.

Source: GS1 Digital Link Standard: URI Syntax; RFC 3986 (percent-encoding).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import Element, Issue

from . import link_path
from .ai_table import TABLE
from .check_digits import is_digits
from .element_string import MOST_ELEMENTS, make_element
from .respelt import Respelt
from .values import check_value

CANONICAL = "https://id.gs1.org"
LOOKS_LINK = re.compile(r"(?:https?|HTTPS?)://")  # one case throughout, as the standard writes it

_ADDRESS = re.compile(
    r"(?:https?|HTTPS?)://(?P<host>[^/]*)(?P<path>/[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?"
)
_ILLEGAL = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_NOT_IN_HOST = re.compile(r"[_~?#@!$&'()*+,;=%]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_TO_ESCAPE = re.compile(r"[^A-Za-z0-9._~-]")
_SHORT_GTINS = (8, 12, 13)


@dataclass(frozen=True, slots=True)
class Link:
    """A Digital Link that was read.

    ``stem``: the address in front of the key. ``others``: query parameters that are no AIs, as they stand
    ("linkType=all"). ``qualifiers``: AIs of the path after the key. With issues, ``elements`` are those that could be
    read.
    """

    elements: tuple[Element, ...] = ()
    stem: str = ""
    qualifiers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    fragment: str = ""


def parse(text: str, today: date, offset: int = 0) -> tuple[Link, list[Issue]]:
    """Read a Digital Link, and tell what is wrong with it; arguments as in ``element_string.parse``.

    Issue codes of its own: ``uri`` (no address), ``dl_no_key``, ``dl_compressed``, ``dl_duplicate`` (an AI has two
    values) and, as warnings, ``dl_path`` (an AI in the query whose place is the path), ``dl_attribute`` (an AI that
    is no attribute), ``dl_sequence``, ``dl_name``, ``dl_slash``, ``short_gtin``.
    """
    if illegal := _ILLEGAL.search(text):
        at = offset + illegal.start()
        return Link(), [Issue("uri", at, at + 1, illegal[0], "URI")]
    address = _ADDRESS.fullmatch(text)
    if not address or not address["host"] or _NOT_IN_HOST.search(address["host"]):
        return Link(), [Issue("uri", offset, offset + len(text), text, f"{CANONICAL}/…")]
    reader = _Reader(text, today, offset)
    segments = address["path"].split("/")
    root = link_path.key_place(segments)
    if root < 0 and segments[-1] == "":
        root = link_path.key_place(segments[:-1])
        if root > 0:
            segments.pop()
            reader.warn("dl_slash", address.end("path") - 1, address.end("path"), "/")
    if root < 0:
        return Link(), [_no_key(segments, offset + address.start("path"), offset + address.end("path"))]
    start = address.start("path") + sum(map(len, segments[:root])) + root
    reader.read_path(segments[root:], start)
    if address["query"]:
        reader.read_query(address["query"], address.start("query"))
    stem, others = text[: start - 1], tuple(reader.others)
    link = Link(tuple(reader.elements), stem, tuple(reader.qualifiers), others, address["fragment"] or "")
    return link, reader.issues


def _no_key(segments, start, end):
    key = link_path.compressed_key(segments[-1])
    # After an ordinary key the rest may be compressed; shorter digits are an AI that lost its value.
    if key or (link_path.key_place(segments[:-1]) > 0 and segments[-1] and not is_digits(segments[-1])):
        return Issue("dl_compressed", end - len(segments[-1]), end, segments[-1], key or "AI")
    return Issue("dl_no_key", start, end, "/".join(segments), "/01/…")


class _Reader:
    """Collects elements and issues; positions it takes count within the address."""

    def __init__(self, text, today, offset):
        self.text, self.today, self.offset = text, today, offset
        self.elements, self.issues, self.others = [], [], []
        self.key, self.qualifiers, self.values = None, [], {}

    def warn(self, code, start, end, got="", expected="", warning=True):
        self.issues.append(Issue(code, self.offset + start, self.offset + end, got, expected, warning))

    def read_path(self, segments, start):
        """Key and qualifiers; ``segments`` start with the key's AI, which stands at ``start``."""
        self.key, at = link_path.named(segments[0]), start
        for name, raw in zip(segments[::2], segments[1::2]):
            spec = link_path.named(name)
            if name in link_path.NAMES:
                self.warn("dl_name", at, at + len(name), name, spec.ai)
            if spec is not self.key:
                self.qualifiers.append(spec.ai)
            self.read_value(spec, raw, raw, at, at + len(name) + 1)
            at += len(name) + len(raw) + 2
        if not link_path.in_order(self.key, self.qualifiers):
            self.warn("dl_sequence", start, at - 1, "/".join(segments), self.key.ai)

    def read_query(self, query, start):
        """Attributes; parameters that are no AIs are kept aside."""
        at, parts = start, query.split("&")
        for place, part in enumerate(parts, 1):
            name, equals, raw = part.partition("=")
            if not equals or not is_digits(name):
                # An empty one is left out, except at the end (as in GS1's Syntax Engine).
                if part or place == len(parts):
                    self.others.append(part)
            elif name not in TABLE:
                self.warn("unknown_ai", at, at + len(part), name, warning=False)
            else:
                self.read_attribute(TABLE[name], raw, at)
            at += len(part) + 1

    def read_attribute(self, spec, raw, at):
        """One AI of the query, whose name stands at ``at``."""
        if not spec.attribute:
            self.warn("dl_attribute", at, at + len(spec.ai), spec.ai)
        elif link_path.fits_in(self.key, self.qualifiers, spec.ai):
            self.warn("dl_path", at, at + len(spec.ai), spec.ai)
        # In a query, and only there, "+" is a blank.
        self.read_value(spec, raw, raw.replace("+", " "), at, at + len(spec.ai) + 1)

    def read_value(self, spec, raw, text, at, start):
        """One AI's value ``raw``, as it stands at ``start``; its AI stands at ``at``."""
        decoded, end = Respelt(text, _ESCAPE, lambda escape: chr(int(escape[1], 16))), start + len(raw)
        value = decoded.text
        if spec.ai == "01" and len(value) in _SHORT_GTINS:
            self.warn("short_gtin", start, end, value, value.zfill(14))
            value = value.zfill(14)
        if spec.ai in self.values:
            self.warn("dl_duplicate", at, end, value, self.values[spec.ai], self.values[spec.ai] == value)
        self.values.setdefault(spec.ai, value)
        issue = check_value(spec, value, self.today)
        if issue:
            first, last = (self.offset + start + min(decoded.place(at), len(raw)) for at in (issue.start, issue.end))
            self.issues.append(replace(issue, start=first, end=last))
        if issue and issue.code in ("empty_value", "length"):
            return
        if len(self.elements) == MOST_ELEMENTS:
            self.warn("too_many", at, end, expected=str(MOST_ELEMENTS), warning=False)
            return
        self.elements.append(make_element(spec, value, self.today, self.offset + start, self.offset + end))


def build(
    pairs: Iterable[tuple[str, str]], today: date, stem: str = CANONICAL, qualifiers: Collection[str] = ()
) -> tuple[str, list[Issue]]:
    """Digital Link of (AI, value) pairs; "" and the reasons when there can be none.

    The first primary key leads, its qualifiers follow in the standard's order, the rest are attributes: those of
    predefined length first, as in an element string.

    Args:
        pairs: as in ``element_string.build``; equal ones count once.
        today: decides the century of two-digit years.
        stem: address of the owner's resolver, with or without path.
        qualifiers: which of the key's alternatives is meant (a ``Link`` tells); else the one of which most are there.
    """
    chosen, issues = _chosen(pairs, today)
    if _ILLEGAL.search(stem) or not LOOKS_LINK.match(stem) or set(stem) & set("?#"):
        issues.append(Issue("uri", 0, 0, stem, CANONICAL))
    key = next((TABLE[ai] for ai in chosen if TABLE[ai].qualifiers), None)
    if key is None:
        return "", [*issues, Issue("dl_no_key", 0, 0, expected="01")]
    alternative = max(key.qualifiers, key=lambda ais: (len({*qualifiers} & {*ais}), len(chosen.keys() & {*ais})))
    path = [key.ai, *(ai for ai in alternative if ai in chosen)]
    query = sorted((ai for ai in chosen if ai not in path), key=lambda ai: not TABLE[ai].predefined)
    issues += [Issue("dl_attribute", 0, 0, ai, key.ai) for ai in query if not TABLE[ai].attribute]
    if issues:
        return "", issues
    escaped = {ai: _TO_ESCAPE.sub(lambda sign: f"%{ord(sign[0]):02X}", value) for ai, value in chosen.items()}
    link = stem.removesuffix("/") + "".join(f"/{ai}/{escaped[ai]}" for ai in path)
    return link + ("?" if query else "") + "&".join(f"{ai}={escaped[ai]}" for ai in query), []


def _chosen(pairs, today):
    """{AI: value} of pairs that are right and do not contradict each other, and the issues of the others."""
    chosen, issues = {}, []
    for ai, value in pairs:
        spec = TABLE.get(ai)
        issue = check_value(spec, value, today) if spec else Issue("unknown_ai", 0, 0, ai)
        if not issue and chosen.setdefault(ai, value) != value:
            issue = Issue("repeat_conflict", 0, 0, ai, chosen[ai])
        if issue:
            issues.append(issue)
    return chosen, issues
