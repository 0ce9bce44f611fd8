"""Text and chain of the audit ledger."""

import hashlib
from datetime import datetime
from decimal import Decimal

import pytest

from odoo.addons.lot_traceability.kernel import audit_chain


def test_content_is_sorted_without_blanks_and_exact():
    value = {"b": [1, True, None], "a": {"qty": Decimal("1.50"), "name": "Müller 東京 é"}}
    assert audit_chain.canonical(value) == '{"a":{"name":"Müller 東京 é","qty":"1.50"},"b":[1,true,null]}'


def test_what_no_database_can_hold_is_replaced():
    assert audit_chain.canonical("a\0b") == '"a\ufffdb"'
    assert audit_chain.canonical("a\ud800b").encode() == '"a\ufffd\ufffd\ufffdb"'.encode()


@pytest.mark.parametrize("value", [1.5, {1: "a"}, datetime(2026, 1, 1), {"a": {1}}])
def test_what_could_be_written_in_two_ways_is_refused(value):
    with pytest.raises(TypeError):
        audit_chain.canonical(value)


def test_a_seal_covers_all_before_it():
    """The formula is written out once more: a change of it would make every chain outside unreadable."""
    first, second = audit_chain.content_hash("a"), audit_chain.content_hash("b")
    at = audit_chain.microseconds(datetime(2026, 11, 21, 10, 0, 0, 7))
    seals = audit_chain.chain(audit_chain.genesis(3), 0, [first, second], at)
    previous = hashlib.sha256(b"lot_traceability audit ledger 1, company 3").digest()
    assert at == 1795255200000007
    for (seq, digest), content in zip(seals, (b"a", b"b")):
        number = seq.to_bytes(8, "big") + at.to_bytes(8, "big")
        previous = hashlib.sha256(previous + hashlib.sha256(content).digest() + number).digest()
        assert digest == previous
    assert [seq for seq, _digest in seals] == [1, 2]


def test_companies_do_not_share_a_beginning():
    assert audit_chain.genesis(1) != audit_chain.genesis(2)


def test_an_instant_is_utc_with_microseconds():
    assert audit_chain.instant(datetime(2026, 11, 21, 10)) == "2026-11-21T10:00:00.000000Z"
