"""What the fuzzer of scans starts from: whole scans and the words they are made of."""

import json
from pathlib import Path

from ._scan_property import TABLE

VECTORS = Path(__file__).resolve().parents[1] / "kernel" / "vectors" / "gs1_own.jsonl"
# Scans that a fuzzer would need luck to come upon: their check digits must fit.
RARE = (
    "urn:epc:id:sgtin:0614141.812345.32a%2Fb",
    "urn:epc:tag:sgtin-96:3.0614141.812345.6789",
    "urn:epc:id:sscc:0614141.1234567890",
    "3074257BF7194E4000001A85",
    "3635CE48AF1C12D7615D0A163640000000000000000000000000",
    "3108FE40F1631FEFF0000000",
    "]E02112345678900|]e099COMPOSITE\x1d98XYZ",
    "]E0416000336108",
    "]E402345673",
    "https://id.gs1.org/AN2yxDhfaiaw",
    "https://a.example/x/01/09506000134352/10/A?17=270600&8200=x&10=B&linkType=all&&%41#z",
    "https://a/01/09506000134352/21/S/10/A",
    "(8007)DE89370400440532013000(415)9506000134369(8020)A",
    "(253)9506000134352(8030)QUJD",
    "(8013)1987654Ad4X4bL5ttr2310c2K",
    "(8006)095060001343520102(37)7(02)09506000134352",
    "(4309)05226120600013362280(4331)000500-(4300)A%20B(7258)1/3(8001)00100020031",
    "(7003)2706301200(8008)2601011200(7007)260101260131(4324)2601002359(7250)19991231",
    "(7040)1AB0(7041)CT(8110)10614141011111275110111(8112)001234561234560123456",
    "010950600013435210A{GS}21B",
)
WORDS = (
    *("]d2", "]C1", "]E0", "]E4", "]I1", "]Q1", "]Q3", "]J1", "]e0", "]d1", "|]e0"),
    *("\x1d", "^]", "{GS}", "<GS>", "\\x1d", "Alt029", "0109506000134352", "09506000134352", "9506000134352"),
    *(
        "https://",
        "http://",
        "/01/",
        "/10/",
        "/gtin/",
        "?17=",
        "&10=",
        "%2F",
        "urn:epc:id:sgtin:",
        "urn:epc:tag:sscc-96:",
    ),
)
LONG = ("10A\x1d", "(10)A", "https://a/01/09506000134352?10=A&", "https://a/10/A/", "10A^]", "%41", "0", "(")


def texts():
    """Whole scans."""
    known = (json.loads(line)["input"] for line in VECTORS.read_text(encoding="utf-8").splitlines())
    return [*RARE, *(text for text in known if isinstance(text, str))]


def words():
    """What scans are made of: one identifier of each shape, in both spellings."""
    shapes = {spec.parts: spec.ai for spec in TABLE.values()}.values()
    return [*WORDS, *shapes, *(f"({ai})" for ai in shapes)]
