"""What the fuzzer of UDI carriers starts from: whole carriers and the words they are made of."""

import json
from pathlib import Path

from ._udi_property import iccbba

VECTORS = Path(__file__).resolve().parents[1] / "kernel" / "vectors" / "udi_own.jsonl"
RARE = (
    "+A99912345/$$52001510X33",
    "+A99912345/$$52001510X3/16D20111212/S77DEFG457",
    "+E20831269/$$8020423286539+",
    "+OZL6KA2LNRE0CCBVUB18\r\n+$$0735G7M1D96B98L",
    "+$$0624J139276%5",
    "*+M2BHCA36_*",
    "=)1TE123456A&)RZ12345678",
    "=A99971312345600=%6200=<E0291V00&>0280602359=*028050",
    "[)>\x1e06\x1d9N110375286414\x1d1T12345ABCD\x1dD150600\x1dS12345ABCDEF98765\x1e\x04",
    "[)>{RS}06{GS}9N110375286414{GS}16D20270101{RS}{EOT}",
    "(9N)110375286414(1T)12345ABCD(D)270600",
    "[)>\x1e05\x1d0109506000134352\x1d10LOT\x1e\x04",
)
WORDS = (
    *("]C0", "]A0", "]d1", "]Q1", "*", "_", "\r\n", " ", "\x1e", "\x1d", "\x04", "{RS}", "^^", "[)>", "06", "05"),
    *(
        "+A999",
        "/",
        "$",
        "$+",
        "$$",
        "$$+",
        "$$2",
        "$$3",
        "$$4",
        "$$5",
        "$$6",
        "$$7",
        "$$8",
        "$$9",
        "/S",
        "/16D",
        "/14D",
        "/Q",
    ),
    *("9N110375286414", "1T", "D270600", "S", "16D20270101", "8P09506000134352", "(9N)", "(1T)", "(D)"),
)
LONG = ("+A999", "/S1", "=,000025", "\x1dS1", "(1T)A", "[)>", "+", " ", "{GS}", "=+")


def texts():
    """Whole carriers."""
    known = (json.loads(line)["input"] for line in VECTORS.read_text(encoding="utf-8").splitlines())
    return [*RARE, *(text for text in known if isinstance(text, str))]


def words():
    """What carriers are made of."""
    return [*WORDS, *iccbba.STRUCTURES]
